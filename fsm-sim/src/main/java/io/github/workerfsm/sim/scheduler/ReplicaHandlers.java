package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.ERRED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.MEMORY;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.RELEASED;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import java.util.ArrayList;
import java.util.List;

/** What workers report of copies and ask about them, and what replica management asks for. */
final class ReplicaHandlers {
  private ReplicaHandlers() {}

  static void copiesAdded(
      SchedulerState scheduler, WorkerRecord worker, Instruction.AddKeys report) {
    List<String> superfluous = new ArrayList<>();
    for (String key : report.keys()) {
      TaskRecord task = scheduler.tasks.get(key);
      if (task == null) {
        if (scheduler.policies.unknownCopies() == SchedulerPolicies.UnknownCopies.FORGET) {
          scheduler.outbox.forget(worker, key);
        } else {
          superfluous.add(key);
        }
      } else if (task.state() == MEMORY) {
        scheduler.addHolder(task, worker);
      } else if (scheduler.policies.superfluousCopies()
          == SchedulerPolicies.SuperfluousCopies.FREE) {
        scheduler.outbox.free(worker, key);
      } else {
        superfluous.add(key);
      }
    }
    if (!superfluous.isEmpty()) {
      sendRemoval(scheduler, worker, superfluous);
    }
  }

  static void copyReleased(
      SchedulerState scheduler, WorkerRecord worker, Instruction.ReleaseWorkerData report) {
    TaskRecord task = scheduler.tasks.get(report.key());
    if (task == null) {
      return;
    }
    MembershipHandlers.refused(scheduler, task, worker);
    if (task.whoHas.contains(worker)) {
      scheduler.removeHolder(task, worker);
      if (task.whoHas.isEmpty()) {
        scheduler.engine.recommend(task, RELEASED);
      }
    }
  }

  /**
   * Holders of known keys; forgotten keys are to be forgotten. A key of which no value is coming,
   * because it is released or erred, is to be let go: else the worker would ask for ever.
   */
  static void holdersAsked(
      SchedulerState scheduler, WorkerRecord worker, Instruction.RequestRefreshWhoHas question) {
    List<Event.Location> locations = new ArrayList<>();
    for (String key : question.keys()) {
      TaskRecord task = scheduler.tasks.get(key);
      if (task == null) {
        if (scheduler.policies.unknownQuestions() == SchedulerPolicies.UnknownQuestions.FORGET) {
          scheduler.outbox.forget(worker, key);
        } else {
          locations.add(new Event.Location(key, List.of()));
        }
      } else if (task.state() == RELEASED || task.state() == ERRED) {
        scheduler.outbox.free(worker, key);
      } else if (task.state() == MEMORY
          && scheduler.policies.questions() == SchedulerPolicies.Questions.TAKEN_FOR_LOSS) {
        for (WorkerRecord holder : List.copyOf(task.whoHas)) {
          scheduler.removeHolder(task, holder);
        }
        scheduler.engine.recommend(task, RELEASED);
      } else {
        locations.add(new Event.Location(key, scheduler.addresses(task)));
      }
    }
    if (!locations.isEmpty()) {
      scheduler.outbox.send(
          worker,
          new Event.RefreshWhoHas(
              scheduler.identities.stimulus("refresh-who-has"), List.copyOf(locations)));
    }
  }

  /** Keys that are not in memory, or there already, are passed over. It is not tracked. */
  static void acquire(SchedulerState scheduler, SchedulerEvent.Acquire event) {
    WorkerRecord worker = scheduler.registered(event.worker());
    if (worker == null) {
      return;
    }
    List<TaskRecord> copies = new ArrayList<>();
    for (String key : event.keys()) {
      TaskRecord task = scheduler.tasks.get(key);
      if (task != null
          && task.state() == MEMORY
          && !task.whoHas.contains(worker)
          && !copies.contains(task)) {
        copies.add(task);
      }
    }
    sendAcquisition(scheduler, worker, copies);
  }

  static void sendAcquisition(
      SchedulerState scheduler, WorkerRecord worker, List<TaskRecord> copies) {
    if (copies.isEmpty()) {
      return;
    }
    List<Event.Input> inputs = new ArrayList<>();
    for (TaskRecord task : copies) {
      inputs.add(scheduler.announced(task));
      if (scheduler.policies.forgetNotices() == SchedulerPolicies.ForgetNotices.ALL_TOLD) {
        task.told.add(worker);
      }
    }
    scheduler.outbox.send(
        worker,
        new Event.AcquireReplicas(
            scheduler.identities.stimulus("acquire-replicas"), List.copyOf(inputs)));
  }

  /** Strikes the worker off at once; the last copy stays, and one that is still to be read. */
  static void remove(SchedulerState scheduler, SchedulerEvent.Remove event) {
    WorkerRecord worker = scheduler.registered(event.worker());
    if (worker == null) {
      return;
    }
    List<String> removed = new ArrayList<>();
    for (String key : event.keys()) {
      TaskRecord task = scheduler.tasks.get(key);
      if (task != null
          && task.whoHas.contains(worker)
          && task.whoHas.size() > 1
          && !(scheduler.policies.sparesNeededCopies() && isReadOn(task, worker))) {
        scheduler.removeHolder(task, worker);
        if (scheduler.policies.forgetNotices() == SchedulerPolicies.ForgetNotices.OWNERS) {
          task.told.remove(worker);
        }
        removed.add(key);
      }
    }
    if (!removed.isEmpty()) {
      sendRemoval(scheduler, worker, removed);
    }
  }

  /** Whether a task that has it as an input is assigned there. */
  static boolean isReadOn(TaskRecord task, WorkerRecord worker) {
    return task.dependents.values().stream()
        .anyMatch(dependent -> dependent.processingOn == worker);
  }

  static void sendRemoval(SchedulerState scheduler, WorkerRecord worker, List<String> keys) {
    scheduler.outbox.send(
        worker,
        new Event.RemoveReplicas(
            scheduler.identities.stimulus("remove-replicas"), List.copyOf(keys)));
  }
}
