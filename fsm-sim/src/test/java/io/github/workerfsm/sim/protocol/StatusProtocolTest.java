package io.github.workerfsm.sim.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.sim.explore.Finding;
import io.github.workerfsm.sim.explore.FindingKind;
import io.github.workerfsm.transport.message.TaskReport;
import io.github.workerfsm.transport.status.StatusBoard;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statuses: no task is lost, and none goes back. */
class StatusProtocolTest {

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 1"})
  void no_task_is_lost(int tasks, int faults) {
    Explored.clean(() -> new StatusProtocol(tasks, Budget.ofAll(faults)));
  }

  @Test
  void many_tasks_and_many_faults_lose_nothing() {
    Explored.walks(() -> new StatusProtocol(8, Budget.ofAll(10)), 100);
  }

  // ---- what would be found

  @Test
  void a_reporter_that_goes_on_counting_for_a_receiver_in_a_new_life_is_found() {
    Finding finding =
        Explored.first(
            () ->
                new StatusProtocol(1, Budget.of(1, Fault.KILL)) {
                  @Override
                  boolean renumbers() {
                    return false;
                  }
                });
    assertThat(finding.kind()).isEqualTo(FindingKind.LIVELOCK);
  }

  @Test
  void a_reporter_that_does_not_see_acknowledgements_is_found() {
    Finding finding =
        Explored.first(
            () ->
                new StatusProtocol(1, Budget.NONE) {
                  @Override
                  void reportsArrived(StatusUplink uplink, long upTo) {}
                });
    assertThat(finding.kind()).isEqualTo(FindingKind.LIVELOCK);
  }

  @Test
  void a_lost_report_that_is_not_sent_again_is_found() {
    Finding finding =
        Explored.first(
            () ->
                new StatusProtocol(1, Budget.of(1, Fault.LOSE)) {
                  @Override
                  void timePasses() {}
                });
    assertThat(finding.kind()).isEqualTo(FindingKind.DEADLOCK);
  }

  /** What the forwarder of funcX did. */
  @Test
  void a_board_on_which_the_last_word_counts_is_found() {
    Finding finding =
        Explored.first(
            () ->
                new StatusProtocol(1, Budget.of(2, Fault.END, Fault.REORDER)) {
                  @Override
                  void post(StatusBoard on, TaskReport report) {
                    on.restore(new StatusBoard.Image(List.of(), List.of(report)));
                  }
                });
    assertThat(finding.invariant())
        .isEqualTo("the status of a task never goes back, and its end never changes");
  }
}
