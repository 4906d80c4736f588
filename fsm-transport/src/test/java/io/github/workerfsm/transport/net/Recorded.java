package io.github.workerfsm.transport.net;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.Refusal;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** A listener that remembers, and whose answer to frames can be set. */
public final class Recorded implements ConnectionListener {
  /** Completed when the connection is open. */
  public final CompletableFuture<Connection> opened = new CompletableFuture<>();

  /** What has arrived. */
  public final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();

  /** Completed with the reason when it is over. */
  public final CompletableFuture<Refusal> closed = new CompletableFuture<>();

  /** Frames accepted and not sent; set before {@link #closed}. */
  public volatile int undelivered;

  /** What to answer. */
  public volatile Function<Frame, Offer> answer = frame -> Offer.ACCEPTED;

  /** Called after each accepted frame. */
  public volatile java.util.function.BiConsumer<Connection, Frame> then = (c, f) -> {};

  @Override
  public void opened(Connection connection) {
    opened.complete(connection);
  }

  @Override
  public Offer received(Connection connection, Frame frame) {
    Offer offer = answer.apply(frame);
    if (offer == Offer.ACCEPTED) {
      frames.add(frame);
      then.accept(connection, frame);
    }
    return offer;
  }

  @Override
  public void closed(Connection connection, Refusal why, String detail, int lost) {
    undelivered = lost;
    closed.complete(why);
  }

  /** The next frame, waiting for it. */
  public Frame next() throws InterruptedException {
    Frame frame = frames.poll(10, SECONDS);
    if (frame == null) {
      throw new AssertionError("no frame within 10 s");
    }
    return frame;
  }

  /** Why it is over, waiting for it. */
  public Refusal ending() throws Exception {
    return closed.get(10, SECONDS);
  }
}
