package io.github.workerfsm.lifecycle;

import static io.github.workerfsm.lifecycle.Book.TASK;

import java.util.ArrayList;
import java.util.List;

/** Anything that anybody could say about one task, in any order, by number. */
final class Words {
  static final int ATTEMPTS = 3;

  /** How many different things there are to say or to do. */
  static final int COUNT;

  private static final List<Report> REPORTS = new ArrayList<>();

  static {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      for (long epoch = 1; epoch <= 4; epoch++) {
        Stamp stamp = Stamp.of(attempt, epoch);
        REPORTS.add(Report.sent(TASK, stamp));
        REPORTS.add(Report.unsent(TASK, stamp));
        REPORTS.add(Report.progress(TASK, stamp, LifecycleState.WAITING_FOR_NODES));
        REPORTS.add(Report.progress(TASK, stamp, LifecycleState.WAITING_FOR_LAUNCH));
        REPORTS.add(Report.progress(TASK, stamp, LifecycleState.RUNNING));
        REPORTS.add(Report.managerLost(TASK, stamp, Book.LOSS));
        REPORTS.add(Report.cancelConfirmed(TASK, stamp));
      }
      REPORTS.add(Report.result(TASK, Stamp.of(attempt, 1), Book.VALUE));
      REPORTS.add(Report.result(TASK, Stamp.of(attempt, 1), Book.ERROR));
    }
    for (long epoch = 1; epoch <= 4; epoch++) {
      REPORTS.add(Report.endpointSuspect(TASK, epoch));
      REPORTS.add(Report.endpointHeard(TASK, epoch));
      REPORTS.add(Report.endpointOffline(TASK, epoch));
    }
    REPORTS.add(Report.result(TASK, Stamp.of(ATTEMPTS, 1), Book.OTHER_VALUE));
    REPORTS.add(Report.submit(TASK, "ep1"));
    REPORTS.add(Report.enqueued(TASK));
    REPORTS.add(Report.published(TASK));
    REPORTS.add(Report.cancel(TASK));
    REPORTS.add(Report.expired(TASK));
    COUNT = REPORTS.size() + 2;
  }

  private Words() {}

  /** Says or does the thing with this number, from 0 to {@link #COUNT} - 1. */
  static List<Outcome> say(Book book, int number) {
    return switch (number - REPORTS.size()) {
      case 0 -> book.advance(30_000);
      case 1 -> book.advance(60_000);
      default -> List.of(book.say(REPORTS.get(number)));
    };
  }
}
