package io.github.workerfsm.sim.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.sim.explore.Finding;
import io.github.workerfsm.sim.explore.FindingKind;
import io.github.workerfsm.transport.stream.StreamMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams: none gets stuck, and none that ends well lacks anything. */
class StreamProtocolTest {

  @ParameterizedTest
  @CsvSource({"0, 1, 2", "1, 1, 3", "2, 1, 2", "3, 2, 2", "4, 2, 1", "2, 5, 2"})
  void no_stream_gets_stuck(int items, int credit, int faults) {
    Explored.clean(() -> new StreamProtocol(items, credit, Budget.ofAll(faults)));
  }

  @Test
  void nobody_gives_up_too_early_however_slow_the_receiver() {
    Explored.clean(() -> new StreamProtocol(2, 2, Budget.of(4, Fault.DELAY)));
  }

  @Test
  void long_streams_with_many_faults_end_as_well() {
    Explored.walks(() -> new StreamProtocol(20, 5, Budget.ofAll(6)), 300);
  }

  // ---- what would be found

  @Test
  void a_sender_that_does_not_see_acknowledgements_is_found() {
    Finding finding =
        Explored.first(
            () ->
                new StreamProtocol(2, 1, Budget.NONE) {
                  @Override
                  void heard(int channel, StreamMessage message) {
                    if (!(message instanceof StreamMessage.Ack)) {
                      super.heard(channel, message);
                    }
                  }
                });
    assertThat(finding.invariant()).isEqualTo("without a fault nothing fails");
  }

  @Test
  void ends_that_do_not_look_at_the_clock_are_found() {
    Finding finding =
        Explored.first(
            () ->
                new StreamProtocol(1, 1, Budget.of(1, Fault.KILL)) {
                  @Override
                  void timePasses() {}
                });
    assertThat(finding.kind()).isEqualTo(FindingKind.DEADLOCK);
    assertThat(finding.labels()).contains("fault, kill: the job of the sender is killed");
  }

  @ParameterizedTest
  @EnumSource(names = {"DUPLICATE", "REORDER", "LOSE"})
  void connections_that_do_not_check_the_order_of_frames_are_found(Fault fault) {
    Finding finding =
        Explored.first(
            () ->
                new StreamProtocol(2, 2, Budget.of(1, fault)) {
                  @Override
                  void arrived(int channel, Object message) {
                    heard(channel, ((Frame) message).message());
                    check();
                  }
                });
    assertThat(finding.kind()).isEqualTo(FindingKind.VIOLATION);
  }
}
