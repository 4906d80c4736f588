package io.github.workerfsm.sim.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.sim.explore.ExploreReport;
import io.github.workerfsm.sim.explore.Explorer;
import io.github.workerfsm.sim.explore.Finding;
import io.github.workerfsm.sim.explore.RandomWalks;
import java.util.List;
import java.util.function.Supplier;

/** Explorations and walks that tests judge. */
final class Explored {
  private Explored() {}

  /** All of it; printed, so that sizes are known. */
  static ExploreReport all(Supplier<? extends Protocol> protocols) {
    ExploreReport report = new Explorer(ProtocolModel.of(protocols)).liveness().explore();
    System.out.println(protocols.get().identity() + ": " + report.line(1_000_000_000L));
    return report;
  }

  /** Nothing is wrong anywhere. */
  static void clean(Supplier<? extends Protocol> protocols) {
    ExploreReport report = all(protocols);
    for (Finding finding : report.findings()) {
      assertThat(finding.labels()).as(finding.kind() + " " + finding.invariant()).isNull();
    }
    assertThat(report.complete()).isTrue();
    assertThat(report.doomed()).isZero();
  }

  /** The first thing that is wrong. */
  static Finding first(Supplier<? extends Protocol> protocols) {
    ExploreReport report =
        new Explorer(ProtocolModel.of(protocols)).liveness().firstFindingEnds().explore();
    assertThat(report.findings()).isNotEmpty();
    return report.findings().get(0);
  }

  /** Walks from seed 1 on; the first mishap fails. */
  static void walks(Supplier<? extends Protocol> protocols, int seeds) {
    RandomWalks walks = new RandomWalks(ProtocolModel.of(protocols).get());
    for (long seed = 1; seed <= seeds; seed++) {
      RandomWalks.Mishap mishap = walks.walk(seed);
      assertThat(mishap).as("seed " + seed).isNull();
    }
    System.out.println(
        protocols.get().identity()
            + ": "
            + List.of(walks.runs(), walks.steps(), walks.faults())
            + " walks, steps, faults");
  }
}
