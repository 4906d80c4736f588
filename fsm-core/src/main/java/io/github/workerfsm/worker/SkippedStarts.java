package io.github.workerfsm.worker;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;

/** After events of one kind, free threads take no task, or no transfer is started. */
final class SkippedStarts extends OtherDecisions {
  private final EventKind kind;
  private final boolean threads;
  private boolean skipping;

  SkippedStarts(Decisions next, EventKind kind, boolean threads) {
    super(next);
    this.kind = kind;
    this.threads = threads;
  }

  @Override
  public void handle(WorkerState worker, Event event) {
    skipping = event.kind() == kind;
    next.handle(worker, event);
  }

  @Override
  public void fillThreads(WorkerState worker) {
    if (!threads || !skipping) {
      next.fillThreads(worker);
    }
  }

  @Override
  public void startTransfers(WorkerState worker) {
    if (threads || !skipping) {
      next.startTransfers(worker);
    }
  }
}
