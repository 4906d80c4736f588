package io.github.workerfsm.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.IllegalTableException;
import io.github.workerfsm.table.MutationOperator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The mutants of the table: every row is spoiled in every way, and no mutant is the original. */
class MutantTest {
  private static final ImmutableList<Mutant> MUTANTS = Mutant.of(RuleSet.CURRENT);

  @Test
  void every_row_is_dropped_once() {
    assertThat(MUTANTS.stream().filter(m -> m.operator() == MutationOperator.DROP_ROW))
        .hasSameSizeAs(RuleSet.CURRENT.table().rows());
  }

  @Test
  void every_kind_of_mistake_is_made() {
    Map<MutationOperator, Integer> made = new EnumMap<>(MutationOperator.class);
    MUTANTS.forEach(mutant -> made.merge(mutant.operator(), 1, Integer::sum));
    assertThat(made).containsOnlyKeys(MutationOperator.values());
  }

  @Test
  void no_two_mutants_have_the_same_name() {
    Set<String> names = new LinkedHashSet<>();
    MUTANTS.forEach(mutant -> names.add(mutant.toString()));
    assertThat(names).hasSameSizeAs(MUTANTS);
  }

  @Test
  void a_mutant_that_proves_itself_is_another_table() {
    int proved = 0;
    for (Mutant mutant : MUTANTS) {
      try {
        assertThat(mutant.rules().table().fingerprint())
            .as(mutant.toString())
            .isNotEqualTo(RuleSet.CURRENT.table().fingerprint());
        proved++;
      } catch (IllegalTableException e) {
        assertThat(e).hasMessageContaining("worker");
      }
    }
    assertThat(proved).isGreaterThan(500);
  }

  @Test
  void a_mutant_that_leaves_a_gap_is_refused_by_the_proof() {
    Mutant gap =
        MUTANTS.stream()
            .filter(m -> m.operator() == MutationOperator.DROP_ROW)
            .filter(m -> m.label().equals("EXECUTING -> MEMORY [DONE]"))
            .findFirst()
            .orElseThrow();
    assertThatThrownBy(gap::rules).isInstanceOf(IllegalTableException.class);
  }
}
