package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.ERRED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.MEMORY;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.RELEASED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.WAITING;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens when a value or a failure is known. */
enum OutcomeRules implements SchedulerRule {
  /** A worker holds the value: whoever waits for it alone can run, its inputs may go. */
  ARRIVE {
    @Override
    public SchedulerTaskState apply(
        SchedulerState scheduler, TaskRecord task, @Nullable Object argument) {
      Arrival arrival = Objects.requireNonNull((Arrival) argument);
      boolean known = task.processingOn == arrival.holder();
      scheduler.takeBack(task, known);
      scheduler.leaveSets(task);
      task.waitingOn.clear();
      task.repeated = false;
      task.failure = null;
      task.blamedOn = null;
      scheduler.freeFailures(task, arrival.holder());
      task.nbytes = arrival.nbytes();
      scheduler.addHolder(task, arrival.holder());
      Set<WorkerRecord> promised = Speculation.waitingFor(task);
      for (TaskRecord dependent : task.dependents.values()) {
        if (dependent.waitingOn.remove(task)
            && dependent.waitingOn.isEmpty()
            && dependent.state() == WAITING) {
          scheduler.runnable.add(dependent);
        }
      }
      Speculation.keepPromises(scheduler, task, arrival.holder(), promised);
      if (!task.needed()) {
        scheduler.engine.recommend(task, RELEASED);
      }
      scheduler.releaseInputs(task);
      return MEMORY;
    }
  },

  /** Failed for good: so have all that wait for it. */
  FAIL {
    @Override
    public SchedulerTaskState apply(
        SchedulerState scheduler, TaskRecord task, @Nullable Object argument) {
      Blame blame = Objects.requireNonNull((Blame) argument);
      // of a failed input, its worker does not know
      scheduler.takeBack(task, blame.origin().equals(task.key()));
      scheduler.leaveSets(task);
      task.waitingOn.clear();
      task.repeated = false;
      spread(scheduler, task, blame);
      return ERRED;
    }
  },

  /** Cannot start, because an input has failed already. */
  INHERIT {
    @Override
    public SchedulerTaskState apply(
        SchedulerState scheduler, TaskRecord task, @Nullable Object argument) {
      TaskRecord input = Objects.requireNonNull(task.failedInput());
      spread(
          scheduler,
          task,
          new Blame(
              Objects.requireNonNullElse(input.failure, ""),
              Objects.requireNonNullElse(input.blamedOn, input.key())));
      return ERRED;
    }
  };

  /** A value that has turned up. */
  record Arrival(WorkerRecord holder, long nbytes) {}

  /** A failure, and the task that it began with. */
  record Blame(String text, String origin) {}

  private static void spread(SchedulerState scheduler, TaskRecord task, Blame blame) {
    task.failure = blame.text();
    task.blamedOn = blame.origin();
    scheduler.releaseInputs(task);
    List<TaskRecord> dependents = task.dependentsByUrgency();
    for (int i = dependents.size() - 1; i >= 0; i--) {
      if (dependents.get(i).state().needsInputs()) {
        scheduler.engine.recommend(dependents.get(i), ERRED, blame);
      }
    }
  }
}
