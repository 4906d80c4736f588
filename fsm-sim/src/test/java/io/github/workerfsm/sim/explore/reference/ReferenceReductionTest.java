package io.github.workerfsm.sim.explore.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.sim.explore.ExploreReport;
import io.github.workerfsm.sim.explore.Explorer;
import io.github.workerfsm.sim.explore.FindingKind;
import io.github.workerfsm.sim.explore.Reach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reduced reference model comes to rest in the same states as the whole one. */
class ReferenceReductionTest {

  @ParameterizedTest
  @CsvSource({
    "2, 3, 4, 0, 0, 0, 0, 0",
    "2, 3, 4, 0, 0, 0, 1, 0",
    "2, 3, 4, 1, 1, 0, 0, 0",
    "2, 2, 2, 0, 1, 1, 0, 0",
    "2, 2, 4, 1, 0, 0, 1, 1",
    "3, 2, 2, 0, 0, 0, 1, 0"
  })
  void every_step_commutes_and_the_rests_are_the_same(
      int workers,
      int tasks,
      int channel,
      int steals,
      int releases,
      int rerequests,
      int deaths,
      int gatherFailures) {
    ReferenceParameters parameters =
        ReferenceParameters.of(workers, tasks)
            .channel(channel)
            .faults(steals, releases, rerequests, deaths, gatherFailures);
    Reach all = Reach.allWithProof(new ReferenceModel(parameters));
    Reach reduced = Reach.reduced(new ReferenceModel(parameters));
    System.out.printf(
        "%s: %d of %d states, %d of %d transitions%n",
        parameters, reduced.states(), all.states(), reduced.steps(), all.steps());
    assertThat(all.reductions()).isPositive();
    assertThat(all.contains(reduced)).isTrue();
    assertThat(reduced.resting()).isEqualTo(all.resting());
    assertThat(reduced.broken()).isEqualTo(all.broken());
  }

  @Test
  void the_row_of_600_thousand_states_has_the_same_deadlocks_and_jams_with_symmetry_too() {
    ReferenceParameters parameters = ReferenceParameters.of(2, 3).faults(1, 1, 1, 0, 0);
    ExploreReport all = new Explorer(() -> new ReferenceModel(parameters)).explore();
    ExploreReport reduced = new Explorer(() -> new ReferenceModel(parameters)).reduce().explore();
    ExploreReport both =
        new Explorer(() -> new ReferenceModel(parameters)).symmetry().reduce().explore();
    ExploreReport mirrored =
        new Explorer(() -> new ReferenceModel(parameters)).symmetry().explore();
    assertThat(all.states()).isEqualTo(599_142);
    assertThat(reduced.states()).isLessThan(460_000);
    for (FindingKind kind : FindingKind.values()) {
      assertThat(reduced.count(kind)).isEqualTo(all.count(kind));
      assertThat(both.count(kind)).isEqualTo(mirrored.count(kind));
    }
    assertThat(both.states()).isLessThan(mirrored.states());
  }
}
