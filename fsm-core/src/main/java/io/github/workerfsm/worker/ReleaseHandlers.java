package io.github.workerfsm.worker;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.TaskState;

/** What the scheduler's frees and forgets ask for. Keys that are not known are left alone. */
final class ReleaseHandlers {
  private ReleaseHandlers() {}

  static void freeKeys(WorkerState worker, Event.FreeKeys event) {
    for (int i = 0; i < event.keys().size(); i++) {
      TaskNode task = worker.tasks.get(event.keys().get(i));
      if (task != null) {
        worker.engine.recommend(task, TaskState.RELEASED);
      }
    }
  }

  /** A task that is still held, or still needed here, goes when it no longer is. */
  static void forgetKeys(WorkerState worker, Event.ForgetKeys event) {
    for (int i = 0; i < event.keys().size(); i++) {
      TaskNode task = worker.tasks.get(event.keys().get(i));
      if (task != null) {
        task.dismissed(true);
        boolean goesNow = task.state() == TaskState.RELEASED && worker.forgettable(task);
        worker.engine.recommend(task, goesNow ? TaskState.FORGOTTEN : TaskState.RELEASED);
      }
    }
  }
}
