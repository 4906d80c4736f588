package io.github.workerfsm.worker;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.task.TaskState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events of one kind do nothing to tasks in some states. The end of a transfer is no completion of
 * such a task, although the transfer has ended.
 */
final class IgnoredEvents extends OtherDecisions {
  private final EventKind kind;
  private final List<TaskState> states;

  IgnoredEvents(Decisions next, EventKind kind, List<TaskState> states) {
    super(next);
    this.kind = kind;
    this.states = states;
  }

  @Override
  public void handle(WorkerState worker, Event event) {
    if (event.kind() != kind) {
      next.handle(worker, event);
      return;
    }
    String address = TaskEvents.peerOf(event);
    Peer peer = address == null ? null : worker.transfers.find(address);
    if (peer != null) {
      TaskEvents.leaveTransfer(peer, task -> !states.contains(task.state()));
    }
    Event rest = TaskEvents.keeping(event, key -> kept(worker.tasks.get(key)));
    if (rest != null) {
      next.handle(worker, rest);
    }
  }

  private boolean kept(@Nullable TaskNode task) {
    return task == null || !states.contains(task.state());
  }
}
