package io.github.workerfsm.sim.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.sim.explore.Walks.Way;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplorerTest {

  private static final ExecutorService THREADS = Executors.newFixedThreadPool(3);

  @AfterAll
  static void end() {
    THREADS.shutdown();
  }

  private static Explorer explorer(Walks walks) {
    return new Explorer(() -> walks);
  }

  /** A square of side by side states: right and down from each, the last corner is the goal. */
  private static Walks square(long side) {
    return new Walks(
            state -> {
              long x = state % side;
              long y = state / side;
              List<Way> ways = new ArrayList<>();
              if (x + 1 < side) {
                ways.add(new Way(0, state + 1));
              }
              if (y + 1 < side) {
                ways.add(new Way(1, state + side));
              }
              return ways.toArray(Way[]::new);
            })
        .goal(side * side - 1);
  }

  @Test
  void every_state_is_counted_once_and_every_step() {
    ExploreReport report = explorer(square(300)).explore();
    assertThat(report.states()).isEqualTo(90_000);
    assertThat(report.expanded()).isEqualTo(90_000);
    assertThat(report.transitions()).isEqualTo(2L * 300 * 299);
    assertThat(report.depth()).isEqualTo(599);
    assertThat(report.coverage()).isEqualTo(Coverage.COMPLETE);
    assertThat(report.findings()).isEmpty();
    assertThat(report.line(2_000_000_000L))
        .isEqualTo(
            "explored: 90000 states, 179400 transitions, complete, 0 deadlocks, 0 violations,"
                + " 45000 states/s");
  }

  @Test
  void a_deadlock_is_shown_with_the_shortest_way_to_it() {
    ExploreReport report =
        explorer(Walks.of("0>1 1>2 2>3 3>9 0>4 4>3 4>5").goal(9).goal(2)).explore();
    Finding finding = report.findings().get(0);
    assertThat(report.findings()).hasSize(1);
    assertThat(finding.kind()).isEqualTo(FindingKind.DEADLOCK);
    assertThat(finding.count()).isEqualTo(1);
    assertThat(finding.actions()).containsExactly(4, 6);
    assertThat(finding.labels()).containsExactly("step 4", "step 6");
    assertThat(finding.state()).containsExactly(5L);
  }

  @Test
  void a_state_that_only_faults_can_leave_is_at_rest() {
    ExploreReport report = explorer(Walks.of("0>1 1~2").goal(2)).liveness().explore();
    assertThat(report.count(FindingKind.DEADLOCK)).isEqualTo(1);
    assertThat(report.findings().get(0).state()).containsExactly(1L);
    assertThat(report.doomed()).as("a goal that a fault leads to does not count").isEqualTo(2);
  }

  @Test
  void the_kinds_of_rest_are_told_apart() {
    ExploreReport report =
        explorer(
                Walks.of("0>1 0>2 0>3 0>4")
                    .goal(1)
                    .standing(2, Standing.JAMMED)
                    .standing(3, Standing.SPENT)
                    .standing(4, Standing.WAITING))
            .explore();
    assertThat(report.findings())
        .extracting(Finding::kind)
        .containsExactly(FindingKind.DEADLOCK, FindingKind.JAM, FindingKind.BUDGET_USED_UP);
    assertThat(report.findings()).extracting(f -> f.state().get(0)).containsExactly(4L, 2L, 3L);
  }

  @Test
  void a_circle_that_no_goal_is_reachable_from_is_a_livelock() {
    Walks walks = Walks.of("0>1 0>2 2>3 3>4 4>3 1>0 3>2").goal(1);
    ExploreReport report = explorer(walks).liveness().explore();
    assertThat(report.findings()).hasSize(1);
    Finding finding = report.findings().get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.LIVELOCK);
    assertThat(finding.count()).as("2, 3 and 4").isEqualTo(3);
    assertThat(finding.actions()).containsExactly(1);
    assertThat(report.doomed()).isEqualTo(3);
  }

  @Test
  void a_circle_with_a_way_out_is_no_livelock() {
    assertThat(explorer(Walks.of("0>1 1>0 1>2").goal(2)).liveness().explore().findings()).isEmpty();
  }

  @Test
  void a_circle_before_a_deadlock_is_no_livelock() {
    ExploreReport report = explorer(Walks.of("0>1 1>0 1>2 0>3").goal(3)).liveness().explore();
    assertThat(report.count(FindingKind.DEADLOCK)).isEqualTo(1);
    assertThat(report.count(FindingKind.LIVELOCK)).isZero();
  }

  @Test
  void what_was_not_expanded_is_not_reported_as_doomed() {
    Walks walks = Walks.of("0>1 1>2 2>3 3>2");
    ExploreReport bounded = explorer(walks).bounds(Bounds.NONE.withLevels(2)).liveness().explore();
    assertThat(bounded.doomed()).isZero();
    assertThat(explorer(walks).liveness().explore().count(FindingKind.LIVELOCK)).isEqualTo(4);
  }

  @Test
  void a_step_that_breaks_an_invariant_ends_the_trace() {
    ExploreReport report = explorer(Walks.of("0>1 1>2 1>!").goal(2)).explore();
    Finding finding = report.findings().get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.VIOLATION);
    assertThat(finding.invariant()).isEqualTo("invariant 7");
    assertThat(finding.actions()).containsExactly(0, 2);
    assertThat(report.transitions()).isEqualTo(3);
  }

  @Test
  void a_state_that_breaks_an_invariant_is_found_in_all_runs_alike() {
    Walks walks = square(400);
    for (long state = 5; state < 160_000; state += 399) {
      walks.breaks(state, 3);
    }
    ExploreReport one = explorer(walks).explore();
    ExploreReport three = explorer(walks).threads(3, THREADS).explore();
    assertThat(three.findings()).isEqualTo(one.findings());
    assertThat(one.findings().get(0).invariant()).isEqualTo("invariant 3");
    assertThat(one.findings().get(0).actions()).hasSize(5);
  }

  @Test
  void the_first_finding_can_end_it() {
    Walks walks = square(400).breaks(10 * 400 + 10, 1);
    ExploreReport report = explorer(walks).firstFindingEnds().explore();
    assertThat(report.coverage()).isEqualTo(Coverage.FINDING);
    assertThat(report.complete()).isFalse();
    assertThat(report.depth()).isEqualTo(21);
  }

  @Test
  void bounds_on_states_and_levels_end_it_between_levels() {
    ExploreReport levels = explorer(square(300)).bounds(Bounds.NONE.withLevels(10)).explore();
    assertThat(levels.coverage()).isEqualTo(Coverage.LEVELS);
    assertThat(levels.depth()).isEqualTo(10);
    assertThat(levels.expanded()).isEqualTo(55);
    assertThat(levels.states()).isEqualTo(66);
    ExploreReport states = explorer(square(300)).bounds(Bounds.NONE.withStates(60)).explore();
    assertThat(states.coverage()).isEqualTo(Coverage.STATES);
    assertThat(states.states()).isEqualTo(66);
    assertThat(states.line(1)).contains(", bounded, ");
  }

  @Test
  void the_memory_bound_ends_it_cleanly_with_what_was_covered() {
    long bound = 1_000_000;
    ExploreReport report =
        explorer(square(2000).breaks(3 * 2000 + 4, 1))
            .threads(3, THREADS)
            .bounds(Bounds.NONE.withBytes(bound))
            .liveness()
            .explore();
    assertThat(report.coverage()).isEqualTo(Coverage.MEMORY);
    assertThat(report.peakBytes()).isLessThanOrEqualTo(bound);
    assertThat(report.states()).isBetween(50_000L, 110_000L);
    assertThat(report.expanded()).isLessThan(report.states());
    assertThat(report.findings()).extracting(f -> f.actions().size()).containsExactly(7);
    assertThat(report.doomed()).isZero();
  }

  @Test
  void a_frontier_on_disk_gives_the_same_and_leaves_nothing_behind(@TempDir Path directory)
      throws Exception {
    // Each state leads to four others: levels of up to sixty thousand states.
    Walks walks =
        new Walks(
            state -> {
              Way[] ways = new Way[state < 30_000 ? 4 : 0];
              for (int i = 0; i < ways.length; i++) {
                ways[i] = new Way(i, state * 4 + i + 1);
              }
              return ways;
            });
    ExploreReport memory = explorer(walks).threads(2, THREADS).liveness().explore();
    ExploreReport disk =
        explorer(walks).threads(2, THREADS).liveness().spill(directory, 10_000).explore();
    assertThat(disk.spilled()).isGreaterThan(80_000);
    assertThat(disk)
        .usingRecursiveComparison()
        .ignoringFields("spilled", "peakBytes", "visitedBytes")
        .isEqualTo(memory);
    assertThat(disk.peakBytes()).isLessThan(memory.peakBytes());
    try (var files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void progress_is_told_by_the_clock_of_the_caller() {
    AtomicLong time = new AtomicLong();
    List<Progress> told = new ArrayList<>();
    explorer(square(300)).progress(told::add, () -> time.addAndGet(1_000), 50_000).explore();
    assertThat(told).hasSizeGreaterThan(5);
    assertThat(told).isSortedAccordingTo((a, b) -> Long.compare(a.states(), b.states()));
    Progress middle = told.get(told.size() / 2);
    assertThat(middle.statesPerSecond()).isPositive();
    assertThat(middle.depth()).isPositive();
    assertThat(middle.frontier()).isBetween(1L, 1200L);
  }

  @Test
  void a_model_that_fails_ends_the_exploration_on_any_thread() {
    Walks walks =
        new Walks(
            state -> {
              if (state > 50_000) {
                throw new IllegalArgumentException("state " + state);
              }
              return new Way[] {new Way(0, state * 2 + 1), new Way(1, state * 2 + 2)};
            });
    assertThatThrownBy(() -> explorer(walks).threads(3, THREADS).explore())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("state ");
  }

  @Test
  void options_that_exclude_each_other_are_refused() {
    assertThatThrownBy(() -> explorer(square(2)).symmetry().liveness().explore())
        .hasMessage("the liveness check is not sound under symmetry");
    assertThatThrownBy(() -> explorer(square(2)).threads(0, THREADS))
        .hasMessage("0 threads, and at least 1 was expected");
    assertThatThrownBy(() -> Bounds.NONE.withBytes(-5))
        .hasMessage("a bound of -5 bytes, and at least 1 was expected");
  }
}
