package io.github.workerfsm.sim.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.sim.explore.Finding;
import io.github.workerfsm.sim.explore.FindingKind;
import io.github.workerfsm.transport.liveness.Notice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heartbeats: whoever lives is known to live in the end, and before nobody is buried too early. */
class LivenessProtocolTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void whoever_lives_is_known_to_live_in_the_end(int faults) {
    Explored.clean(() -> new LivenessProtocol(Budget.ofAll(faults)));
  }

  @Test
  void many_faults_and_many_lives_end_well() {
    Explored.walks(() -> new LivenessProtocol(Budget.ofAll(20)), 300);
  }

  // ---- what would be found

  @Test
  void a_manager_that_takes_whoever_answers_for_the_one_it_knew_is_found() {
    Finding finding =
        Explored.first(
            () ->
                new LivenessProtocol(Budget.of(2, Fault.KILL, Fault.LOSE)) {
                  @Override
                  void newConnection(LivenessEnd at) {}
                });
    assertThat(finding.kind()).isEqualTo(FindingKind.LIVELOCK);
  }

  @Test
  void a_late_sign_of_life_that_is_not_answered_is_found() {
    Finding finding =
        Explored.first(
            () ->
                new LivenessProtocol(Budget.of(1, Fault.KILL)) {
                  @Override
                  List<Notice<String>> heard(LivenessEnd at) {
                    return super.heard(at).stream()
                        .filter(notice -> notice.kind() != Notice.Kind.REGISTER_AGAIN)
                        .toList();
                  }
                });
    assertThat(finding.invariant())
        .isEqualTo("whoever speaks and is not registered is asked to register again");
  }
}
