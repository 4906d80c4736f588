package io.github.workerfsm.worker;

import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.TaskState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happens on the way from a wanted input to an open transfer, and back. */
enum TransferRules implements WorkerRule {
  /** Queues for a transfer from every known holder. */
  QUEUE {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      task.role(Role.FETCH);
      task.unclaim();
      worker.transfers.enqueue(task);
      return TaskState.FETCH;
    }
  },

  /** Nobody is known to have it: asks for the state in which the scheduler is asked. */
  SEEK {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      worker.engine.recommend(task, TaskState.MISSING);
      return task.state();
    }
  },

  /** Waits for the scheduler to name a holder. */
  MISS {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      task.role(Role.FETCH);
      task.unclaim();
      worker.missing.put(task.key(), task);
      return TaskState.MISSING;
    }
  },

  /** A holder has been named. */
  FIND {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      worker.missing.remove(task.key());
      return QUEUE.apply(worker, task, argument);
    }
  },

  /** Joins the transfer that has just been started. */
  START {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      worker.transfers.claim(task, (Transfer) Objects.requireNonNull(argument));
      return TaskState.FLIGHT;
    }
  },

  /** What is asked for is under way already. */
  GO_ON {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      return task.state();
    }
  },

  /**
   * The input is beyond hope: the tasks that wait for it fail in its stead. Who has asked for a
   * copy here hears that none is coming.
   */
  GIVE_UP {
    @Override
    public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
      int siblings = worker.engine.siblingsStart();
      for (Edge edge = task.firstConsumer; edge != null; edge = task.consumerAfter(edge)) {
        if (edge.awaited() && edge.consumer.state() == TaskState.WAITING_FOR_DEPENDENCIES) {
          worker.engine.recommend(edge.consumer, TaskState.ERROR, lost(task, argument));
        }
      }
      worker.engine.siblingsEnd(siblings);
      worker.emit(new Instruction.ReleaseWorkerData(worker.stimulusId(), task.key()));
      return ReleaseRules.DROP.apply(worker, task, argument);
    }
  };

  private static Failure lost(TaskNode input, @Nullable Object argument) {
    Failure failure = (Failure) Objects.requireNonNull(argument);
    return new Failure(
        "input " + input.key() + " cannot be gathered: " + failure.text(), failure.cause());
  }
}
