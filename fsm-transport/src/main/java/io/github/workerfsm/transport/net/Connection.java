package io.github.workerfsm.transport.net;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.Refusal;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/**
 * One connection to another process. Thread-safe; frames leave in the order in which they were
 * accepted, batched: one write for everything that has gathered.
 *
 * <p>A frame that was accepted is either taken by the socket or counted as undelivered when the
 * connection ends.
 */
public final class Connection {
  private final Channel channel;
  private final NetSettings settings;
  private final String remote;
  private final OutQueue out;
  private volatile Identity peer = Identity.of(new java.util.UUID(0, 0), 0);
  private volatile boolean open;

  // What the timekeeper looks at; written by the I/O thread.
  volatile long createdNanos;
  volatile long heardNanos;
  volatile long sentNanos;
  volatile long partialSinceNanos = NOTHING_PARTIAL;
  volatile boolean greeted;
  volatile boolean paused;
  static final long NOTHING_PARTIAL = Long.MIN_VALUE;
  private ConnectionHandler handler;

  Connection(Channel channel, NetSettings settings, String remote, long nowNanos) {
    this.channel = channel;
    this.settings = settings;
    this.remote = remote;
    out =
        new OutQueue(
            settings.outFrames(), settings.outBytes(), channel.alloc(), () -> execute(this::drain));
    createdNanos = nowNanos;
    heardNanos = nowNanos;
    sentNanos = nowNanos;
    handler = ConnectionHandler.NONE;
  }

  void handledBy(ConnectionHandler inbound) {
    handler = inbound;
  }

  /**
   * Hands a frame over for sending. Never blocks.
   *
   * @return FULL when the other end, or the network, is too slow
   * @throws IllegalArgumentException for a frame that is larger than the other end takes
   */
  public Offer send(Frame frame) {
    if (!open) {
      return Offer.CLOSED;
    }
    requireTakable(frame, maxFrame());
    return out.offer(frame);
  }

  private int maxFrame() {
    return Math.min(peer.maxFrame(), settings.maxFrame());
  }

  private static void requireTakable(List<Frame> batch, int most) {
    for (Frame frame : batch) {
      requireTakable(frame, most);
    }
  }

  private static void requireTakable(Frame frame, int most) {
    if (frame.wireBytes() - Integer.BYTES > most) {
      throw new IllegalArgumentException(frame + " is too large, the limit is " + most);
    }
  }

  /**
   * Hands frames over for sending, in order and as many as there is room for: what {@link
   * #send(Frame)} does for each, for less. Never blocks.
   *
   * @return how many were accepted; the others can be handed over again
   * @throws IllegalArgumentException if one is larger than the other end takes; none is accepted
   */
  public int send(List<Frame> batch) {
    if (!open) {
      return 0;
    }
    requireTakable(batch, maxFrame());
    return out.offer(batch, 0);
  }

  /**
   * Hands a frame over for sending, waits for room if need be, and cuts the connection when there
   * is none in time: a slow consumer does not hold up its producer for ever. Not for I/O threads.
   *
   * @return whether it was accepted
   */
  public boolean sendOrCut(Frame frame) {
    requireNoIoThread();
    for (Offer offer = send(frame); offer != Offer.ACCEPTED; offer = send(frame)) {
      if (offer == Offer.CLOSED || !roomOrCut()) {
        return false;
      }
    }
    return true;
  }

  /**
   * The same for frames in order.
   *
   * @return how many were accepted; all, unless the connection has ended
   */
  public int sendOrCut(List<Frame> batch) {
    requireNoIoThread();
    requireTakable(batch, maxFrame());
    int accepted = 0;
    while (open) {
      accepted += out.offer(batch, accepted);
      if (accepted == batch.size() || !roomOrCut()) {
        break;
      }
    }
    return accepted;
  }

  private void requireNoIoThread() {
    if (channel.eventLoop().inEventLoop()) {
      throw new IllegalStateException("an I/O thread may not wait for room; use send");
    }
  }

  private boolean roomOrCut() {
    boolean room = roomInTime();
    if (!room) {
      close(Refusal.SLOW_CONSUMER, "no room within " + settings.slowConsumer());
    }
    return room;
  }

  private boolean roomInTime() {
    try {
      return out.awaitRoom(settings.slowConsumer().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Says goodbye and reads no more; what is under way can still be sent. Idempotent. */
  public void leave() {
    execute(() -> handler.leave());
  }

  /** Hangs up as soon as everything accepted has left. Idempotent. */
  public void finish() {
    execute(() -> handler.finish());
  }

  /** Ends the connection and tells the other end why. Idempotent. */
  public void close(Refusal why, String detail) {
    execute(() -> handler.refuse(why, detail));
  }

  /**
   * Cuts the connection without a word, as if this process were killed: what has not left is lost,
   * and counted. Idempotent.
   */
  public void abort() {
    execute(
        () -> {
          if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
          }
        });
  }

  /** Offers the frame again that was answered with FULL, and reads on. */
  public void resume() {
    execute(() -> handler.resume());
  }

  /** Runs something in the I/O thread of this connection; nothing once the network is closed. */
  public void execute(Runnable task) {
    try {
      channel.eventLoop().execute(task);
    } catch (RejectedExecutionException e) {
      // The event loop has ended, and every connection with it.
    }
  }

  /** Whether this is the I/O thread of the connection. */
  public boolean inIoThread() {
    return channel.eventLoop().inEventLoop();
  }

  /** Whether both ends have greeted and neither has gone. */
  public boolean isOpen() {
    return open;
  }

  /** Who is at the other end; of use once the connection is open. */
  public Identity peer() {
    return peer;
  }

  /** Where the other end is, as {@code host:port}. */
  public String remote() {
    return remote;
  }

  /** Frames that were accepted and that the socket has not taken. */
  public int unsent() {
    return out.unsent();
  }

  /** Frames accepted for sending so far. */
  public long accepted() {
    return out.accepted();
  }

  @Override
  public String toString() {
    return "connection to " + remote;
  }

  // ---- in the I/O thread

  void opened(Identity who) {
    peer = who;
    greeted = true;
    open = true;
  }

  void sendsNoMore() {
    open = false;
    out.close();
  }

  /** Writes everything that has gathered: a chunk at once, so that room is made early. */
  void drain() {
    List<Chunk> chunks = out.drain();
    if (!chunks.isEmpty()) {
      sentNanos = handler.now();
    }
    for (Chunk chunk : chunks) {
      channel
          .writeAndFlush(chunk.bytes())
          .addListener(
              written -> {
                if (written.isSuccess()) {
                  out.sent(chunk.accepted(), chunk.acceptedBytes());
                }
              });
    }
  }

  /** Writes a frame of the connection itself, after everything that has gathered. */
  void writeOwn(Frame frame) {
    out.own(frame);
    drain();
  }

  /** Lets go of what will not be written; it stays counted. */
  void discard() {
    out.drain().forEach(chunk -> chunk.bytes().release());
  }

  // ---- for the timekeeper

  void heartbeat() {
    execute(
        () -> {
          if (open && channel.isWritable()) {
            writeOwn(Frame.of(FrameType.HEARTBEAT));
          }
        });
  }

  void ping() {
    execute(
        () -> {
          if (open && channel.isWritable()) {
            writeOwn(Frame.of(FrameType.PING));
          }
        });
  }
}
