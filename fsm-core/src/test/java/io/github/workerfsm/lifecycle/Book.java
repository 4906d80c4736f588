package io.github.workerfsm.lifecycle;

import io.github.workerfsm.task.Failure;
import java.util.List;
import java.util.Objects;

/** One task in a book, told from the first word on. Time stands still unless it is advanced. */
final class Book {
  static final String TASK = "t1";
  static final TaskResult VALUE = TaskResult.value(42, "digest of 42");
  static final TaskResult OTHER_VALUE = TaskResult.value(43, "digest of 43");
  static final TaskResult ERROR =
      TaskResult.error(Failure.of("ZeroDivisionError"), "digest of an error");
  static final Failure LOSS = Failure.of("manager m1");

  final TaskLifecycle lifecycle;
  private long nowMillis = 1_000;

  Book(int attempts) {
    lifecycle = new TaskLifecycle(LifecycleSettings.DEFAULT.withAttempts(attempts));
  }

  /** A task of which nobody has said anything; it may be tried {@code attempts} times. */
  static Book empty(int attempts) {
    return new Book(attempts);
  }

  /** A task in the given state: attempt 1 of {@code attempts}, over the connection of epoch 1. */
  static Book in(LifecycleState state, int attempts) {
    Book book = new Book(attempts);
    if (state != LifecycleState.UNKNOWN) {
      book.say(Report.submit(TASK, "ep1"));
    }
    if (state.isTerminal() || state.rank() >= LifecycleState.WAITING_FOR_EP.rank()) {
      book.say(Report.enqueued(TASK));
    }
    if (state.isTerminal() || state.rank() >= LifecycleState.DISPATCHED_TO_EP.rank()) {
      book.say(Report.sent(TASK, Stamp.of(1, 1)));
    }
    switch (state) {
      case WAITING_FOR_NODES, WAITING_FOR_LAUNCH, RUNNING -> book.progress(1, 1, state);
      case SUCCESS -> book.result(1, 1, VALUE);
      case FAILED -> book.result(1, 1, ERROR);
      case CANCELLED -> book.say(Report.cancel(TASK));
      default -> {}
    }
    return book;
  }

  /** A task that has been sent once more for each endpoint that it has lost. */
  static Book sentAgain(int losses, int attempts) {
    Book book = in(LifecycleState.DISPATCHED_TO_EP, attempts);
    for (int lost = 1; lost <= losses; lost++) {
      book.say(Report.endpointSuspect(TASK, lost));
      book.say(Report.endpointOffline(TASK, lost));
      book.say(Report.sent(TASK, Stamp.of(lost + 1, lost + 1)));
    }
    return book;
  }

  Outcome say(Report report) {
    return lifecycle.handle(report, nowMillis);
  }

  Outcome progress(int attempt, long epoch, LifecycleState state) {
    return say(Report.progress(TASK, Stamp.of(attempt, epoch), state));
  }

  Outcome result(int attempt, long epoch, TaskResult result) {
    return say(Report.result(TASK, Stamp.of(attempt, epoch), result));
  }

  Outcome managerLost(int attempt, long epoch) {
    return say(Report.managerLost(TASK, Stamp.of(attempt, epoch), LOSS));
  }

  List<Outcome> advance(long millis) {
    nowMillis += millis;
    return lifecycle.advance(nowMillis);
  }

  long nowMillis() {
    return nowMillis;
  }

  TaskRecord task() {
    return Objects.requireNonNull(lifecycle.task(TASK));
  }
}
