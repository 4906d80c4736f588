package io.github.workerfsm.sim.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.sim.mutation.Verdict.Outcome;
import io.github.workerfsm.worker.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Every mutant of the current table is killed, or listed as equivalent with an argument. */
class MutantsTest {
  private static final int SAMPLE = 8;

  private static Hunted hunt(List<Suspect> suspects) throws InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      return new Campaign(executor, Campaign.Effort.SHORT, List.of(), Equivalents.bundled())
          .hunt(suspects, () -> {});
    } finally {
      executor.shutdown();
    }
  }

  private static List<Suspect> sample() {
    List<Suspect> sample = new ArrayList<>();
    int number = 0;
    for (Suspect suspect : Suspect.mutants()) {
      boolean whole =
          suspect.operator().equals("drop row") || suspect.operator().equals("exchange guards");
      if (whole || number++ % SAMPLE == 0) {
        sample.add(suspect);
      }
    }
    return sample;
  }

  @Test
  void no_mutant_survives_that_is_not_listed() throws InterruptedException {
    Hunted hunted = hunt(sample());
    assertThat(hunted.verdicts())
        .filteredOn(verdict -> verdict.outcome() == Outcome.SURVIVES)
        .extracting(Verdict::suspect)
        .isEmpty();
    assertThat(hunted.verdicts())
        .filteredOn(verdict -> verdict.argument() != null)
        .as("listed as equivalent, and killed all the same")
        .allMatch(verdict -> verdict.outcome() == Outcome.EQUIVALENT);
    assertThat(hunted.faults()).as("broken by the current rules themselves").isEmpty();
  }

  @Test
  void dropping_run_identity_is_killed() throws InterruptedException {
    Hunted hunted =
        hunt(
            Suspect.overrides().stream()
                .filter(suspect -> suspect.label().equals("run-identity"))
                .toList());
    assertThat(hunted.verdicts())
        .singleElement()
        .satisfies(
            verdict -> {
              assertThat(verdict.outcome()).isEqualTo(Outcome.KILLED);
              assertThat(verdict.kill()).extracting(Kill::property).isEqualTo("S9");
            });
  }

  @Test
  void the_explorer_finds_the_shortest_way_and_nothing_wrong_with_the_current_rules() {
    ExplorerHunter explorer = ExplorerHunter.of(2, 1);
    assertThat(explorer.hunt(RuleSet.CURRENT)).isNull();
    Suspect gone =
        Suspect.mutants().stream()
            .filter(suspect -> suspect.label().equals("NEW -> FETCH [LOCATED] lands in RELEASED"))
            .findFirst()
            .orElseThrow();
    Kill kill = explorer.hunt(gone.rules().get());
    assertThat(kill).isNotNull();
    assertThat(kill.hunter()).isEqualTo("explorer");
    assertThat(kill.shortest()).isTrue();
    assertThat(kill.script()).hasSize(kill.steps());
  }

  @Test
  void a_seed_plays_the_same_again() {
    for (long seed = 0; seed < 200; seed++) {
      LoneGame game = new LoneGame();
      var rules = RuleSet.CURRENT;
      var first = game.play(rules, seed, null);
      var again = game.play(rules, seed, null);
      var replayed = game.replay(rules, seed, first.steps());
      assertThat(game.tell(seed, again)).isEqualTo(game.tell(seed, first));
      assertThat(game.tell(seed, replayed)).isEqualTo(game.tell(seed, first));
    }
  }

  @Test
  void a_list_shrinks_to_what_shows_the_fault() {
    List<Integer> steps = List.of(5, 3, 8, 1, 9, 2, 7);
    assertThat(Shrinker.shrink(steps, list -> list.contains(8) && list.contains(2)))
        .containsExactly(8, 2);
  }

  @Test
  void a_mutant_without_an_argument_is_refused() {
    assertThat(Equivalents.read(List.of("silent: because", "  a: b")))
        .isEqualTo(ImmutableMap.of("a: b", "silent: because"));
    assertThatThrownBy(() -> Equivalents.read(List.of("", "  a: b")))
        .hasMessageContaining("line 2")
        .hasMessageContaining("expected");
  }
}
