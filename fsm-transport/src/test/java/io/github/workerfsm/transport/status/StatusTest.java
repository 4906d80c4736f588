package io.github.workerfsm.transport.status;

import static io.github.workerfsm.transport.message.TaskStatus.FAILED;
import static io.github.workerfsm.transport.message.TaskStatus.RUNNING;
import static io.github.workerfsm.transport.message.TaskStatus.SUCCESS;
import static io.github.workerfsm.transport.message.TaskStatus.WAITING_FOR_LAUNCH;
import static io.github.workerfsm.transport.message.TaskStatus.WAITING_FOR_NODES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.workerfsm.transport.message.TaskReport;
import io.github.workerfsm.transport.message.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deltas: what is in a report, until when it is sent, what it changes. */
class StatusTest {
  private static final long RESEND = 100;
  private final StatusReporter reporter = new StatusReporter(RESEND);
  private final StatusReceiver receiver = new StatusReceiver();
  private final StatusBoard board = new StatusBoard();

  private static TaskReport report(String task, TaskStatus status) {
    return new TaskReport(task, 1, status);
  }

  private long deliver(StatusReporter.Report report) {
    return receiver.receive(report.sequence(), report.changed(), board::note);
  }

  @Test
  void a_report_has_what_has_changed_and_not_finished_once() {
    reporter.changed(report("a", WAITING_FOR_NODES));
    reporter.changed(report("b", RUNNING));
    reporter.changed(report("a", WAITING_FOR_LAUNCH));
    reporter.changed(report("c", RUNNING));
    reporter.changed(report("c", SUCCESS));
    assertThat(reporter.take(0))
        .containsExactly(
            new StatusReporter.Report(
                1, List.of(report("b", RUNNING), report("a", WAITING_FOR_LAUNCH))));
    assertThat(reporter.take(0)).isEmpty();
  }

  @Test
  void t_d2_a_report_that_is_lost_is_sent_again_until_it_is_acknowledged() {
    reporter.changed(report("a", RUNNING));
    StatusReporter.Report first = reporter.take(0).get(0);
    assertThat(reporter.resend(RESEND - 1)).isEmpty();
    assertThat(reporter.resend(RESEND)).containsExactly(first);
    assertThat(reporter.resend(RESEND + 1)).isEmpty();
    assertThat(reporter.resend(2 * RESEND)).containsExactly(first);
    reporter.acknowledged(deliver(first));
    assertThat(reporter.resend(9 * RESEND)).isEmpty();
    assertThat(deliver(first)).as("a repeat is acknowledged again").isEqualTo(1);
    assertThat(board.of("a")).isEqualTo(report("a", RUNNING));
  }

  @Test
  void t_d2_a_lost_report_is_sent_again_in_time_although_there_are_newer_ones() {
    reporter.changed(report("a", RUNNING));
    StatusReporter.Report first = reporter.take(0).get(0);
    reporter.changed(report("b", RUNNING));
    StatusReporter.Report second = reporter.take(RESEND - 1).get(0);
    assertThat(reporter.resend(RESEND)).containsExactly(first, second);
  }

  @Test
  void a_receiver_in_a_new_life_is_told_again_from_number_one() {
    reporter.changed(report("a", WAITING_FOR_LAUNCH));
    reporter.acknowledged(deliver(reporter.take(0).get(0)));
    reporter.changed(report("b", RUNNING));
    reporter.take(0);
    reporter.changed(report("a", RUNNING));
    reporter.take(0);
    reporter.changed(report("c", RUNNING));
    StatusReceiver next = new StatusReceiver();
    reporter.restart();
    StatusReporter.Report anew = reporter.take(0).get(0);
    assertThat(anew.changed())
        .containsExactly(report("b", RUNNING), report("a", RUNNING), report("c", RUNNING));
    reporter.acknowledged(next.receive(anew.sequence(), anew.changed(), board::note));
    assertThat(reporter.underWay() + reporter.waiting()).isZero();
  }

  @Test
  void the_end_of_a_task_is_kept_until_it_is_stored() {
    ResultKeeper keeper = new ResultKeeper(RESEND);
    TaskReport end = report("a", SUCCESS);
    assertThat(keeper.keep(end, 0)).isTrue();
    assertThat(keeper.keep(report("a", FAILED), 0)).as("the first end counts").isFalse();
    assertThat(keeper.resend(RESEND - 1)).isEmpty();
    assertThat(keeper.resend(RESEND)).containsExactly(end);
    assertThat(keeper.resendAll(RESEND)).containsExactly(end);
    keeper.acknowledged("a");
    keeper.acknowledged("a");
    assertThat(keeper.resend(9 * RESEND)).isEmpty();
    assertThat(keeper.size()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> keeper.keep(report("b", RUNNING), 0))
        .withMessage("task b is RUNNING, expected SUCCESS or FAILED");
  }

  @Test
  void a_report_ahead_of_its_turn_waits_for_the_missing_one() {
    reporter.changed(report("a", WAITING_FOR_NODES));
    StatusReporter.Report first = reporter.take(0).get(0);
    reporter.changed(report("b", RUNNING));
    StatusReporter.Report second = reporter.take(0).get(0);
    assertThat(deliver(second)).isZero();
    assertThat(board.of("b")).isNull();
    deliver(first);
    assertThat(deliver(second)).isEqualTo(2);
  }

  @Test
  void an_acknowledgement_of_what_was_never_sent_changes_nothing() {
    reporter.changed(report("a", RUNNING));
    reporter.take(0);
    reporter.acknowledged(7);
    assertThat(reporter.underWay()).isEqualTo(1);
  }

  @Test
  void a_report_has_at_most_4096_entries_and_the_window_bounds_the_reports() {
    for (int i = 0; i < 4_096 * (StatusReporter.WINDOW + 1); i++) {
      reporter.changed(report("t" + i, RUNNING));
    }
    List<StatusReporter.Report> reports = reporter.take(0);
    assertThat(reports).hasSize(StatusReporter.WINDOW);
    assertThat(reports).allSatisfy(r -> assertThat(r.changed()).hasSize(4_096));
    assertThat(reporter.waiting()).isEqualTo(4_096);
    reporter.acknowledged(1);
    assertThat(reporter.take(0)).hasSize(1);
  }

  @Test
  void t_d3_a_late_running_after_success_is_ignored() {
    assertThat(board.note(report("a", SUCCESS))).isTrue();
    assertThat(board.note(report("a", RUNNING))).isFalse();
    assertThat(board.note(report("a", SUCCESS))).isFalse();
    assertThat(board.of("a")).isEqualTo(report("a", SUCCESS));
    assertThat(board.late()).isEqualTo(2);
  }

  @Test
  void t_d4_a_report_is_a_snapshot() {
    reporter.changed(report("a", WAITING_FOR_NODES));
    StatusReporter.Report taken = reporter.take(0).get(0);
    reporter.changed(report("a", RUNNING));
    assertThat(taken.changed()).containsExactly(report("a", WAITING_FOR_NODES));
    assertThat(reporter.take(0).get(0).changed()).containsExactly(report("a", RUNNING));
  }

  @Test
  void a_higher_attempt_may_wait_again() {
    board.note(new TaskReport("a", 1, RUNNING));
    assertThat(board.note(new TaskReport("a", 2, WAITING_FOR_NODES))).isTrue();
    assertThat(board.note(new TaskReport("a", 1, RUNNING))).isFalse();
    assertThat(board.of("a")).isEqualTo(new TaskReport("a", 2, WAITING_FOR_NODES));
  }

  @Test
  void finished_tasks_are_remembered_up_to_the_window() {
    StatusBoard small = new StatusBoard(2);
    small.note(report("a", SUCCESS));
    small.note(report("b", SUCCESS));
    small.note(report("c", SUCCESS));
    assertThat(small.of("a")).isNull();
    assertThat(small.of("b")).isNotNull();
    assertThat(small.open()).isZero();
  }

  /** Manager to interchange to forwarder: what is news to one is a change to report for it. */
  @Test
  void changes_travel_from_manager_to_interchange_to_forwarder() {
    StatusReporter interchange = new StatusReporter(RESEND);
    StatusBoard forwarder = new StatusBoard();
    StatusReceiver fromInterchange = new StatusReceiver();
    reporter.changed(report("a", RUNNING));
    interchange.changed(report("b", WAITING_FOR_LAUNCH));
    for (StatusReporter.Report r : reporter.take(0)) {
      receiver.receive(
          r.sequence(),
          r.changed(),
          entry -> {
            if (board.note(entry)) {
              interchange.changed(entry);
            }
          });
    }
    List<TaskReport> seen = new ArrayList<>();
    for (StatusReporter.Report r : interchange.take(0)) {
      fromInterchange.receive(r.sequence(), r.changed(), seen::add);
    }
    seen.forEach(forwarder::note);
    assertThat(forwarder.of("a")).isEqualTo(report("a", RUNNING));
    assertThat(forwarder.of("b")).isEqualTo(report("b", WAITING_FOR_LAUNCH));
  }
}
