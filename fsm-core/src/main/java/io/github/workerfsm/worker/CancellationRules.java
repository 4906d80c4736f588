package io.github.workerfsm.worker;

import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.TaskState;
import org.jspecify.annotations.Nullable;

/** What happens while the scheduler's wish and the holder of a task disagree. */
enum CancellationRules implements WorkerRule {
  /** Nobody wants it, but its thread or transfer cannot be stopped. */
  HOLD {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      task.role(Role.NONE);
      return TaskState.CANCELLED;
    }
  },

  /** Nothing changes before the completion. */
  KEEP {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      return task.state();
    }
  },

  /** The holder has let go of what nobody wants. */
  LET_GO {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      return ReleaseRules.DROP.apply(worker, task, argument);
    }
  },

  /** The transfer came back empty-handed: asks for the release. */
  ASK_RELEASE {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      worker.engine.recommend(task, TaskState.RELEASED);
      return task.state();
    }
  },

  /** The run goes on as if nothing had been said. */
  RESUME_RUN {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      task.role(Role.COMPUTE);
      return TaskState.EXECUTING;
    }
  },

  /** The run goes on outside of the slots, and the scheduler hears of that, perhaps again. */
  RESUME_SECEDED_RUN {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      task.role(Role.COMPUTE);
      worker.emit(new Instruction.LongRunning(worker.stimulusId(), task.key(), task.run(), null));
      return TaskState.LONG_RUNNING;
    }
  },

  /** The transfer goes on as if nothing had been said. */
  RESUME_TRANSFER {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      task.role(Role.FETCH);
      return TaskState.FLIGHT;
    }
  },

  /** A thread holds what is now wanted as an input. */
  TURN_TO_FETCH {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      task.role(Role.FETCH);
      return TaskState.RESCHEDULED;
    }
  },

  /** A transfer holds what is now to be computed here. */
  TURN_TO_COMPUTE {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      task.role(Role.COMPUTE);
      return TaskState.RESCHEDULED;
    }
  },

  /** The thread leaves the slots; the scheduler hears of it when the run is wanted again. */
  SECEDE_UNHEARD {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      worker.slots.secede(task);
      worker.fillThreads();
      return task.state();
    }
  },

  /** The run failed, but only its value was wanted: fetch it elsewhere, silently. */
  FETCH_INSTEAD {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      task.unclaim();
      worker.engine.recommend(task, TaskState.FETCH);
      return TaskState.RELEASED;
    }
  },

  /** The transfer failed, but it is to be computed here anyway. */
  COMPUTE_INSTEAD {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      task.unclaim();
      worker.engine.recommend(task, TaskState.WAITING_FOR_DEPENDENCIES);
      return TaskState.RELEASED;
    }
  }
}
