package io.github.workerfsm.worker;

import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import org.jspecify.annotations.Nullable;

/** What happens on the way from an assignment to a running thread. */
enum ComputeRules implements WorkerRule {
  /**
   * Asks for every input that is not here, but for one that is promised and to be computed here;
   * without one the task can be queued at once.
   */
  CLASSIFY {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      task.role(Role.COMPUTE);
      int siblings = worker.engine.siblingsStart();
      for (Edge edge = task.firstInput(); edge != null; edge = task.inputAfter(edge)) {
        edge.arrived();
        if (edge.input.state() != TaskState.MEMORY) {
          edge.await();
          if (!edge.input.promised() || !computedHere(edge.input)) {
            worker.engine.recommend(edge.input, TaskState.FETCH);
          }
        }
      }
      worker.engine.siblingsEnd(siblings);
      if (task.waitingFor == 0) {
        worker.engine.recommend(task, TaskState.READY);
      }
      return TaskState.WAITING_FOR_DEPENDENCIES;
    }
  },

  /** Drops what it was wanted for before, then starts as {@link #CLASSIFY} does. */
  CLASSIFY_ANEW {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      worker.purge(task);
      return CLASSIFY.apply(worker, task, argument);
    }
  },

  /** Queues for a thread, and fills free threads. */
  QUEUE {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      worker.slots.ready.add(task);
      worker.fillThreads();
      return TaskState.READY;
    }
  },

  /** Resources first: asks for the other queue. */
  DEMAND {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      worker.engine.recommend(task, TaskState.CONSTRAINED);
      return TaskState.WAITING_FOR_DEPENDENCIES;
    }
  },

  /** Queues for resources and a thread, and fills free threads. */
  QUEUE_FOR_RESOURCES {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      worker.slots.constrained.add(task);
      worker.fillThreads();
      return TaskState.CONSTRAINED;
    }
  },

  /** The thread has been claimed when the task left its queue; now it is told to run. */
  START {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      TaskSpec started = task.running();
      if (started == null) {
        throw new IllegalStateException(task + " is to start without a thread");
      }
      worker.emit(new Instruction.Execute(worker.stimulusId(), task.key(), started.run(), started));
      return TaskState.EXECUTING;
    }
  },

  /** The thread goes on outside of the slots, which another task may take. */
  SECEDE {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      worker.slots.secede(task);
      worker.emit(
          new Instruction.LongRunning(
              worker.stimulusId(), task.key(), worker.startedRun(task), (Double) argument));
      worker.fillThreads();
      return TaskState.LONG_RUNNING;
    }
  };

  /** Whether the scheduler wants the task computed on this worker, and it is not done. */
  private static boolean computedHere(TaskNode task) {
    return switch (task.state()) {
      case WAITING_FOR_DEPENDENCIES, READY, CONSTRAINED, EXECUTING, LONG_RUNNING -> true;
      case RESCHEDULED -> task.role() == Role.COMPUTE;
      case NEW, FETCH, MISSING, FLIGHT, MEMORY, ERROR, CANCELLED, RELEASED, FORGOTTEN -> false;
    };
  }
}
