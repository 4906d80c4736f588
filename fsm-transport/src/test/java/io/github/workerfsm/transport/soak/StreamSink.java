package io.github.workerfsm.transport.soak;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.net.Connection;
import io.github.workerfsm.transport.net.ConnectionListener;
import io.github.workerfsm.transport.stream.StreamMessage;
import io.github.workerfsm.transport.stream.StreamReceiver;
import io.github.workerfsm.transport.stream.StreamSettings;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.Refusal;
import io.github.workerfsm.transport.worker.StreamFramesAccess;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The receiving side of a connection: uses items up when it is told to. */
final class StreamSink implements ConnectionListener {
  private final Book book;
  private @Nullable Connection over;
  private @Nullable StreamReceiver receiver;
  private int stream;
  private int unused;

  StreamSink(Book book) {
    this.book = book;
  }

  @Override
  public void opened(Connection connection) {
    over = connection;
    mention(connection);
  }

  private void mention(Connection connection) {
    byte[] id = ByteBuffer.allocate(4).putInt(book.id).array();
    Offer unused = connection.send(Frame.of(FrameType.GATHER, id));
  }

  /** Uses up what has come, or one item if it is slow and not to hurry; from any thread. */
  void consume(boolean hurry) {
    Connection connection = over;
    if (connection != null) {
      connection.execute(
          () -> {
            int items = book.slow && !hurry ? Math.min(1, unused) : unused;
            if (items > 0 && receiver != null) {
              unused -= items;
              receiver.consumed(items, System.nanoTime());
            }
          });
    }
  }

  /** Asks for no more streams; from any thread. */
  void wantNoMore() {
    Connection connection = over;
    if (connection != null) {
      connection.execute(() -> mention(connection));
    }
  }

  @Override
  public Offer received(Connection connection, Frame frame) {
    long now = System.nanoTime();
    if (frame.is(FrameType.STREAM_INIT)) {
      stream = frame.stream();
      unused = 0;
      receiver = new StreamReceiver(StreamSettings.DEFAULT, new Taking(connection, stream), now);
    }
    if (receiver != null && frame.stream() == stream) {
      receiver.received(StreamFramesAccess.message(frame), now);
      if (frame.is(FrameType.STREAM_INIT)) {
        receiver.start(now);
      }
    }
    return Offer.ACCEPTED;
  }

  @Override
  public void closed(Connection connection, Refusal why, String detail, int undelivered) {
    over = null;
  }

  /** What one stream does. */
  private final class Taking implements StreamReceiver.Sink {
    private final Connection connection;
    private final int number;

    Taking(Connection connection, int number) {
      this.connection = connection;
      this.number = number;
    }

    @Override
    public void send(StreamMessage message) {
      Offer unused = connection.send(StreamFramesAccess.frame(number, message));
    }

    @Override
    public void deliver(Payload payload, boolean last) {
      if (!last) {
        book.got(ByteBuffer.wrap(payload.bytes()).getLong());
        unused++;
      }
    }
  }
}
