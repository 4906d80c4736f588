package io.github.workerfsm.sim.explore.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.sim.explore.ExploreReport;
import io.github.workerfsm.sim.explore.Explorer;
import io.github.workerfsm.sim.explore.FindingKind;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * States, steps and levels are those that SPIN counts on the Promela text of the model. SPIN prints
 * one state more, the one before the initial step, and two steps more.
 */
class ReferenceRowsTest {

  private static final ExecutorService THREADS = Executors.newFixedThreadPool(2);

  @AfterAll
  static void end() {
    THREADS.shutdown();
  }

  private static ReferenceParameters faults(
      int w, int k, int c, int steals, int releases, int rerequests, int deaths, int failures) {
    return new ReferenceParameters(w, k, c, steals, releases, rerequests, deaths, failures);
  }

  private static ExploreReport explore(ReferenceParameters parameters) {
    return new Explorer(() -> new ReferenceModel(parameters)).threads(2, THREADS).explore();
  }

  @ParameterizedTest
  @CsvSource({
    "2, 3, 0, 0, 0, 0, 0, 343, 602, 19",
    "2, 3, 0, 0, 0, 1, 0, 3395, 7964, 33",
    "2, 3, 1, 1, 0, 0, 0, 19617, 52012, 24",
    "2, 3, 1, 1, 0, 1, 1, 191217, 606570, 38",
    "3, 3, 1, 1, 0, 0, 0, 129162, 399176, 27",
  })
  void small_rows(
      int w, int k, int st, int re, int rr, int de, int gf, long states, long steps, int depth) {
    verify(explore(faults(w, k, 4, st, re, rr, de, gf)), states, steps, depth);
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({
    "2, 3, 1, 1, 1, 0, 0, 599142, 1841556, 98",
    "2, 3, 1, 1, 1, 1, 1, 2748434, 11108176, 102",
  })
  void large_rows(
      int w, int k, int st, int re, int rr, int de, int gf, long states, long steps, int depth) {
    ExploreReport report = explore(faults(w, k, 4, st, re, rr, de, gf));
    verify(report, states, steps, depth);
    assertThat(report.bytesPerState()).isLessThanOrEqualTo(12);
  }

  /** Sizes of graph and channel that the seven rows do not have. */
  @ParameterizedTest
  @CsvSource({
    "2, 2, 4, 1, 1, 0, 1, 1, 12571, 36041",
    "2, 4, 4, 0, 1, 0, 1, 0, 26058, 83059",
    "2, 4, 2, 1, 1, 0, 0, 0, 22337, 56505",
    "2, 3, 1, 1, 1, 1, 0, 0, 9174, 17398",
    "3, 4, 4, 0, 0, 0, 0, 0, 9784, 25368",
  })
  void other_shapes(
      int w, int k, int c, int st, int re, int rr, int de, int gf, long states, long steps) {
    ExploreReport report = explore(faults(w, k, c, st, re, rr, de, gf));
    assertThat(report.states()).isEqualTo(states);
    assertThat(report.transitions()).isEqualTo(steps);
  }

  private static void verify(ExploreReport report, long states, long steps, int depth) {
    assertThat(report.states()).isEqualTo(states);
    assertThat(report.expanded()).isEqualTo(states);
    assertThat(report.transitions()).isEqualTo(steps);
    assertThat(report.depth()).isEqualTo(depth);
    assertThat(report.complete()).isTrue();
    assertThat(report.count(FindingKind.DEADLOCK)).isZero();
    assertThat(report.count(FindingKind.VIOLATION)).isZero();
  }

  @Test
  void whole_states_and_fingerprints_count_the_same() {
    ReferenceParameters parameters = ReferenceParameters.of(2, 3).faults(1, 1, 0, 1, 1);
    ExploreReport exact =
        new Explorer(() -> new ReferenceModel(parameters)).threads(2, THREADS).exact().explore();
    ExploreReport hashed = explore(parameters);
    assertThat(exact.collisions()).isZero();
    assertThat(exact.expectedLoss()).isZero();
    assertThat(exact.states()).isEqualTo(hashed.states());
    assertThat(exact.transitions()).isEqualTo(hashed.transitions());
    assertThat(exact.depth()).isEqualTo(hashed.depth());
    assertThat(exact.findings()).isEqualTo(hashed.findings());
  }

  @Test
  void one_thread_and_two_give_the_same_report() {
    ReferenceParameters parameters = ReferenceParameters.of(2, 3).faults(1, 1, 0, 1, 1);
    ExploreReport one = new Explorer(() -> new ReferenceModel(parameters)).liveness().explore();
    ExploreReport two =
        new Explorer(() -> new ReferenceModel(parameters)).threads(2, THREADS).liveness().explore();
    assertThat(two)
        .usingRecursiveComparison()
        .ignoringFields("peakBytes", "visitedBytes")
        .isEqualTo(one);
    assertThat(one.count(FindingKind.JAM)).isEqualTo(224);
    assertThat(one.doomed()).as("states that cannot avoid the jam").isGreaterThanOrEqualTo(224);
    assertThat(one.count(FindingKind.LIVELOCK)).isZero();
  }

  /** A state and its mirror image are one; the orbits are counted in the full run. */
  @Test
  void symmetry_visits_one_state_of_each_pair() {
    ReferenceParameters parameters = ReferenceParameters.of(2, 3).faults(1, 1, 0, 0, 0);
    Orbits orbits = new Orbits(parameters);
    new Explorer(() -> orbits).explore();
    ExploreReport reduced = new Explorer(() -> new ReferenceModel(parameters)).symmetry().explore();
    assertThat(reduced.states()).isEqualTo(orbits.least());
    assertThat(reduced.states()).isLessThan(19_617 * 52 / 100);
    assertThat(reduced.depth()).isEqualTo(24);
  }

  @Test
  void three_workers_are_not_alike() {
    ReferenceModel model = new ReferenceModel(ReferenceParameters.of(3, 3));
    assertThatThrownBy(() -> model.canonical(new long[model.words()]))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("symmetry with 3 workers, and 2 were expected: ties look at names");
  }

  @Test
  void impossible_sizes_are_refused_in_one_line() {
    assertThatThrownBy(() -> ReferenceParameters.of(4, 3))
        .hasMessage("the reference model with 4 workers, and 2 to 3 were expected");
    assertThatThrownBy(() -> ReferenceParameters.of(2, 3).faults(-1, 0, 0, 0, 0))
        .hasMessage("the reference model with -1 steals, and 0 to 7 were expected");
  }
}
