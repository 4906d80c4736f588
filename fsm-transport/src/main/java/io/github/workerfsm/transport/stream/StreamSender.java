package io.github.workerfsm.transport.stream;

import io.github.workerfsm.table.Engine;
import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.stream.SenderTransitions.Sending;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sending end of one stream. Says that it is ready, waits to be started, sends items as far as
 * its credit goes, and one last message, for which it needs none.
 *
 * <p>Messages go out through the consumer that it was made with, in order. Nanoseconds, monotonic,
 * handed in. Not thread-safe.
 *
 * <p>Source: {@code rexi:stream2} and {@code rexi:stream_last} of CouchDB.
 */
public final class StreamSender {
  private final StreamSettings settings;
  private final Sending stream;
  private final Engine<SenderTransitions.Out, SenderState, SenderSignal, Sending> engine;
  private long waitsSinceNanos;

  /**
   * All that a sender goes by.
   *
   * @param waitedNanos how long it has waited; as long as its timeout, if longer; 0 where it does
   *     not wait
   */
  public record Image(
      SenderState state,
      int underWay,
      @Nullable Payload heldLast,
      @Nullable String error,
      long waitedNanos) {}

  /** A stream that has not said anything. */
  public StreamSender(StreamSettings settings, Consumer<StreamMessage> out) {
    this.settings = settings;
    stream = new Sending(settings.credit());
    engine =
        new Engine<>(
            SenderTransitions.TABLE,
            out::accept,
            (subject, from, signal, row, cause) -> {},
            true,
            Long.MAX_VALUE);
  }

  /** Says that the stream is ready. */
  public void open(long nowNanos) {
    waitsSinceNanos = nowNanos;
    engine.transition(stream, SenderSignal.OPEN, null);
  }

  /** Sends an item, or refuses it: FULL without credit or verdict, CLOSED after the end. */
  public Offer send(Payload item, long nowNanos) {
    if (stream.state() == SenderState.STREAMING) {
      waitsSinceNanos = nowNanos;
      engine.transition(stream, SenderSignal.SEND, item);
      return Offer.ACCEPTED;
    }
    return hasEnded() ? Offer.CLOSED : Offer.FULL;
  }

  /** Ends the stream with a last message, or refuses it with CLOSED because it has ended. */
  public Offer finish(Payload last) {
    if (hasEnded()) {
      return Offer.CLOSED;
    }
    engine.transition(stream, SenderSignal.FINISH, last);
    return Offer.ACCEPTED;
  }

  /** Ends the stream without a word. */
  public void kill() {
    engine.transition(stream, SenderSignal.KILL, null);
  }

  /** Takes a message of the other end. */
  public void received(StreamMessage message, long nowNanos) {
    if (stream.state() == SenderState.FORGOTTEN) {
      return;
    }
    if (message instanceof StreamMessage.Start) {
      engine.transition(stream, SenderSignal.START, "start of a stream that is " + state());
    } else if (message instanceof StreamMessage.Cancel) {
      engine.transition(stream, SenderSignal.CANCEL, null);
    } else if (message instanceof StreamMessage.Ack ack) {
      stream.acked = ack.items();
      waitsSinceNanos = nowNanos;
      engine.transition(
          stream,
          SenderSignal.ACK,
          ack.items() + " items acknowledged, expected 1 to " + stream.underWay);
    } else {
      engine.transition(stream, SenderSignal.MISDIRECTED, message + " to the sender of a stream");
    }
  }

  /** Ends the stream if it has waited for too long. */
  public void tick(long nowNanos) {
    long timeout = timeoutNanos();
    if (timeout > 0 && nowNanos - waitsSinceNanos >= timeout) {
      engine.transition(
          stream,
          SenderSignal.TIMEOUT,
          stream.state() == SenderState.INIT_SENT
              ? "no verdict within the start timeout"
              : "no acknowledgement within its timeout");
    }
  }

  /** Lets go of a stream, killing it if it has not ended. Idempotent. */
  public void forget() {
    if (stream.state() != SenderState.FORGOTTEN) {
      if (stream.state() != SenderState.DONE) {
        kill();
      }
      engine.transition(stream, SenderSignal.FORGET, null);
    }
  }

  private long timeoutNanos() {
    return switch (stream.state()) {
      case INIT_SENT -> settings.startTimeoutNanos();
      case WAIT_ACK -> settings.ackTimeoutNanos();
      case NEW, STREAMING, DONE, FORGOTTEN -> 0;
    };
  }

  /** What it goes by now. Two senders of equal images do the same from now on. */
  public Image image(long nowNanos) {
    long timeout = timeoutNanos();
    return new Image(
        stream.state(),
        stream.underWay,
        stream.heldLast,
        stream.error,
        timeout == 0 ? 0 : Math.min(nowNanos - waitsSinceNanos, timeout));
  }

  /** Does from now on what one with this image would do; for simulation. */
  public void restore(Image image, long nowNanos) {
    stream.restore(image);
    waitsSinceNanos = nowNanos - image.waitedNanos();
  }

  /** Where it is. */
  public SenderState state() {
    return stream.state();
  }

  /** Whether nothing more will be sent. */
  public boolean hasEnded() {
    return stream.state() == SenderState.DONE || stream.state() == SenderState.FORGOTTEN;
  }

  /** Items that are not acknowledged. */
  public int underWay() {
    return stream.underWay;
  }

  /** Why it has failed; null when it has not. */
  public @Nullable String error() {
    return stream.error;
  }
}
