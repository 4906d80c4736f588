package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.ERRED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.MEMORY;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.PROCESSING;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.WAITING;

import io.github.workerfsm.instruction.Instruction;
import java.util.List;

/**
 * What workers report of runs. A report is attributed to the run that it names, and to no other.
 */
final class RunHandlers {
  private RunHandlers() {}

  static void finished(
      SchedulerState scheduler, WorkerRecord worker, Instruction.TaskFinished report) {
    TaskRecord task = scheduler.tasks.get(report.key());
    if (task == null) {
      scheduler.outbox.forget(worker, report.key());
      return;
    }
    OutcomeRules.Arrival arrival = new OutcomeRules.Arrival(worker, report.nbytes());
    switch (task.state()) {
      case RELEASED, QUEUED, NO_WORKER, ERRED, FORGOTTEN ->
          scheduler.outbox.free(worker, task.key());
      case WAITING -> {
        if (scheduler.policies.finishedWhileWaiting()
            == SchedulerPolicies.FinishedWhileWaiting.TAKEN) {
          scheduler.engine.recommend(task, MEMORY, arrival);
        }
      }
      case MEMORY -> {
        if (!otherRun(scheduler, task, report.run())) {
          scheduler.addHolder(task, worker);
        } else if (ReplicaHandlers.isReadOn(task, worker)) {
          // a free would take a copy from a task that has been assigned there since
          ReplicaHandlers.sendRemoval(scheduler, worker, List.of(task.key()));
        } else {
          scheduler.outbox.free(worker, task.key());
        }
      }
      case PROCESSING -> {
        if (otherRun(scheduler, task, report.run())) {
          if (task.processingOn == worker) {
            otherRunReported(scheduler, task);
          } else {
            scheduler.outbox.free(worker, task.key());
          }
        } else {
          scheduler.engine.recommend(task, MEMORY, arrival);
        }
      }
    }
  }

  /** The failure stays where it is until the next assignment, or until it is of no interest. */
  static void erred(SchedulerState scheduler, WorkerRecord worker, Instruction.TaskErred report) {
    TaskRecord task = scheduler.tasks.get(report.key());
    if (task == null || !scheduler.processes(worker, task)) {
      return;
    }
    if (otherRun(scheduler, task, report.run())) {
      otherRunReported(scheduler, task);
      return;
    }
    task.erredOn.add(worker);
    if (task.retriesLeft > 0) {
      task.retriesLeft--;
      scheduler.engine.recommend(task, WAITING, StartRules.Hint.WORKER_KNOWS);
    } else {
      scheduler.engine.recommend(
          task, ERRED, new OutcomeRules.Blame(report.exceptionText(), task.key()));
    }
  }

  /** Whatever its run: the worker has let go of the task. */
  static void rescheduled(
      SchedulerState scheduler, WorkerRecord worker, Instruction.Reschedule report) {
    TaskRecord task = scheduler.tasks.get(report.key());
    if (task != null && scheduler.processes(worker, task)) {
      assignAgain(scheduler, task);
    }
  }

  static void longRunning(
      SchedulerState scheduler, WorkerRecord worker, Instruction.LongRunning report) {
    TaskRecord task = scheduler.tasks.get(report.key());
    if (task != null
        && scheduler.processes(worker, task)
        && !otherRun(scheduler, task, report.run())) {
      task.longRunning = true;
    }
  }

  private static boolean otherRun(SchedulerState scheduler, TaskRecord task, long run) {
    return scheduler.policies.runIdentity() && run != task.run;
  }

  /**
   * The worker that is to run the task has reported another run. Perhaps it has taken the
   * assignment for one of the run that was still going on, and does nothing more: so it is assigned
   * again. But perhaps the assignment had not arrived, and is carried out anyway; then assigning
   * again makes the next report one of another run as well, for ever. Hence only once: the second
   * time the worker is asked what it does.
   */
  private static void otherRunReported(SchedulerState scheduler, TaskRecord task) {
    if (task.repeated) {
      StealHandlers.inquire(scheduler, task);
    } else {
      task.repeated = true;
      assignAgain(scheduler, task);
    }
  }

  /** Frees it where it is; it is assigned, under a new run, before the stimulus ends. */
  static void assignAgain(SchedulerState scheduler, TaskRecord task) {
    if (task.state() == PROCESSING) {
      scheduler.engine.recommend(task, WAITING);
    }
  }
}
