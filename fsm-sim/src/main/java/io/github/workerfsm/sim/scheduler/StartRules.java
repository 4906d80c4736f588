package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.NO_WORKER;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.PROCESSING;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.QUEUED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.WAITING;

import org.jspecify.annotations.Nullable;

/** What happens when a task is wanted, assigned, or sent back. */
enum StartRules implements SchedulerRule {
  /** Waits for its inputs; those that nobody makes are started first. */
  START {
    @Override
    public SchedulerTaskState apply(
        SchedulerState scheduler, TaskRecord task, @Nullable Object argument) {
      scheduler.await(task);
      startInputs(scheduler, task, false);
      return WAITING;
    }
  },

  /** The same for a failed task: its counters start anew, and failed inputs are tried again too. */
  RETRY {
    @Override
    public SchedulerTaskState apply(
        SchedulerState scheduler, TaskRecord task, @Nullable Object argument) {
      task.failure = null;
      task.blamedOn = null;
      task.retriesLeft = task.definition == null ? 0 : task.definition.retries();
      task.suspicious = 0;
      scheduler.await(task);
      startInputs(scheduler, task, true);
      return WAITING;
    }
  },

  /** Stays where it is found, goes to a worker, or waits for one to come or to be free. */
  ASSIGN {
    @Override
    public SchedulerTaskState apply(
        SchedulerState scheduler, TaskRecord task, @Nullable Object argument) {
      scheduler.leaveSets(task);
      if (scheduler.adopt(task)) {
        return PROCESSING;
      }
      WorkerRecord thief = scheduler.takeDestined(task);
      if (thief != null) {
        scheduler.assign(task, thief);
        return PROCESSING;
      }
      if (!scheduler.anybodyFor(task)) {
        scheduler.noWorker.add(task);
        return NO_WORKER;
      }
      boolean rootLike = scheduler.isRootLike(task);
      if (rootLike && scheduler.mustQueue(task)) {
        scheduler.queued.add(task);
        return QUEUED;
      }
      WorkerRecord worker = scheduler.choose(task, rootLike);
      if (worker == null) {
        scheduler.noWorker.add(task);
        return NO_WORKER;
      }
      scheduler.assign(task, worker);
      return PROCESSING;
    }
  },

  /** Goes to a worker with a free thread, if there is one. */
  ASSIGN_QUEUED {
    @Override
    public SchedulerTaskState apply(
        SchedulerState scheduler, TaskRecord task, @Nullable Object argument) {
      WorkerRecord worker = scheduler.choose(task, true);
      if (worker == null) {
        return QUEUED;
      }
      scheduler.leaveSets(task);
      scheduler.assign(task, worker);
      return PROCESSING;
    }
  },

  /** Taken from its worker, which is told so unless the argument says that it knows. */
  SEND_BACK {
    @Override
    public SchedulerTaskState apply(
        SchedulerState scheduler, TaskRecord task, @Nullable Object argument) {
      scheduler.takeBack(task, argument == Hint.WORKER_KNOWS);
      scheduler.await(task);
      startInputs(scheduler, task, false);
      return WAITING;
    }
  },

  /** Leaves the set of tasks that could run. */
  WAIT_AGAIN {
    @Override
    public SchedulerTaskState apply(
        SchedulerState scheduler, TaskRecord task, @Nullable Object argument) {
      scheduler.leaveSets(task);
      scheduler.await(task);
      startInputs(scheduler, task, false);
      return WAITING;
    }
  };

  /** What can come with a request. */
  enum Hint {
    /** The worker has let go of the task, or is gone: it need not be told. */
    WORKER_KNOWS
  }

  /** The last recommended goes first: the inputs are started in order of definition. */
  private static void startInputs(SchedulerState scheduler, TaskRecord task, boolean failedToo) {
    for (int i = task.inputs.size() - 1; i >= 0; i--) {
      TaskRecord input = task.inputs.get(i);
      switch (input.state()) {
        case RELEASED -> scheduler.engine.recommend(input, WAITING);
        case ERRED -> {
          if (failedToo) {
            scheduler.engine.recommend(input, WAITING);
          }
        }
        case WAITING, QUEUED, NO_WORKER, PROCESSING, MEMORY, FORGOTTEN -> {}
      }
    }
    if (task.waitingOn.isEmpty()) {
      scheduler.runnable.add(task);
    }
  }
}
