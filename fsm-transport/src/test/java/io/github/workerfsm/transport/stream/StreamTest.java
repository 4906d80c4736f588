package io.github.workerfsm.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.stream.StreamMessage.Ack;
import io.github.workerfsm.transport.stream.StreamMessage.Cancel;
import io.github.workerfsm.transport.stream.StreamMessage.Init;
import io.github.workerfsm.transport.stream.StreamMessage.Item;
import io.github.workerfsm.transport.stream.StreamMessage.Last;
import io.github.workerfsm.transport.stream.StreamMessage.Start;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both ends of a stream: credit, verdict, last message, timeouts, and what is out of turn. */
class StreamTest {
  private static final StreamSettings SETTINGS = StreamSettings.DEFAULT;
  private static final long TIMEOUT = SETTINGS.startTimeoutNanos();
  private static final Payload X = Payload.of(new byte[] {1});
  private static final Payload END = Payload.of(new byte[] {9});

  private final List<StreamMessage> sent = new ArrayList<>();
  private final StreamSender sender = new StreamSender(SETTINGS, sent::add);

  private final List<Object> received = new ArrayList<>();
  private final List<StreamMessage> answers = new ArrayList<>();
  private final StreamReceiver receiver =
      new StreamReceiver(
          SETTINGS,
          new StreamReceiver.Sink() {
            @Override
            public void send(StreamMessage message) {
              answers.add(message);
            }

            @Override
            public void deliver(Payload payload, boolean last) {
              received.add(last ? "last" : "item");
            }
          },
          0);

  // ---- CouchDB's tests of rexi streams

  @Test
  void t_stream2_init_start_item_last_silence() {
    sender.open(0);
    assertThat(sender.send(X, 0)).isEqualTo(Offer.FULL);
    sender.received(new Start(), 1);
    assertThat(sender.send(X, 1)).isEqualTo(Offer.ACCEPTED);
    assertThat(sender.finish(END)).isEqualTo(Offer.ACCEPTED);
    assertThat(sent).containsExactly(new Init(), new Item(X), new Last(END));
    assertThat(sender.send(X, 2)).isEqualTo(Offer.CLOSED);
    assertThat(sender.finish(END)).isEqualTo(Offer.CLOSED);
    assertThat(sent).hasSize(3);
  }

  @Test
  void t_k1_t_stream2_acks_five_items_silence_one_ack_one_item_and_the_last_without_credit() {
    started();
    for (int i = 0; i < 5; i++) {
      assertThat(sender.send(X, 1)).isEqualTo(Offer.ACCEPTED);
    }
    assertThat(sender.state()).isEqualTo(SenderState.WAIT_ACK);
    assertThat(sender.send(X, 1)).isEqualTo(Offer.FULL);
    sender.received(new Ack(1), 2);
    assertThat(sender.send(X, 2)).isEqualTo(Offer.ACCEPTED);
    assertThat(sender.send(X, 2)).isEqualTo(Offer.FULL);
    assertThat(sender.finish(END)).isEqualTo(Offer.ACCEPTED);
    assertThat(sender.state()).isEqualTo(SenderState.DONE);
    assertThat(sender.error()).isNull();
    assertThat(sent).hasSize(1 + 6 + 1).endsWith(new Last(END));
  }

  @Test
  void t_stream2_cancel_ends_normally() {
    sender.open(0);
    sender.received(new Cancel(), 1);
    assertThat(sender.state()).isEqualTo(SenderState.DONE);
    assertThat(sender.error()).isNull();
  }

  @Test
  void a_last_message_that_is_the_first_waits_for_the_verdict() {
    sender.open(0);
    sender.finish(END);
    assertThat(sent).containsExactly(new Init());
    sender.received(new Start(), 1);
    assertThat(sent).containsExactly(new Init(), new Last(END));
    assertThat(sender.hasEnded()).isTrue();
  }

  @Test
  void t_k2_an_ack_beyond_what_is_under_way_is_an_error_of_the_stream() {
    started();
    sender.send(X, 1);
    sender.received(new Ack(2), 2);
    assertThat(sender.state()).isEqualTo(SenderState.DONE);
    assertThat(sender.error()).isEqualTo("2 items acknowledged, expected 1 to 1");
  }

  @Test
  void an_ack_of_nothing_or_less_is_an_error_of_the_stream() {
    started();
    sender.send(X, 1);
    sender.received(new Ack(-1), 2);
    assertThat(sender.error()).isEqualTo("-1 items acknowledged, expected 1 to 1");
  }

  @Test
  void t_k4_the_verdict_is_waited_for_300_seconds() {
    sender.open(7);
    sender.tick(7 + TIMEOUT - 1);
    assertThat(sender.hasEnded()).isFalse();
    sender.tick(7 + TIMEOUT);
    assertThat(sender.error()).isEqualTo("no verdict within the start timeout");
  }

  @Test
  void t_k4_credit_is_waited_for_300_seconds_and_not_when_there_is_some() {
    started();
    sender.tick(10 * TIMEOUT);
    assertThat(sender.hasEnded()).isFalse();
    for (int i = 0; i < 5; i++) {
      sender.send(X, 11 * TIMEOUT);
    }
    sender.tick(12 * TIMEOUT - 1);
    assertThat(sender.hasEnded()).isFalse();
    sender.tick(12 * TIMEOUT);
    assertThat(sender.error()).isEqualTo("no acknowledgement within its timeout");
  }

  private void started() {
    sender.open(0);
    sender.received(new Start(), 0);
  }

  // ---- the receiver

  @Test
  void the_receiver_starts_takes_acknowledges_and_ends() {
    receiver.received(new Init(), 0);
    receiver.start(0);
    receiver.received(new Item(X), 1);
    receiver.consumed(1, 1);
    receiver.received(new Last(END), 2);
    assertThat(answers).containsExactly(new Start(), new Ack(1));
    assertThat(received).containsExactly("item", "last");
    assertThat(receiver.hasEnded()).isTrue();
    assertThat(receiver.error()).isNull();
  }

  @Test
  void a_sender_that_exceeds_its_credit_is_cancelled() {
    receiver.received(new Init(), 0);
    receiver.start(0);
    for (int i = 0; i < 6; i++) {
      receiver.received(new Item(X), 1);
    }
    assertThat(received).hasSize(5);
    assertThat(answers).containsExactly(new Start(), new Cancel());
    assertThat(receiver.error()).isNotNull();
  }

  @Test
  void giving_back_more_than_was_taken_is_the_callers_mistake() {
    receiver.received(new Init(), 0);
    receiver.start(0);
    receiver.received(new Item(X), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> receiver.consumed(2, 0))
        .withMessage("2 items are used up, expected 1 to 1");
  }

  @Test
  void t_k4_a_receiver_gives_up_when_it_is_the_senders_turn_for_too_long() {
    receiver.tick(TIMEOUT - 1);
    assertThat(receiver.hasEnded()).isFalse();
    receiver.tick(TIMEOUT);
    assertThat(receiver.hasEnded()).isTrue();
    assertThat(answers).containsExactly(new Cancel());
  }

  @Test
  void a_receiver_that_is_slow_itself_does_not_give_up() {
    receiver.received(new Init(), 0);
    receiver.tick(TIMEOUT);
    receiver.start(TIMEOUT);
    receiver.received(new Item(X), TIMEOUT);
    receiver.tick(9 * TIMEOUT);
    assertThat(receiver.hasEnded()).isFalse();
    receiver.consumed(1, 9 * TIMEOUT);
    receiver.tick(10 * TIMEOUT - 1);
    assertThat(receiver.hasEnded()).as("the sender's turn began when it was used up").isFalse();
    receiver.tick(10 * TIMEOUT);
    assertThat(receiver.hasEnded()).isTrue();
  }

  @Test
  void a_sender_that_is_gone_ends_the_stream_with_the_reason() {
    receiver.received(new Init(), 0);
    receiver.down("node b is lost");
    assertThat(receiver.error()).isEqualTo("node b is lost");
    assertThat(answers).isEmpty();
    receiver.forget();
    receiver.forget();
    receiver.down("again");
    receiver.received(new Item(X), 1);
    assertThat(receiver.state()).isEqualTo(ReceiverState.FORGOTTEN);
  }
}
