package io.github.workerfsm.worker;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import org.jspecify.annotations.Nullable;

/**
 * What the ends of runs ask for. Thread and resources are free with the completion itself, whatever
 * becomes of the task; other tasks claim them before the completed one moves.
 */
final class RunHandlers {
  private RunHandlers() {}

  static void success(WorkerState worker, Event.ExecuteSuccess event) {
    TaskNode task = complete(worker, event.key());
    worker.emit(new Instruction.DigestMetric(worker.stimulusId(), "compute-duration"));
    task.nbytes = event.value().nbytes();
    if (task.content instanceof Value placed) {
      // a client has placed a value meanwhile: it stays, under the type of the run's
      task.content = new Value(placed.payload(), placed.nbytes(), event.value().typeName());
    }
    worker.engine.recommend(task, TaskState.MEMORY, event.value());
  }

  static void failure(WorkerState worker, Event.ExecuteFailure event) {
    TaskNode task = complete(worker, event.key());
    worker.engine.recommend(task, TaskState.ERROR, event.failure());
  }

  static void reschedule(WorkerState worker, Event.Reschedule event) {
    TaskNode task = complete(worker, event.key());
    worker.engine.recommend(task, TaskState.RELEASED);
  }

  static void secede(WorkerState worker, Event.Secede event) {
    @Nullable TaskNode task = worker.tasks.get(event.key());
    if (task != null) {
      worker.engine.recommend(task, TaskState.LONG_RUNNING, event.computeDuration());
    }
  }

  private static TaskNode complete(WorkerState worker, String key) {
    TaskNode task = worker.tasks.get(key);
    if (task == null) {
      throw new IllegalStateException("no task " + key + " although the event was checked");
    }
    if (worker.decisions == null) {
      worker.slots.complete(task);
    } else {
      worker.decisions.endRun(worker, task);
    }
    worker.fillThreads();
    return task;
  }
}
