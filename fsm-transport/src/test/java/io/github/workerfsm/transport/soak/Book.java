package io.github.workerfsm.transport.soak;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What became of the messages of one connection, as its sender and its receiver saw it. Numbers are
 * 0, 1, 2 and so on.
 *
 * <p>The sender reports lost what it has not been told to have arrived when the connection ends.
 * Some of that may have arrived all the same: of a receiver that is gone nobody can say.
 */
final class Book {
  final int id;

  /** Whether the receiver takes its time. */
  final boolean slow;

  /** Taken by the transport. */
  final AtomicLong accepted = new AtomicLong();

  /** Of these, what the sender was told to have arrived. */
  final AtomicLong confirmed = new AtomicLong();

  /** What the receiver got. */
  final AtomicLong delivered = new AtomicLong();

  /** What the sender has reported lost; -1 while the connection lives. */
  final AtomicLong lost = new AtomicLong(-1);

  /** Whether a peer was killed. */
  volatile boolean killed;

  private volatile @Nullable String wrong;

  Book(int id, boolean slow) {
    this.id = id;
    this.slow = slow;
  }

  /** The receiver got a message. */
  void got(long number) {
    long due = delivered.getAndIncrement();
    if (number != due) {
      wrong = "message " + number + " arrived, expected " + due;
    }
  }

  /** The sender has learned that the connection is over. */
  void over() {
    lost.compareAndSet(-1, accepted.get() - confirmed.get());
  }

  /** What does not add up once it is over; null if everything does. */
  @Nullable String verdict() {
    if (wrong != null) {
      return "book " + id + ": " + wrong;
    }
    boolean told = lost.get() >= 0 && accepted.get() == confirmed.get() + lost.get();
    boolean true_ = confirmed.get() <= delivered.get() && delivered.get() <= accepted.get();
    boolean whole = killed || lost.get() == 0;
    return told && true_ && whole ? null : toString();
  }

  @Override
  public String toString() {
    return "book "
        + id
        + (killed ? " (killed)" : "")
        + ": accepted "
        + accepted
        + ", confirmed "
        + confirmed
        + ", reported lost "
        + lost
        + ", delivered "
        + delivered;
  }
}
