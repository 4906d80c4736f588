package io.github.workerfsm.worker;

import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.TaskState;
import org.jspecify.annotations.Nullable;

/** What happens when a task is let go. */
enum ReleaseRules implements WorkerRule {
  /** Known by name only: kept for the task that named it. */
  SET_ASIDE {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      return TaskState.RELEASED;
    }
  },

  /** Leaves every queue, lets inputs go that nobody waits for, and perhaps goes for good. */
  DROP {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      worker.purge(task);
      worker.releaseUnwantedInputs(task);
      if (worker.forgettable(task)) {
        worker.engine.recommend(task, TaskState.FORGOTTEN);
      }
      return TaskState.RELEASED;
    }
  },

  /** Deletes the value, and says so. */
  DISCARD {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      worker.nbytes -= task.nbytes;
      TaskState landing = DROP.apply(worker, task, argument);
      worker.emit(new Instruction.ReleaseWorkerData(worker.stimulusId(), task.key()));
      return landing;
    }
  },

  /** Deletes the metadata; inputs that only this task kept go with it. */
  FORGET {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      int siblings = worker.engine.siblingsStart();
      for (Edge edge = task.firstInput(); edge != null; edge = task.inputAfter(edge)) {
        edge.giveUp();
        edge.leaveInput();
        if (edge.input.state() == TaskState.RELEASED && worker.forgettable(edge.input)) {
          worker.engine.recommend(edge.input, TaskState.FORGOTTEN);
        }
      }
      worker.engine.siblingsEnd(siblings);
      task.lastInput = null;
      worker.purge(task);
      worker.tasks.remove(task);
      return TaskState.FORGOTTEN;
    }
  }
}
