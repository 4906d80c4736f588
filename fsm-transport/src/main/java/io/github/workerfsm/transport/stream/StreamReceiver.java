package io.github.workerfsm.transport.stream;

import io.github.workerfsm.table.Engine;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.stream.ReceiverTransitions.Receiving;
import org.jspecify.annotations.Nullable;

/**
 * The receiving end of one stream: decides whether it is wanted, gives credit back, and notices
 * when nothing comes any more.
 *
 * <p>Nanoseconds, monotonic, handed in. Not thread-safe.
 */
public final class StreamReceiver {
  private final StreamSettings settings;
  private final Receiving stream;
  private final Engine<ReceiverTransitions.Out, ReceiverState, ReceiverSignal, Receiving> engine;
  private long heardNanos;

  /**
   * All that a receiver goes by.
   *
   * @param unused items that have arrived and are not used up
   * @param silentNanos how long nothing has come; as long as the timeout, if longer; 0 where it is
   *     not the sender's turn
   */
  public record Image(ReceiverState state, int unused, @Nullable String error, long silentNanos) {}

  /** What the receiver does. */
  public interface Sink {
    /** Sends a message to the other end. */
    void send(StreamMessage message);

    /**
     * Takes what has arrived, in order.
     *
     * @param last whether nothing follows; only other payloads are to be {@link #consumed}
     */
    void deliver(Payload payload, boolean last);
  }

  /** A stream of which nothing has come. */
  public StreamReceiver(StreamSettings settings, Sink sink, long nowNanos) {
    this.settings = settings;
    stream = new Receiving(settings.credit());
    heardNanos = nowNanos;
    engine =
        new Engine<>(
            ReceiverTransitions.TABLE,
            new ReceiverTransitions.Out() {
              @Override
              public void send(StreamMessage message) {
                sink.send(message);
              }

              @Override
              public void deliver(Payload payload, boolean last) {
                sink.deliver(payload, last);
              }
            },
            (subject, from, signal, row, cause) -> {},
            true,
            Long.MAX_VALUE);
  }

  /** Takes a message of the other end. */
  public void received(StreamMessage message, long nowNanos) {
    heardNanos = nowNanos;
    if (stream.state() == ReceiverState.FORGOTTEN) {
      return;
    }
    if (message instanceof StreamMessage.Init) {
      engine.transition(stream, ReceiverSignal.INIT, message + " for the second time");
    } else if (message instanceof StreamMessage.Item item) {
      engine.transition(stream, ReceiverSignal.ITEM, item.payload());
    } else if (message instanceof StreamMessage.Last last) {
      engine.transition(stream, ReceiverSignal.LAST, last.payload());
    } else {
      engine.transition(
          stream, ReceiverSignal.MISDIRECTED, message + " to the receiver of a stream");
    }
  }

  /** Starts a stream that is ready. */
  public void start(long nowNanos) {
    heardNanos = nowNanos;
    engine.transition(stream, ReceiverSignal.START, null);
  }

  /** Ends a stream that is not wanted, or no longer. */
  public void cancel() {
    if (stream.state() != ReceiverState.FORGOTTEN) {
      engine.transition(stream, ReceiverSignal.CANCEL, null);
    }
  }

  /**
   * Gives credit back. What comes next is the sender's turn, whose time begins now.
   *
   * @throws IllegalArgumentException for more items than have arrived and are not used up
   */
  public void consumed(int items, long nowNanos) {
    if (stream.state() == ReceiverState.STREAMING && (items < 1 || items > stream.unused)) {
      throw new IllegalArgumentException(
          items + " items are used up, expected 1 to " + stream.unused);
    }
    heardNanos = nowNanos;
    if (stream.state() != ReceiverState.FORGOTTEN) {
      engine.transition(stream, ReceiverSignal.CONSUME, items);
    }
  }

  /** The sender is gone. */
  public void down(String why) {
    if (stream.state() != ReceiverState.FORGOTTEN) {
      engine.transition(stream, ReceiverSignal.DOWN, why);
    }
  }

  /** Ends the stream if nothing has come for too long while it was the sender's turn. */
  public void tick(long nowNanos) {
    if (sendersTurn() && nowNanos - heardNanos >= settings.startTimeoutNanos()) {
      engine.transition(stream, ReceiverSignal.TIMEOUT, "nothing has come within the timeout");
    }
  }

  private boolean sendersTurn() {
    return stream.state() == ReceiverState.WAITING
        || (stream.state() == ReceiverState.STREAMING && stream.unused == 0);
  }

  /** Lets go of a stream, cancelling it if it has not ended. Idempotent. */
  public void forget() {
    if (stream.state() != ReceiverState.FORGOTTEN) {
      cancel();
      engine.transition(stream, ReceiverSignal.FORGET, null);
    }
  }

  /** What it goes by now. Two receivers of equal images do the same from now on. */
  public Image image(long nowNanos) {
    return new Image(
        stream.state(),
        stream.unused,
        stream.error,
        sendersTurn() ? Math.min(nowNanos - heardNanos, settings.startTimeoutNanos()) : 0);
  }

  /** Does from now on what one with this image would do; for simulation. */
  public void restore(Image image, long nowNanos) {
    stream.restore(image);
    heardNanos = nowNanos - image.silentNanos();
  }

  /** Where it is. */
  public ReceiverState state() {
    return stream.state();
  }

  /** Whether nothing more will be delivered. */
  public boolean hasEnded() {
    return stream.state() == ReceiverState.DONE || stream.state() == ReceiverState.FORGOTTEN;
  }

  /** Why it has failed; null when it has not. */
  public @Nullable String error() {
    return stream.error;
  }
}
