package io.github.workerfsm.sim.fuzz;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.sim.world.WorkerPort;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees which event meets which state on a worker, and the rare situations among them. */
final class WorkerSight {
  private final Coverage coverage;

  WorkerSight(Coverage coverage) {
    this.coverage = coverage;
  }

  void before(WorkerPort worker, Event event) {
    if (event instanceof Event.ComputeTask e) {
      assigned(meet(worker, event, e.spec().key()));
    } else if (event instanceof Event.FreeKeys e) {
      letGo(worker, event, e.keys());
    } else if (event instanceof Event.ForgetKeys e) {
      letGo(worker, event, e.keys());
    } else if (event instanceof Event.RemoveReplicas e) {
      for (String key : e.keys()) {
        struckOff(meet(worker, event, key));
      }
    } else if (event instanceof Event.AcquireReplicas e) {
      e.inputs().forEach(input -> meet(worker, event, input.key()));
    } else if (event instanceof Event.RefreshWhoHas e) {
      e.locations().forEach(location -> meet(worker, event, location.key()));
    } else if (event instanceof Event.StealRequest e) {
      if (in(meet(worker, event, e.key()), TaskState.EXECUTING)) {
        coverage.mark(Mark.STEAL_REQUEST_MEETS_RUNNING);
      }
    } else if (event instanceof Event.UpdateData e) {
      for (String key : e.data().keySet()) {
        Task task = meet(worker, event, key);
        if (task != null && task.holder() != Holder.NONE) {
          coverage.mark(Mark.SCATTERED_ONTO_HELD);
        }
      }
    } else if (event instanceof Event.Pause) {
      if (worker.gauges().ready() > 0) {
        coverage.mark(Mark.PAUSED_WITH_READY_TASKS);
      }
    } else {
      outcome(worker, event);
    }
  }

  private void outcome(WorkerPort worker, Event event) {
    if (event instanceof Event.ExecuteSuccess e) {
      meet(worker, event, e.key());
    } else if (event instanceof Event.ExecuteFailure e) {
      Task task = meet(worker, event, e.key());
      markIf(in(task, TaskState.CANCELLED), Mark.FAILURE_OF_CANCELLED_RUN);
      markIf(in(task, TaskState.RESCHEDULED), Mark.FAILURE_OF_RUN_WANTED_AS_INPUT);
    } else if (event instanceof Event.Reschedule e) {
      Task task = meet(worker, event, e.key());
      markIf(in(task, TaskState.CANCELLED), Mark.RESCHEDULE_OF_CANCELLED_RUN);
    } else if (event instanceof Event.Secede e) {
      Task task = meet(worker, event, e.key());
      markIf(in(task, TaskState.CANCELLED), Mark.SECESSION_OF_CANCELLED_RUN);
    } else if (event instanceof Event.GatherSuccess e) {
      markIf(e.data().isEmpty(), Mark.EMPTY_REPLY);
      for (String key : e.data().keySet()) {
        Task task = meet(worker, event, key);
        markIf(in(task, TaskState.CANCELLED), Mark.REPLY_FOR_CANCELLED);
        markIf(in(task, TaskState.RESCHEDULED), Mark.REPLY_FOR_RESCHEDULED);
      }
    } else if (event instanceof Event.GatherBusy e) {
      markIf(rescheduledIn(worker, e.worker()), Mark.BUSY_WHILE_RESCHEDULED);
    } else if (event instanceof Event.GatherNetworkFailure e) {
      markIf(rescheduledIn(worker, e.worker()), Mark.LOST_WHILE_RESCHEDULED);
    } else if (event instanceof Event.RemoveWorker e) {
      markIf(inTransfer(worker, e.worker(), null), Mark.PEER_REMOVED_DURING_TRANSFER);
    }
  }

  private void markIf(boolean holds, Mark mark) {
    if (holds) {
      coverage.mark(mark);
    }
  }

  private @Nullable Task meet(WorkerPort worker, Event event, String key) {
    Task task = worker.task(key);
    coverage.meets(event.kind(), task == null ? null : task.state());
    return task;
  }

  private static boolean in(@Nullable Task task, TaskState state) {
    return task != null && task.state() == state;
  }

  private void assigned(@Nullable Task task) {
    if (task != null && task.state() == TaskState.CANCELLED) {
      coverage.mark(
          task.holder() == Holder.THREAD
              ? Mark.WANTED_AGAIN_WHILE_IT_RUNS
              : Mark.WANTED_AGAIN_WHILE_IN_TRANSFER);
    }
  }

  private void letGo(WorkerPort worker, Event event, List<String> keys) {
    for (String key : keys) {
      Task task = meet(worker, event, key);
      markIf(in(task, TaskState.LONG_RUNNING), Mark.CANCELLED_WHILE_SECEDED);
    }
  }

  private void struckOff(@Nullable Task task) {
    if (task != null && task.state() == TaskState.MEMORY) {
      for (Task dependent : task.dependents()) {
        boolean reads =
            switch (dependent.state()) {
              case WAITING_FOR_DEPENDENCIES, READY, CONSTRAINED -> true;
              default -> false;
            };
        markIf(reads, Mark.REMOVED_WHILE_NEEDED);
      }
    }
  }

  private static boolean rescheduledIn(WorkerPort worker, String peer) {
    return inTransfer(worker, peer, TaskState.RESCHEDULED);
  }

  /** Whether a task, in this state if one is named, is in a transfer from the peer. */
  private static boolean inTransfer(WorkerPort worker, String peer, @Nullable TaskState state) {
    if (worker.gauges().transferCount() == 0) {
      return false;
    }
    for (Task task : worker.tasks()) {
      if (peer.equals(task.comingFrom()) && (state == null || task.state() == state)) {
        return true;
      }
    }
    return false;
  }
}
