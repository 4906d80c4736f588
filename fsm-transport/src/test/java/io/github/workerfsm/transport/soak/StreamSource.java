package io.github.workerfsm.transport.soak;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.net.Connection;
import io.github.workerfsm.transport.net.ConnectionListener;
import io.github.workerfsm.transport.stream.SenderState;
import io.github.workerfsm.transport.stream.StreamMessage;
import io.github.workerfsm.transport.stream.StreamSender;
import io.github.workerfsm.transport.stream.StreamSettings;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.Refusal;
import io.github.workerfsm.transport.worker.StreamFramesAccess;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The sending side of a connection: one stream of 50 items after another, each as fast as its
 * credit allows, from when the other side says which book is kept until that book is to be closed.
 */
final class StreamSource implements ConnectionListener {
  private static final int ITEMS = 50;
  private static final int ITEM_BYTES = 256;

  private final IntFunction<Book> books;
  private @Nullable Book book;
  private @Nullable StreamSender sender;
  private int stream;
  private int sent;
  private boolean closing;

  StreamSource(IntFunction<Book> books) {
    this.books = books;
  }

  @Override
  public void opened(Connection connection) {}

  @Override
  public Offer received(Connection connection, Frame frame) {
    if (frame.is(FrameType.GATHER)) {
      if (book == null) {
        book = books.apply(ByteBuffer.wrap(frame.body()).getInt());
        next(connection);
      } else {
        // For the second time: no more streams after this one.
        closing = true;
        goOn(connection);
      }
    } else if (sender != null && frame.stream() == stream) {
      int before = sender.underWay();
      sender.received(StreamFramesAccess.message(frame), System.nanoTime());
      book.confirmed.addAndGet(before - sender.underWay());
      goOn(connection);
    }
    return Offer.ACCEPTED;
  }

  private void next(Connection connection) {
    int number = ++stream;
    sent = 0;
    sender = new StreamSender(StreamSettings.DEFAULT, message -> say(connection, number, message));
    sender.open(System.nanoTime());
  }

  private static void say(Connection connection, int number, StreamMessage message) {
    if (connection.send(StreamFramesAccess.frame(number, message)) == Offer.FULL) {
      connection.close(Refusal.SLOW_CONSUMER, "no room, in spite of credit");
    }
  }

  private void goOn(Connection connection) {
    long now = System.nanoTime();
    while (sent < ITEMS && !closing && sender.state() == SenderState.STREAMING) {
      // Counted first: the answer may be quicker than this thread.
      long number = book.accepted.getAndIncrement();
      Payload item = Payload.of(ByteBuffer.allocate(ITEM_BYTES).putLong(0, number).array());
      if (sender.send(item, now) != Offer.ACCEPTED) {
        book.accepted.decrementAndGet();
        return;
      }
      sent++;
    }
    boolean through = sent == ITEMS || closing;
    if (through && sender.underWay() == 0 && sender.state() == SenderState.STREAMING) {
      sender.finish(Payload.EMPTY);
      if (!closing) {
        next(connection);
      }
    }
  }

  @Override
  public void closed(Connection connection, Refusal why, String detail, int undelivered) {
    if (book != null) {
      book.over();
    }
  }
}
