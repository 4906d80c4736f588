package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.ERRED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.RELEASED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.WAITING;

import io.github.workerfsm.event.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the coming, staying and going of workers asks for. */
final class MembershipHandlers {
  private MembershipHandlers() {}

  static void check(SchedulerState scheduler, SchedulerEvent.Join event) {
    if (scheduler.workers.containsKey(event.worker())) {
      throw new IllegalArgumentException(
          "join: worker "
              + event.worker()
              + " is registered already, expected a new address or incarnation");
    }
    if (event.threads() < 1) {
      throw new IllegalArgumentException(
          "join: worker "
              + event.worker()
              + " has "
              + event.threads()
              + " threads, expected 1 or"
              + " more");
    }
  }

  /** An earlier incarnation that is still registered is gone. */
  static void join(SchedulerState scheduler, SchedulerEvent.Join event) {
    WorkerRecord earlier = scheduler.byAddress(event.worker().address());
    if (earlier != null) {
      unregister(scheduler, earlier, true);
    }
    scheduler.workers.put(
        event.worker(),
        new WorkerRecord(event.worker(), event.threads(), event.resources(), scheduler.joins++));
  }

  static void lost(SchedulerState scheduler, SchedulerEvent.Lost event) {
    WorkerRecord worker = scheduler.workers.get(event.worker());
    if (worker != null) {
      unregister(scheduler, worker, true);
    }
  }

  static void leave(SchedulerState scheduler, SchedulerEvent.Leave event) {
    WorkerRecord worker = scheduler.workers.get(event.worker());
    if (worker != null) {
      worker.status = WorkerStatus.CLOSING;
    }
  }

  static void paused(SchedulerState scheduler, SchedulerEvent.Paused event) {
    WorkerRecord worker = scheduler.workers.get(event.worker());
    if (worker != null && worker.status != WorkerStatus.CLOSING) {
      worker.status = event.paused() ? WorkerStatus.PAUSED : WorkerStatus.RUNNING;
    }
  }

  /** Reports about forgotten keys are normal while they are being cancelled. */
  static void heartbeat(SchedulerState scheduler, SchedulerEvent.Heartbeat event) {
    for (String key : event.executing()) {
      if (!scheduler.tasks.containsKey(key)
          && scheduler.policies.unknownHeartbeatKeys()
              == SchedulerPolicies.UnknownHeartbeatKeys.FAIL) {
        throw new StimulusFailedException(
            "heartbeat of "
                + event.worker()
                + ": task "
                + key
                + " is not known, expected only known keys");
      }
    }
  }

  /** Its tasks go elsewhere, its values are lost; the others hear of it when all that is done. */
  private static void unregister(
      SchedulerState scheduler, WorkerRecord worker, boolean unexpected) {
    scheduler.workers.remove(worker.id());
    scheduler.departed.add(worker.id().address());
    for (TaskRecord task : scheduler.tasks.values()) {
      task.erredOn.remove(worker);
      task.told.remove(worker);
    }
    sendBack(scheduler, worker, unexpected);
    for (TaskRecord task : inOrder(worker.hasWhat.values())) {
      if (!task.whoHas.contains(worker)) {
        continue; // the loss of one value has let go of this one
      }
      scheduler.removeHolder(task, worker);
      if (task.whoHas.isEmpty()) {
        scheduler.engine.recommend(task, RELEASED);
        scheduler.settle();
      }
    }
  }

  private static void sendBack(SchedulerState scheduler, WorkerRecord worker, boolean unexpected) {
    for (TaskRecord task : inOrder(worker.processing.values())) {
      if (task.processingOn != worker) {
        continue;
      }
      if (unexpected) {
        task.suspicious++;
      }
      if (unexpected && task.suspicious > scheduler.policies.allowedDeaths()) {
        scheduler.engine.recommend(
            task,
            ERRED,
            new OutcomeRules.Blame(
                task.suspicious + " workers died while they were to run it", task.key()));
      } else {
        scheduler.engine.recommend(task, WAITING, StartRules.Hint.WORKER_KNOWS);
      }
      scheduler.settle();
    }
  }

  private static List<TaskRecord> inOrder(Iterable<TaskRecord> tasks) {
    List<TaskRecord> ordered = new ArrayList<>();
    tasks.forEach(ordered::add);
    ordered.sort(TaskRecord.BY_URGENCY);
    return ordered;
  }

  /**
   * Closing workers go when no value is only theirs; until then others are asked to take copies.
   * Values that nobody can take go down with the worker.
   *
   * @return whether one has gone
   */
  static boolean closeWhatCanClose(SchedulerState scheduler) {
    for (WorkerRecord worker : scheduler.workers.values()) {
      if (worker.status == WorkerStatus.CLOSING && !bequeath(scheduler, worker)) {
        unregister(scheduler, worker, false);
        return true; // the caller looks again: what this one had is elsewhere by now
      }
    }
    return false;
  }

  /** Whether copies are still to be taken. */
  private static boolean bequeath(SchedulerState scheduler, WorkerRecord leaving) {
    leaving.heirs.keySet().removeIf(key -> !isOnlyOn(scheduler.tasks.get(key), leaving));
    for (TaskRecord task : inOrder(leaving.hasWhat.values())) {
      if (!isOnlyOn(task, leaving)) {
        continue;
      }
      WorkerRecord heir = leaving.heirs.get(task.key());
      if (heir == leaving) {
        continue; // nobody can take it
      }
      if (heir == null || !heir.running() || scheduler.workers.get(heir.id()) != heir) {
        heir = heir(scheduler, leaving);
        if (heir == null) {
          leaving.heirs.remove(task.key());
        } else {
          leaving.heirs.put(task.key(), heir);
          ReplicaHandlers.sendAcquisition(scheduler, heir, List.of(task));
        }
      }
    }
    for (WorkerRecord heir : leaving.heirs.values()) {
      if (heir != leaving) {
        return true;
      }
    }
    return false;
  }

  /**
   * A worker cannot take the copy that a closing one was to leave to it: the next one is asked, in
   * the order of joining; after the last, the value goes down with the closing worker.
   */
  static void refused(SchedulerState scheduler, TaskRecord task, WorkerRecord heir) {
    for (WorkerRecord leaving : scheduler.workers.values()) {
      if (leaving.heirs.get(task.key()) == heir && heir != leaving) {
        WorkerRecord next = after(scheduler, heir);
        leaving.heirs.put(task.key(), next == null ? leaving : next);
        if (next != null) {
          ReplicaHandlers.sendAcquisition(scheduler, next, List.of(task));
        }
      }
    }
  }

  private static @Nullable WorkerRecord after(SchedulerState scheduler, WorkerRecord heir) {
    for (WorkerRecord worker : scheduler.workers.values()) {
      if (worker.joined > heir.joined && worker.running()) {
        return worker;
      }
    }
    return null;
  }

  private static boolean isOnlyOn(@Nullable TaskRecord task, WorkerRecord worker) {
    return task != null && task.whoHas.size() == 1 && task.whoHas.contains(worker);
  }

  /** Of those that take tasks, who holds, or is to take, least. */
  private static @Nullable WorkerRecord heir(SchedulerState scheduler, WorkerRecord leaving) {
    return scheduler.workers.values().stream()
        .filter(WorkerRecord::running)
        .min(
            Comparator.comparingLong(
                worker ->
                    worker.hasWhat.size()
                        + leaving.heirs.values().stream().filter(h -> h == worker).count()))
        .orElse(null);
  }

  /** Tells those who are left that others have gone. */
  static void announceDepartures(SchedulerState scheduler) {
    for (String address : scheduler.departed) {
      if (scheduler.policies.announcesDeaths()) {
        for (WorkerRecord worker : scheduler.workers.values()) {
          if (!worker.id().address().equals(address)) {
            scheduler.outbox.send(
                worker,
                new Event.RemoveWorker(scheduler.identities.stimulus("remove-worker"), address));
          }
        }
      }
    }
    scheduler.departed.clear();
  }
}
