package io.github.workerfsm.lifecycle;

import java.util.Comparator;

/**
 * A moment at which something is said of a task unless the timer is stopped before.
 *
 * @param dueAtMillis the moment
 * @param number distinguishes timers of the same moment, in the order in which they were set
 */
record Timer(long dueAtMillis, long number, TaskEntry entry, Purpose purpose) {
  /** The order in which timers fire. */
  static final Comparator<Timer> ORDER =
      Comparator.comparingLong(Timer::dueAtMillis).thenComparingLong(Timer::number);

  /** What is waited for, and what is said when it is over. A task has at most one timer of each. */
  enum Purpose {
    ANSWER(LifecycleEvent.UNSENT),
    GRACE(LifecycleEvent.ENDPOINT_OFFLINE),
    KEEPING(LifecycleEvent.EXPIRED);

    private final LifecycleEvent event;

    Purpose(LifecycleEvent event) {
      this.event = event;
    }
  }

  /** What is said when the moment has come. */
  Report report() {
    return new Report(entry.task, purpose.event, Stamp.of(entry.attempt, entry.epoch), null);
  }
}
