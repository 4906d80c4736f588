package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.PROCESSING;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.WAITING;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Stealing: a task that its worker has not started is asked back for another one. Whether the
 * victim has too much to do and the thief too little is for whoever asks.
 */
final class StealHandlers {
  private StealHandlers() {}

  /** What the victim's answer says. */
  private enum Answer {
    /** It had the task and has given it up. */
    GIVEN_UP,
    /** It keeps the task. */
    REFUSED,
    /** It has an outcome, of which it has reported the run. */
    ENDED,
    /** It does not have the task to compute. */
    NOT_THERE
  }

  static void check(SchedulerState scheduler, SchedulerEvent.Steal event) {
    if (!scheduler.tasks.containsKey(event.key())) {
      throw new IllegalArgumentException(
          "steal: task " + event.key() + " is not known, expected one that is processing");
    }
  }

  /** Nothing happens when the task cannot be stolen, or not by this thief. */
  static void steal(SchedulerState scheduler, SchedulerEvent.Steal event) {
    TaskRecord task = scheduler.tasks.get(event.key());
    WorkerRecord thief = scheduler.registered(event.thief());
    if (task == null || thief == null) {
      return;
    }
    WorkerRecord victim = task.processingOn;
    TaskDefinition definition = task.definition;
    if (task.state() != PROCESSING
        || task.longRunning
        || scheduler.steals.containsKey(task.key())
        || victim == null
        || victim == thief
        || definition == null
        || !thief.running()
        || !thief.meets(definition)) {
      return;
    }
    request(scheduler, task, victim, thief);
  }

  /**
   * Asks the worker of a task what it does with it, as a thief that is the victim. If it has given
   * the task up, it gets it again; if it has an outcome of another run, it is to run it again.
   */
  static void inquire(SchedulerState scheduler, TaskRecord task) {
    WorkerRecord worker = task.processingOn;
    if (worker != null && !scheduler.steals.containsKey(task.key())) {
      request(scheduler, task, worker, worker);
    }
  }

  private static void request(
      SchedulerState scheduler, TaskRecord task, WorkerRecord victim, WorkerRecord thief) {
    String id = scheduler.identities.steal(task.key());
    scheduler.steals.put(task.key(), new StealEntry(task.key(), victim.id(), thief.id(), id));
    scheduler.outbox.send(victim, new Event.StealRequest(id, task.key()));
  }

  static void answered(
      SchedulerState scheduler, WorkerRecord worker, Instruction.StealResponse response) {
    TaskRecord task = scheduler.tasks.get(response.key());
    StealEntry entry = scheduler.steals.get(response.key());
    boolean byId = scheduler.policies.steals() == SchedulerPolicies.Steals.BY_ID;
    if (task == null) {
      return;
    }
    Answer answer = answer(response.state());
    if (entry == null || (byId && !entry.id().equals(response.stimulusId()))) {
      // nobody has asked, as far as is known; but what has been given up must go somewhere
      if (byId && answer == Answer.GIVEN_UP && scheduler.processes(worker, task)) {
        RunHandlers.assignAgain(scheduler, task);
      }
      return;
    }
    scheduler.steals.remove(response.key());
    switch (answer) {
      case GIVEN_UP -> {
        WorkerRecord thief = thief(scheduler, entry);
        if (thief == null) {
          RunHandlers.assignAgain(scheduler, task);
        } else {
          task.destined = thief;
          scheduler.engine.recommend(task, WAITING, StartRules.Hint.WORKER_KNOWS);
        }
      }
      case REFUSED -> {}
      case ENDED -> {
        if (task.repeated) {
          // an outcome of this run would have come first: it was one of another run
          RunHandlers.assignAgain(scheduler, task);
        }
      }
      case NOT_THERE -> RunHandlers.assignAgain(scheduler, task);
    }
  }

  /**
   * The thief, if it is still there: the same incarnation. Where only addresses count, its record
   * is as good as that of whoever has the address now.
   */
  private static @Nullable WorkerRecord thief(SchedulerState scheduler, StealEntry entry) {
    WorkerRecord thief = scheduler.workers.get(entry.thief());
    if (thief == null && !scheduler.policies.incarnations()) {
      WorkerRecord namesake = scheduler.byAddress(entry.thief().address());
      return namesake == null
          ? null
          : new WorkerRecord(
              entry.thief(), namesake.threads(), namesake.resources(), namesake.joined);
    }
    return thief;
  }

  private static Answer answer(@Nullable TaskState state) {
    if (state == null) {
      return Answer.NOT_THERE;
    }
    return switch (state) {
      case READY, CONSTRAINED, WAITING_FOR_DEPENDENCIES -> Answer.GIVEN_UP;
      case EXECUTING, LONG_RUNNING, CANCELLED, RESCHEDULED -> Answer.REFUSED;
      case MEMORY, ERROR -> Answer.ENDED;
      case RELEASED, NEW, FETCH, MISSING, FLIGHT, FORGOTTEN -> Answer.NOT_THERE;
    };
  }
}
