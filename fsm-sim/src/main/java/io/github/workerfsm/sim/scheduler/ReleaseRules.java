package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.ERRED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.FORGOTTEN;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.MEMORY;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.RELEASED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.WAITING;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens when a task is let go, or its value is lost. */
enum ReleaseRules implements SchedulerRule {
  /** Not assigned yet: leaves every set. */
  DROP {
    @Override
    public SchedulerTaskState apply(
        SchedulerState scheduler, TaskRecord task, @Nullable Object argument) {
      scheduler.leaveSets(task);
      task.waitingOn.clear();
      task.repeated = false;
      scheduler.releaseInputs(task);
      scheduler.forgetIfLoose(task);
      return RELEASED;
    }
  },

  /** Its worker is told to let go. */
  TAKE_BACK {
    @Override
    public SchedulerTaskState apply(
        SchedulerState scheduler, TaskRecord task, @Nullable Object argument) {
      scheduler.takeBack(task, false);
      return DROP.apply(scheduler, task, argument);
    }
  },

  /**
   * Its value is to go, or is gone. Whoever relied on it waits again: first all of them are sent
   * back, then it is started anew, if anybody still needs it.
   */
  LOSE {
    @Override
    public SchedulerTaskState apply(
        SchedulerState scheduler, TaskRecord task, @Nullable Object argument) {
      for (WorkerRecord holder : TaskRecord.inOrder(task.whoHas)) {
        scheduler.outbox.free(holder, task.key());
        scheduler.removeHolder(task, holder);
      }
      if (task.definition == null) {
        cancelDependents(scheduler, task);
        return RELEASED;
      }
      if (task.needed()) {
        scheduler.engine.recommend(task, WAITING);
      } else {
        scheduler.forgetIfLoose(task);
      }
      List<TaskRecord> dependents = task.dependentsByUrgency();
      for (int i = dependents.size() - 1; i >= 0; i--) {
        TaskRecord dependent = dependents.get(i);
        if (dependent.state().reliesOnInputs()) {
          scheduler.engine.recommend(dependent, WAITING);
        } else if (dependent.state() == WAITING) {
          scheduler.runnable.remove(dependent);
          dependent.waitingOn.add(task);
        }
      }
      return RELEASED;
    }
  },

  /** Whoever keeps the failure is told to let go. */
  CLEAR {
    @Override
    public SchedulerTaskState apply(
        SchedulerState scheduler, TaskRecord task, @Nullable Object argument) {
      scheduler.freeFailures(task, null);
      task.failure = null;
      task.blamedOn = null;
      scheduler.releaseInputs(task);
      scheduler.forgetIfLoose(task);
      return RELEASED;
    }
  },

  /** Leaves the books, and whoever has been told of it is told so. */
  FORGET {
    @Override
    public SchedulerTaskState apply(
        SchedulerState scheduler, TaskRecord task, @Nullable Object argument) {
      unlink(scheduler, task);
      scheduler.forget(task);
      return FORGOTTEN;
    }
  },

  /** Stays: between the wish and its turn the reason for it has gone. */
  KEEP {
    @Override
    public SchedulerTaskState apply(
        SchedulerState scheduler, TaskRecord task, @Nullable Object argument) {
      return task.state();
    }
  };

  /**
   * A value that nobody can compute is gone, and with it everything that still needs it. Tasks that
   * have an outcome keep that, but can never be computed again.
   */
  static void cancelDependents(SchedulerState scheduler, TaskRecord lost) {
    lost.wanted = false;
    scheduler.engine.recommend(lost, FORGOTTEN);
    Deque<TaskRecord> farthestFirst = new ArrayDeque<>();
    Set<TaskRecord> seen = new LinkedHashSet<>();
    for (TaskRecord dependent : lost.dependentsByUrgency()) {
      collect(scheduler, dependent, seen, farthestFirst);
    }
    // the last recommended goes first: the farthest
    while (!farthestFirst.isEmpty()) {
      TaskRecord task = farthestFirst.pollLast();
      task.wanted = false;
      scheduler.engine.recommend(task, FORGOTTEN);
    }
  }

  /** It needs nothing any more; inputs that nobody else knows leave the books. */
  private static void unlink(SchedulerState scheduler, TaskRecord task) {
    List<TaskRecord> inputs = List.copyOf(task.inputs);
    task.unlinkInputs();
    for (int i = inputs.size() - 1; i >= 0; i--) {
      TaskRecord input = inputs.get(i);
      if (input.state() == RELEASED || input.state() == ERRED) {
        scheduler.forgetIfLoose(input);
      }
    }
  }

  private static void collect(
      SchedulerState scheduler, TaskRecord task, Set<TaskRecord> seen, Deque<TaskRecord> out) {
    if (!seen.add(task)) {
      return;
    }
    if (task.state() == MEMORY || task.state() == ERRED) {
      task.definition = null;
      unlink(scheduler, task);
      return;
    }
    for (TaskRecord dependent : task.dependentsByUrgency()) {
      collect(scheduler, dependent, seen, out);
    }
    out.addLast(task);
  }
}
