package io.github.workerfsm.worker;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.Policies.ArrivingValues;
import io.github.workerfsm.worker.Policies.ReplicaRefusal;
import io.github.workerfsm.worker.Policies.ScatterOntoHeld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What messages about copies ask for: bring one, drop one, place one, look for one elsewhere. */
final class ReplicaHandlers {
  private ReplicaHandlers() {}

  static void acquireReplicas(WorkerState worker, Event.AcquireReplicas event) {
    boolean letsGo = false;
    for (Event.Input wanted : event.inputs()) {
      TaskNode task =
          AssignmentHandlers.known(worker, wanted.key(), Priority.REPLICA, Priority.NO_GENERATION);
      task.dismissed(false);
      if (task.state() != TaskState.MEMORY) {
        task.nbytes = wanted.nbytes();
        worker.engine.recommend(task, TaskState.FETCH);
        letsGo |= task.state() == TaskState.ERROR && task.firstInput() != null;
      }
      AssignmentHandlers.locate(worker, task, wanted);
    }
    if (letsGo && worker.policies.lostInput() == Policies.LostInput.WANTED_AGAIN) {
      wantAgain(worker, event.inputs());
    }
  }

  /**
   * A task that had failed lets go of its inputs when it is wanted as a copy instead, and one of
   * them may be a copy that the same message asks for.
   */
  private static void wantAgain(WorkerState worker, List<Event.Input> copies) {
    worker.settleRecommended();
    for (int i = 0; i < copies.size(); i++) {
      Event.Input copy = copies.get(i);
      TaskNode task = worker.tasks.get(copy.key());
      if (task != null
          && (task.state() == TaskState.RELEASED || task.state() == TaskState.CANCELLED)) {
        task.nbytes = copy.nbytes();
        worker.engine.recommend(task, TaskState.FETCH);
        AssignmentHandlers.locate(worker, task, copy);
      }
    }
  }

  /** A copy that is still to be read stays, and the scheduler is told that it is here. */
  static void removeReplicas(WorkerState worker, Event.RemoveReplicas event) {
    List<String> kept = new ArrayList<>();
    for (String key : event.keys()) {
      TaskNode task = worker.tasks.get(key);
      if (task != null && task.state() == TaskState.MEMORY) {
        if (isProtected(worker, task)) {
          kept.add(key);
        } else {
          worker.engine.recommend(task, TaskState.RELEASED);
        }
      }
    }
    if (!kept.isEmpty()) {
      worker.emit(new Instruction.AddKeys(worker.stimulusId(), List.copyOf(kept)));
    }
  }

  private static boolean isProtected(WorkerState worker, TaskNode task) {
    ReplicaRefusal refusal = worker.policies.replicaRefusal();
    for (Edge edge = task.firstConsumer; edge != null; edge = task.consumerAfter(edge)) {
      boolean needsIt =
          switch (edge.consumer.state()) {
            case WAITING_FOR_DEPENDENCIES, READY, CONSTRAINED, EXECUTING, LONG_RUNNING -> true;
            case CANCELLED, RESCHEDULED -> refusal == ReplicaRefusal.DEPENDENTS_IN_PROCESSING;
            case NEW, FETCH, MISSING, FLIGHT, MEMORY, ERROR, RELEASED, FORGOTTEN -> false;
          };
      if (needsIt) {
        return true;
      }
    }
    return false;
  }

  static void refreshWhoHas(WorkerState worker, Event.RefreshWhoHas event) {
    for (Event.Location location : event.locations()) {
      TaskNode task = worker.tasks.get(location.key());
      if (task != null) {
        worker.transfers.locate(task, location.holders());
        if (!location.holders().isEmpty()) {
          task.promised(false);
        }
      }
    }
    for (Event.Location location : event.locations()) {
      TaskNode task = worker.tasks.get(location.key());
      if (task != null) {
        AssignmentHandlers.relocate(worker, task);
      }
    }
  }

  static void updateData(WorkerState worker, Event.UpdateData event) {
    List<String> reported = new ArrayList<>();
    List<TaskNode> known = new ArrayList<>();
    for (Map.Entry<String, Value> placed : event.data().entrySet()) {
      TaskNode task = worker.tasks.get(placed.getKey());
      if (taken(worker, task)) {
        reported.add(placed.getKey());
      }
      if (task == null) {
        worker.engine.transition(
            worker.create(placed.getKey()), TaskState.MEMORY, placed.getValue());
      } else {
        known.add(task);
      }
    }
    if (event.report() && reported.isEmpty() == event.data().isEmpty()) {
      worker.emit(new Instruction.AddKeys(worker.stimulusId(), List.copyOf(reported)));
    }
    place(worker, known, event.data());
  }

  /** One by one, the last goes first: in this order the engine takes them together. */
  private static void place(WorkerState worker, List<TaskNode> known, Map<String, Value> data) {
    boolean together = worker.policies.arrivingValues() == ArrivingValues.TOGETHER;
    for (int i = 0; i < known.size(); i++) {
      TaskNode task = known.get(together ? i : known.size() - 1 - i);
      worker.engine.recommend(task, TaskState.MEMORY, data.get(task.key()));
      if (!together) {
        worker.settleRecommended();
      }
    }
  }

  private static boolean taken(WorkerState worker, @Nullable TaskNode task) {
    return task == null
        || task.holder() == Holder.NONE
        || worker.policies.scatterOntoHeld() == ScatterOntoHeld.TAKE;
  }
}
