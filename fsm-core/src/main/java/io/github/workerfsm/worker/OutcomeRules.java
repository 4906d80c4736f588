package io.github.workerfsm.worker;

import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happens when a value or a failure arrives. */
enum OutcomeRules implements WorkerRule {
  /** Computed here: stored, and reported with the run that computed it. */
  FINISH {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      long run = worker.startedRun(task);
      worker.store(task, value(argument));
      worker.emitFinished(task, run);
      return TaskState.MEMORY;
    }
  },

  /** Brought or placed here: stored, and reported as a copy. */
  RECEIVE {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      worker.store(task, value(argument));
      worker.emit(new Instruction.AddKeys(worker.stimulusId(), List.of(task.key())));
      return TaskState.MEMORY;
    }
  },

  /** Placed here by a client under a new key; the event itself reports it. */
  PLACE {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      worker.store(task, value(argument));
      return TaskState.MEMORY;
    }
  },

  /** A client's value for a task that is held: not taken, and the scheduler is told so. */
  DECLINE {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      worker.emit(new Instruction.ReleaseWorkerData(worker.stimulusId(), task.key()));
      return task.state();
    }
  },

  /** Failed here: kept, and reported with the run that failed. */
  FAIL {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      long run = worker.startedRun(task);
      if (task.done()) {
        task.unclaim();
      }
      task.content = Objects.requireNonNull((Failure) argument);
      worker.emitErred(task, run);
      return TaskState.ERROR;
    }
  },

  /** Cannot start, for want of an input: the other inputs are let go, the failure is reported. */
  FAIL_TO_START {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      worker.purge(task);
      worker.releaseUnwantedInputs(task);
      task.content = Objects.requireNonNull((Failure) argument);
      worker.emitErred(task, task.run());
      return TaskState.ERROR;
    }
  },

  /** The run has asked to be run elsewhere. */
  RUN_ELSEWHERE {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      worker.emit(
          new Instruction.Reschedule(worker.stimulusId(), task.key(), worker.startedRun(task)));
      return ReleaseRules.DROP.apply(worker, task, argument);
    }
  };

  private static Value value(@Nullable Object argument) {
    return Objects.requireNonNull((Value) argument);
  }
}
