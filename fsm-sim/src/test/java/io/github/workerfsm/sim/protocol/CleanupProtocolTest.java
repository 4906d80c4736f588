package io.github.workerfsm.sim.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.sim.explore.Finding;
import io.github.workerfsm.sim.explore.FindingKind;
import io.github.workerfsm.transport.cleanup.JobState;
import io.github.workerfsm.transport.cleanup.Kill;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clean-up: no job is left behind, and none is taken from a coordinator that lives. */
class CleanupProtocolTest {

  @ParameterizedTest
  @CsvSource({"1, 1, 3", "1, 2, 2", "2, 1, 1"})
  void no_job_is_left_behind(int coordinators, int jobs, int faults) {
    Explored.clean(() -> new CleanupProtocol(coordinators, jobs, Budget.ofAll(faults)));
  }

  @Test
  void many_coordinators_and_many_faults_leave_nothing_behind() {
    Explored.walks(() -> new CleanupProtocol(4, 3, Budget.ofAll(4)), 100);
  }

  // ---- what would be found

  @Test
  void a_job_that_is_registered_by_one_connection_and_submitted_by_the_next_is_found() {
    Finding finding =
        Explored.first(
            () ->
                new CleanupProtocol(1, 1, Budget.of(1, Fault.CUT)) {
                  @Override
                  String route(int of) {
                    return "node";
                  }

                  @Override
                  int way(int registeredBy) {
                    return connection();
                  }

                  @Override
                  int wayOf(Kill kill) {
                    return connection();
                  }
                });
    assertThat(finding.kind()).isEqualTo(FindingKind.DEADLOCK);
  }

  @Test
  void a_job_that_comes_late_out_of_an_old_connection_is_found() {
    Finding finding =
        Explored.first(
            () ->
                new CleanupProtocol(1, 1, Budget.of(1, Fault.CUT)) {
                  @Override
                  void submitted(int by, UUID ref) {
                    super.submitted(connection(), ref);
                  }
                });
    assertThat(finding.kind()).isEqualTo(FindingKind.DEADLOCK);
  }

  @Test
  void a_node_that_does_not_remember_the_kill_of_an_unknown_job_is_found() {
    Finding finding =
        Explored.first(
            () ->
                new CleanupProtocol(1, 1, Budget.of(1, Fault.REORDER)) {
                  @Override
                  void killed(List<UUID> refs) {
                    super.killed(
                        refs.stream().filter(ref -> known(ref) != JobState.ABSENT).toList());
                  }
                });
    assertThat(finding.kind()).isEqualTo(FindingKind.DEADLOCK);
    assertThat(finding.labels()).anyMatch(label -> label.startsWith("fault, reorder"));
  }

  @Test
  void a_cleaner_that_does_not_send_a_lost_kill_again_is_found() {
    Finding finding =
        Explored.first(
            () ->
                new CleanupProtocol(1, 1, Budget.of(1, Fault.LOSE)) {
                  @Override
                  void timePasses() {}
                });
    assertThat(finding.kind()).isEqualTo(FindingKind.DEADLOCK);
  }

  @Test
  void a_kill_that_takes_the_jobs_of_others_with_it_is_found() {
    Finding finding =
        Explored.first(
            () ->
                new CleanupProtocol(2, 1, Budget.NONE) {
                  @Override
                  void killed(List<UUID> refs) {
                    super.killed(List.of(new UUID(1, 0), new UUID(2, 0)));
                  }
                });
    assertThat(finding.invariant())
        .isEqualTo("no job of a live coordinator is asked to stop while its connection holds");
  }
}
