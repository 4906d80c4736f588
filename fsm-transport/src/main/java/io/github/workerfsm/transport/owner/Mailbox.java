package io.github.workerfsm.transport.owner;

import io.github.workerfsm.transport.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded queue with many senders and one owner, who takes everything that waits in one go.
 *
 * <p>There are two ways in. {@link #offer} is for what comes unasked, and is refused with {@link
 * Offer#FULL} at the bound. {@link #offerOwed} is for what the owner itself has asked for and waits
 * for: completions. It is never refused for lack of room, because a completion that does not fit
 * could only block a thread on which the owner may depend; their number is bounded by what the
 * owner has asked for.
 *
 * <p>Letters come out in the order in which they went in, over both ways. Thread-safe; only {@link
 * #take} and {@link #takeNow} are for one thread, the owner.
 *
 * <h2>Why a lock</h2>
 *
 * <p>The owner swaps two lists under the lock instead of taking letters one by one, so it competes
 * with the senders once for a batch and not once for a letter; a sender holds the lock for the time
 * of one store. That is faster than {@code ArrayBlockingQueue}, and full, closed and accepted are
 * decided at one point in time, which a lock-free queue with a separate counter cannot say.
 *
 * @param <E> the letters
 */
public final class Mailbox<E> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final int capacity;
  private final List<Runnable> waitingForRoom = new ArrayList<>();
  private List<E> waiting = new ArrayList<>();
  private List<E> taken = new ArrayList<>();
  private boolean ownerWaits;
  private boolean closed;

  /**
   * An open, empty mailbox.
   *
   * @param capacity letters that may wait to be taken, 1 or more
   */
  public Mailbox(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity is " + capacity + ", expected 1 or more");
    }
    this.capacity = capacity;
  }

  /** Hands in a letter that nobody has asked for. Never blocks. */
  public Offer offer(E letter) {
    return add(letter, capacity);
  }

  /** Hands in what the owner has asked for: accepted unless closed. Never blocks. */
  public Offer offerOwed(E letter) {
    return add(letter, Integer.MAX_VALUE);
  }

  private Offer add(E letter, int bound) {
    lock.lock();
    try {
      if (closed) {
        return Offer.CLOSED;
      }
      if (waiting.size() >= bound) {
        return Offer.FULL;
      }
      waiting.add(letter);
      if (ownerWaits) {
        ownerWaits = false;
        arrived.signal();
      }
      return Offer.ACCEPTED;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Calls back once, as soon as there is room or the mailbox is closed: at once in the calling
   * thread, or later in the owner's or the closer's. To be short; it may not block.
   */
  public void whenRoom(Runnable retry) {
    lock.lock();
    try {
      if (!closed && waiting.size() >= capacity) {
        waitingForRoom.add(retry);
        return;
      }
    } finally {
      lock.unlock();
    }
    retry.run();
  }

  /**
   * Waits for letters and takes all that are there.
   *
   * @return in order of arrival, valid until the next call; empty when the mailbox is closed and
   *     everything has been taken
   * @throws InterruptedException when the owner is interrupted while it waits
   */
  public List<E> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && !closed) {
        ownerWaits = true;
        arrived.await();
      }
      ownerWaits = false;
    } finally {
      lock.unlock();
    }
    return takeNow();
  }

  /** Takes all that are there without waiting; the list is valid until the next call. */
  public List<E> takeNow() {
    List<Runnable> retries;
    taken.clear();
    lock.lock();
    try {
      List<E> letters = waiting;
      waiting = taken;
      taken = letters;
      retries = takeRetries();
    } finally {
      lock.unlock();
    }
    retries.forEach(Runnable::run);
    return taken;
  }

  /** Takes no more letters; those that were accepted can still be taken. Idempotent. */
  public void close() {
    List<Runnable> retries;
    lock.lock();
    try {
      closed = true;
      ownerWaits = false;
      arrived.signalAll();
      retries = takeRetries();
    } finally {
      lock.unlock();
    }
    retries.forEach(Runnable::run);
  }

  private List<Runnable> takeRetries() {
    if (waitingForRoom.isEmpty()) {
      return List.of();
    }
    List<Runnable> retries = List.copyOf(waitingForRoom);
    waitingForRoom.clear();
    return retries;
  }

  /** Letters that wait to be taken; a reading of one moment. */
  public int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Letters that {@link #offer} lets wait. */
  public int capacity() {
    return capacity;
  }

  /** Whether the mailbox is closed. */
  public boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
