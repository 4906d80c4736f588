package io.github.workerfsm.transport.net;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.wire.Frame;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a connection has to send, bounded in frames and bytes. A frame counts until the socket has
 * taken it. Thread-safe.
 *
 * <p>Frames are numbered and laid out by whoever hands them in, while they are in its cache; the
 * I/O thread, which serves other connections too, only passes on chunks of bytes.
 */
final class OutQueue {
  /** Bytes of a chunk, unless one frame has more. */
  private static final int CHUNK = 64 << 10;

  private static final int SMALLEST = 512;
  private static final long LEAST_WAIT = 1_000_000;

  private final ByteBufAllocator buffers;
  private final Runnable schedule;
  private final int maxFrames;
  private final int maxBytes;
  private List<Chunk> chunks = new ArrayList<>();
  private @Nullable Chunk last;
  private int nextChunk = SMALLEST;
  private long nextSequence;
  private int unsentFrames;
  private long unsentBytes;
  private long accepted;
  private boolean closed;
  private boolean drainScheduled;

  /**
   * An empty queue.
   *
   * @param schedule sees to it that the I/O thread drains; called once for what gathers until then
   */
  OutQueue(int maxFrames, int maxBytes, ByteBufAllocator buffers, Runnable schedule) {
    this.maxFrames = maxFrames;
    this.maxBytes = maxBytes;
    this.buffers = buffers;
    this.schedule = schedule;
  }

  /** A frame larger than the bound is taken when nothing else waits. */
  Offer offer(Frame frame) {
    boolean first;
    synchronized (this) {
      if (closed) {
        return Offer.CLOSED;
      }
      if (!fits(frame)) {
        return Offer.FULL;
      }
      accept(frame);
      first = claimDrain();
    }
    if (first) {
      schedule.run();
    }
    return Offer.ACCEPTED;
  }

  /** Takes frames from an index on, as many as fit; how many. */
  int offer(List<Frame> frames, int from) {
    int next = from;
    boolean first;
    synchronized (this) {
      while (!closed && next < frames.size() && fits(frames.get(next))) {
        accept(frames.get(next++));
      }
      first = next > from && claimDrain();
    }
    if (first) {
      schedule.run();
    }
    return next - from;
  }

  private boolean fits(Frame frame) {
    return unsentFrames == 0
        || (unsentFrames < maxFrames && unsentBytes + frame.wireBytes() <= maxBytes);
  }

  private void accept(Frame frame) {
    add(frame, true);
    unsentFrames++;
    unsentBytes += frame.wireBytes();
    accepted++;
  }

  private boolean claimDrain() {
    boolean first = !drainScheduled;
    drainScheduled = true;
    return first;
  }

  /** Takes a frame of the connection itself, whatever the bound; the caller drains. */
  synchronized void own(Frame frame) {
    add(frame, false);
  }

  private void add(Frame frame, boolean counts) {
    int bytes = frame.wireBytes();
    Chunk open = last;
    if (open == null || open.room() < bytes) {
      int size = Math.max(bytes, nextChunk);
      open = new Chunk(buffers.buffer(size, size));
      last = open;
      chunks.add(open);
      nextChunk = Math.min(CHUNK, 2 * nextChunk);
    }
    open.add(frame, nextSequence++, counts);
  }

  /** Takes everything that waits. */
  synchronized List<Chunk> drain() {
    drainScheduled = false;
    if (chunks.isEmpty()) {
      return List.of();
    }
    List<Chunk> all = chunks;
    last = null;
    chunks = new ArrayList<>();
    nextChunk = all.size() > 1 ? CHUNK : Math.max(SMALLEST, nextChunk / 4);
    return all;
  }

  /** The socket has taken so much. */
  synchronized void sent(int count, long bytes) {
    unsentFrames -= count;
    unsentBytes -= bytes;
    if (hasRoom()) {
      notifyAll();
    }
  }

  /** Waits for room, at most so long; whether there may be some. */
  synchronized boolean awaitRoom(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    while (!closed && !hasRoom()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, LEAST_WAIT));
    }
    return true;
  }

  /** Half of it, so that whoever has waited can go on for a while. */
  private boolean hasRoom() {
    return unsentFrames <= maxFrames / 2 && unsentBytes <= maxBytes / 2;
  }

  /** Takes no more. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Frames that the socket has not taken. */
  synchronized int unsent() {
    return unsentFrames;
  }

  /** Frames accepted so far. */
  synchronized long accepted() {
    return accepted;
  }
}
