package io.github.workerfsm.transport.stream;

import static io.github.workerfsm.transport.stream.SenderState.DONE;
import static io.github.workerfsm.transport.stream.SenderState.FORGOTTEN;
import static io.github.workerfsm.transport.stream.SenderState.INIT_SENT;
import static io.github.workerfsm.transport.stream.SenderState.NEW;
import static io.github.workerfsm.transport.stream.SenderState.STREAMING;
import static io.github.workerfsm.transport.stream.SenderState.WAIT_ACK;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.transport.message.Payload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** T-K3: every message in every state, both ends; "!" is an error of the stream. */
class StreamTableTest {
  private static final Payload X = Payload.EMPTY;

  @ParameterizedTest(name = "t_k3 sender {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // state     | start     | cancel    | ack 1     | ack 9     | init      | item      | last
        "NEW         | DONE!     | DONE      | DONE!     | DONE!     | DONE!     | DONE!     | DONE!",
        "INIT_SENT   | STREAMING | DONE      | DONE!     | DONE!     | DONE!     | DONE!     | DONE!",
        "STREAMING   | DONE!     | DONE      | STREAMING | DONE!     | DONE!     | DONE!     | DONE!",
        "WAIT_ACK    | DONE!     | DONE      | STREAMING | DONE!     | DONE!     | DONE!     | DONE!",
        "DONE        | DONE      | DONE      | DONE      | DONE      | DONE      | DONE      | DONE",
        "FORGOTTEN   | FORGOTTEN | FORGOTTEN | FORGOTTEN | FORGOTTEN | FORGOTTEN | FORGOTTEN | FORGOTTEN",
      })
  void t_k3_each_message_in_each_state_of_the_sender(
      SenderState state,
      String start,
      String cancel,
      String ack,
      String overAck,
      String init,
      String item,
      String last) {
    assertThat(sender(state, new StreamMessage.Start())).isEqualTo(start);
    assertThat(sender(state, new StreamMessage.Cancel())).isEqualTo(cancel);
    assertThat(sender(state, new StreamMessage.Ack(1))).isEqualTo(ack);
    assertThat(sender(state, new StreamMessage.Ack(9))).isEqualTo(overAck);
    assertThat(sender(state, new StreamMessage.Init())).isEqualTo(init);
    assertThat(sender(state, new StreamMessage.Item(X))).isEqualTo(item);
    assertThat(sender(state, new StreamMessage.Last(X))).isEqualTo(last);
  }

  private static String sender(SenderState state, StreamMessage message) {
    StreamSender sender = new StreamSender(StreamSettings.DEFAULT, m -> {});
    if (state != NEW) {
      sender.open(0);
    }
    if (List.of(STREAMING, WAIT_ACK, DONE, FORGOTTEN).contains(state)) {
      sender.received(new StreamMessage.Start(), 0);
      sender.send(X, 0);
    }
    if (state == WAIT_ACK) {
      for (int i = 0; i < 4; i++) {
        sender.send(X, 0);
      }
    }
    if (state == DONE) {
      sender.finish(X);
    }
    if (state == FORGOTTEN) {
      sender.forget();
    }
    assertThat(sender.state()).isEqualTo(state);
    assertThat(state == INIT_SENT ? sender.underWay() : 0).isZero();
    sender.received(message, 1);
    return sender.state() + (sender.error() == null ? "" : "!");
  }

  @ParameterizedTest(name = "t_k3 receiver {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // state     | init      | item      | last      | start     | cancel    | ack
        "WAITING     | READY     | DONE!     | DONE      | DONE!     | DONE!     | DONE!",
        "READY       | DONE!     | DONE!     | DONE!     | DONE!     | DONE!     | DONE!",
        "STREAMING   | DONE!     | STREAMING | DONE      | DONE!     | DONE!     | DONE!",
        "DONE        | DONE      | DONE      | DONE      | DONE      | DONE      | DONE",
        "FORGOTTEN   | FORGOTTEN | FORGOTTEN | FORGOTTEN | FORGOTTEN | FORGOTTEN | FORGOTTEN",
      })
  void t_k3_each_message_in_each_state_of_the_receiver(
      ReceiverState state,
      String init,
      String item,
      String last,
      String start,
      String cancel,
      String ack) {
    assertThat(receiver(state, new StreamMessage.Init())).isEqualTo(init);
    assertThat(receiver(state, new StreamMessage.Item(X))).isEqualTo(item);
    assertThat(receiver(state, new StreamMessage.Last(X))).isEqualTo(last);
    assertThat(receiver(state, new StreamMessage.Start())).isEqualTo(start);
    assertThat(receiver(state, new StreamMessage.Cancel())).isEqualTo(cancel);
    assertThat(receiver(state, new StreamMessage.Ack(1))).isEqualTo(ack);
  }

  private static String receiver(ReceiverState state, StreamMessage message) {
    List<StreamMessage> answers = new ArrayList<>();
    StreamReceiver receiver =
        new StreamReceiver(
            StreamSettings.DEFAULT,
            new StreamReceiver.Sink() {
              @Override
              public void send(StreamMessage answer) {
                answers.add(answer);
              }

              @Override
              public void deliver(Payload payload, boolean last) {}
            },
            0);
    if (state != ReceiverState.WAITING) {
      receiver.received(new StreamMessage.Init(), 0);
    }
    if (state.compareTo(ReceiverState.STREAMING) >= 0) {
      receiver.start(0);
    }
    if (state == ReceiverState.DONE) {
      receiver.received(new StreamMessage.Last(X), 0);
    }
    if (state == ReceiverState.FORGOTTEN) {
      receiver.forget();
    }
    assertThat(receiver.state()).isEqualTo(state);
    receiver.received(message, 1);
    return receiver.state() + (receiver.error() == null ? "" : "!");
  }
}
