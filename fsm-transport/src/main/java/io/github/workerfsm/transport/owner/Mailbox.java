package io.github.workerfsm.transport.owner;

import io.github.workerfsm.transport.Offer;
import java.util.ArrayList;
import java.util.List;

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
 * decided at one point in time, which a lock-free queue with a separate counter cannot say. It is
 * the lock of an object because nobody else is in it, most of the time: a {@code ReentrantLock}
 * also stores who holds it, which costs more than the letter.
 *
 * @param <E> the letters
 */
public final class Mailbox<E> {
  private final Object lock = new Object();
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
    synchronized (lock) {
      if (closed) {
        return Offer.CLOSED;
      }
      if (waiting.size() >= bound) {
        return Offer.FULL;
      }
      waiting.add(letter);
      if (ownerWaits) {
        ownerWaits = false;
        lock.notify();
      }
      return Offer.ACCEPTED;
    }
  }

  /**
   * Calls back once, as soon as there is room or the mailbox is closed: at once in the calling
   * thread, or later in the owner's or the closer's. To be short; it may not block.
   */
  public void whenRoom(Runnable retry) {
    synchronized (lock) {
      if (!closed && waiting.size() >= capacity) {
        waitingForRoom.add(retry);
        return;
      }
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
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    synchronized (lock) {
      while (waiting.isEmpty() && !closed) {
        ownerWaits = true;
        lock.wait();
      }
      ownerWaits = false;
    }
    return takeNow();
  }

  /** Takes all that are there without waiting; the list is valid until the next call. */
  public List<E> takeNow() {
    List<Runnable> retries;
    taken.clear();
    synchronized (lock) {
      List<E> letters = waiting;
      waiting = taken;
      taken = letters;
      retries = takeRetries();
    }
    retries.forEach(Runnable::run);
    return taken;
  }

  /** Takes no more letters; those that were accepted can still be taken. Idempotent. */
  public void close() {
    List<Runnable> retries;
    synchronized (lock) {
      closed = true;
      ownerWaits = false;
      lock.notifyAll();
      retries = takeRetries();
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
    synchronized (lock) {
      return waiting.size();
    }
  }

  /** Letters that {@link #offer} lets wait. */
  public int capacity() {
    return capacity;
  }

  /** Whether the mailbox is closed. */
  public boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }
}
