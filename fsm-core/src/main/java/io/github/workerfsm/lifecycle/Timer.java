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

  /** What is waited for. A task has at most one timer of each. */
  enum Purpose {
    /** The endpoint has to say that it has it. */
    ANSWER,
    /** The endpoint has to be heard again. */
    GRACE,
    /** The record, and then the id, are kept. */
    KEEPING
  }

  /** What is said when the moment has come. */
  Report report() {
    return switch (purpose) {
      case ANSWER -> Report.unsent(entry.task, Stamp.of(entry.attempt, entry.epoch));
      case GRACE -> Report.endpointOffline(entry.task, entry.epoch);
      case KEEPING -> Report.expired(entry.task);
    };
  }
}
