package io.github.workerfsm.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.example.Container;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.worker.RuleSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.lifecycle.AfterContainer;

/** Spring takes a transition exactly when the table does, for every table that there is. */
class SpringOraclePropertyTest {
  private static final long STEPS = 100_000;

  /** A table is added here, and is asked. */
  enum Asked {
    WORKER(RuleSet.CURRENT.table()),
    WORKER_DASK(RuleSet.DASK_2022_12.table()),
    CONTAINER(Container.MACHINE.table());

    private final TransitionTable<?, ?, ?, ?> table;

    Asked(TransitionTable<?, ?, ?, ?> table) {
      this.table = table;
    }

    Oracle<?, ?> oracle() {
      return oracle(table);
    }

    private static <S extends Enum<S>, T extends Enum<T>> Oracle<S, T> oracle(
        TransitionTable<S, T, ?, ?> table) {
      return new Oracle<>(table);
    }
  }

  private static final Map<Asked, Oracle<?, ?>> ORACLES = new EnumMap<>(Asked.class);

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void spring_takes_a_transition_exactly_when_the_table_does(
      @ForAll Asked asked, @ForAll("questions") List<Oracle.Question> questions) {
    ORACLES.computeIfAbsent(asked, Asked::oracle).walk(questions);
  }

  @Property(generation = GenerationMode.EXHAUSTIVE)
  void spring_takes_every_row_and_nothing_else_in_every_situation(@ForAll Asked asked) {
    Oracle<?, ?> oracle = asked.oracle();
    oracle.everything();
    assertThat(oracle.untaken()).isEmpty();
  }

  @Provide
  Arbitrary<List<Oracle.Question>> questions() {
    Arbitrary<Integer> numbers =
        Arbitraries.integers()
            .between(0, (1 << 10) - 1)
            .withDistribution(RandomDistribution.uniform());
    return Combinators.combine(Arbitraries.of(true, false), numbers, numbers, numbers)
        .as(Oracle.Question::new)
        .list()
        .ofMaxSize(500)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  @AfterContainer
  static void enough_was_asked() {
    long steps = ORACLES.values().stream().mapToLong(Oracle::steps).sum();
    ORACLES.forEach((asked, oracle) -> System.out.println(asked + ", " + oracle));
    assertThat(steps).isGreaterThanOrEqualTo(STEPS);
    assertThat(ORACLES).containsOnlyKeys(Asked.values());
  }
}
