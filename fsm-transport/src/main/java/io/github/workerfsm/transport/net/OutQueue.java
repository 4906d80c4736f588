package io.github.workerfsm.transport.net;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.wire.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a connection has to send, bounded in frames and bytes. A frame counts until the socket has
 * taken it. Thread-safe.
 */
final class OutQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final int maxFrames;
  private final int maxBytes;
  private int unsentFrames;
  private long unsentBytes;
  private long accepted;
  private boolean closed;
  private boolean drainScheduled;

  OutQueue(int maxFrames, int maxBytes) {
    this.maxFrames = maxFrames;
    this.maxBytes = maxBytes;
  }

  /** A frame larger than the bound is taken when nothing else waits. */
  Offer offer(Frame frame) {
    lock.lock();
    try {
      if (closed) {
        return Offer.CLOSED;
      }
      if (unsentFrames > 0
          && (unsentFrames >= maxFrames || unsentBytes + frame.wireBytes() > maxBytes)) {
        return Offer.FULL;
      }
      add(frame);
      return Offer.ACCEPTED;
    } finally {
      lock.unlock();
    }
  }

  private void add(Frame frame) {
    frames.add(frame);
    unsentFrames++;
    unsentBytes += frame.wireBytes();
    accepted++;
  }

  /** Whether the caller has to see to a drain: the first to ask until it is drained. */
  boolean claimDrain() {
    lock.lock();
    try {
      boolean claimed = !drainScheduled;
      drainScheduled = true;
      return claimed;
    } finally {
      lock.unlock();
    }
  }

  /** Takes everything that waits. */
  List<Frame> drain() {
    lock.lock();
    try {
      drainScheduled = false;
      List<Frame> all = new ArrayList<>(frames);
      frames.clear();
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** The socket has taken so much. */
  void sent(int count, long bytes) {
    lock.lock();
    try {
      unsentFrames -= count;
      unsentBytes -= bytes;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for room, at most so long; whether there may be some. */
  boolean awaitRoom(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (!closed && (unsentFrames > maxFrames / 2 || unsentBytes > maxBytes / 2)) {
        if (left <= 0) {
          return false;
        }
        left = room.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Frames that the socket has not taken. */
  int unsent() {
    lock.lock();
    try {
      return unsentFrames;
    } finally {
      lock.unlock();
    }
  }

  /** Frames accepted so far. */
  long accepted() {
    lock.lock();
    try {
      return accepted;
    } finally {
      lock.unlock();
    }
  }
}
