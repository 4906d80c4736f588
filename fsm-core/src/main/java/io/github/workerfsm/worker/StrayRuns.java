package io.github.workerfsm.worker;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;

/**
 * Runs end without a look at whether anybody runs the task: a completion is for the task that has
 * the key now, and dropped when there is none.
 */
final class StrayRuns extends OtherDecisions {
  /** What the end of a run does to a task that no thread holds. */
  @FunctionalInterface
  interface Stray {
    void ends(WorkerState worker, Event event, TaskNode now);
  }

  private final Stray stray;

  StrayRuns(Decisions next, Stray stray) {
    super(next);
    this.stray = stray;
  }

  @Override
  public void check(WorkerState worker, Event event) {
    if (!endsRun(event)) {
      next.check(worker, event);
    }
  }

  @Override
  public void handle(WorkerState worker, Event event) {
    String key = TaskEvents.keyOf(event);
    TaskNode now = key == null ? null : worker.tasks.get(key);
    if (!endsRun(event) || now != null && now.claimedByThread() && !now.done()) {
      next.handle(worker, event);
    } else if (now != null) {
      stray.ends(worker, event, now);
    }
  }

  private static boolean endsRun(Event event) {
    return event.kind() == EventKind.EXECUTE_SUCCESS
        || event.kind() == EventKind.EXECUTE_FAILURE
        || event.kind() == EventKind.RESCHEDULE;
  }
}
