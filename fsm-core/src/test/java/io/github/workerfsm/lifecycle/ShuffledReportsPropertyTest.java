package io.github.workerfsm.lifecycle;

import static io.github.workerfsm.lifecycle.Book.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.task.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Any permutation, loss or duplication of reports ends as the run without faults. What decides, the
 * last report, is sent until it is acknowledged, hence arrives at least once; any other may be
 * lost.
 */
class ShuffledReportsPropertyTest {

  /**
   * @param copies how often each report arrives; the last at least once
   */
  @Property(tries = 5_000)
  void any_permutation_loss_or_duplication_ends_as_the_run_without_faults(
      @ForAll("histories") History history,
      @ForAll @Size(16) List<@IntRange(max = 3) Integer> copies,
      @ForAll Random order) {
    TaskRecord expected = run(history.attempts(), history.reports());
    List<Report> arriving = new ArrayList<>();
    List<Report> reports = history.reports();
    for (int i = 0; i < reports.size(); i++) {
      boolean last = i == reports.size() - 1;
      arriving.addAll(Collections.nCopies(Math.max(copies.get(i), last ? 1 : 0), reports.get(i)));
    }
    Collections.shuffle(arriving, order);
    TaskRecord actual = run(history.attempts(), arriving);
    assertThat(expected.pending()).isFalse();
    assertThat(actual.state()).isEqualTo(expected.state());
    assertThat(actual.result()).isEqualTo(expected.result());
    assertThat(actual.exception()).isEqualTo(expected.exception());
    assertThat(actual.attempt()).isEqualTo(expected.attempt());
  }

  private static TaskRecord run(int attempts, List<Report> reports) {
    Book book = Book.in(LifecycleState.WAITING_FOR_EP, attempts);
    reports.forEach(book::say);
    return book.task();
  }

  @Provide
  Arbitrary<History> histories() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(0, 2),
            Arbitraries.of(
                LifecycleEvent.RESULT_VALUE,
                LifecycleEvent.RESULT_ERROR,
                LifecycleEvent.MANAGER_LOST),
            Arbitraries.integers().between(0, 7))
        .as(ShuffledReportsPropertyTest::history);
  }

  private static History history(int attempts, int losses, LifecycleEvent end, int skipped) {
    List<Report> reports = new ArrayList<>();
    reports.add(Report.sent(TASK, Stamp.of(1, 1)));
    int last = end == LifecycleEvent.MANAGER_LOST ? attempts : Math.min(losses + 1, attempts);
    for (int attempt = 1; attempt <= last; attempt++) {
      Stamp stamp = Stamp.of(attempt, 1);
      if ((skipped & 1) == 0) {
        reports.add(Report.progress(TASK, stamp, LifecycleState.WAITING_FOR_NODES));
      }
      if ((skipped & 2) == 0) {
        reports.add(Report.progress(TASK, stamp, LifecycleState.WAITING_FOR_LAUNCH));
      }
      if ((skipped & 4) == 0) {
        reports.add(Report.progress(TASK, stamp, LifecycleState.RUNNING));
      }
      if (attempt < last || end == LifecycleEvent.MANAGER_LOST) {
        reports.add(Report.managerLost(TASK, stamp, Failure.of("manager m" + attempt)));
      } else {
        TaskResult result = end == LifecycleEvent.RESULT_VALUE ? Book.VALUE : Book.ERROR;
        reports.add(Report.result(TASK, stamp, result));
      }
    }
    return new History(attempts, reports);
  }

  /**
   * A run without faults on the way.
   *
   * @param attempts that are allowed
   * @param reports in order; the last ends the task
   */
  private record History(int attempts, List<Report> reports) {}
}
