package io.github.workerfsm.worker;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * Transfers end without a look at whether they still hold their tasks: those that have gone
 * elsewhere meanwhile are looked up by key, and what happens to them is for an override to say.
 */
final class StrayTransfers extends OtherDecisions {
  private static final ImmutableList<EventKind> ENDS =
      ImmutableList.of(
          EventKind.GATHER_SUCCESS,
          EventKind.GATHER_BUSY,
          EventKind.GATHER_NETWORK_FAILURE,
          EventKind.GATHER_FAILURE);

  /** What the end of a transfer does to a key of it that it holds no longer. */
  @FunctionalInterface
  interface Stray {
    /**
     * Called before the other tasks of the transfer are told.
     *
     * @param now the task that has the key now; null when it is not known
     */
    void ends(WorkerState worker, Event event, String key, @Nullable TaskNode now);
  }

  private final Stray stray;

  StrayTransfers(Decisions next, Stray stray) {
    super(next);
    this.stray = stray;
  }

  @Override
  public void check(WorkerState worker, Event event) {
    if (!ENDS.contains(event.kind())) {
      next.check(worker, event);
    }
  }

  @Override
  public void handle(WorkerState worker, Event event) {
    String address = TaskEvents.peerOf(event);
    Peer peer = address == null ? null : worker.transfers.find(address);
    Transfer ending = peer == null ? null : peer.transfer;
    if (ending != null) {
      TaskEvents.leaveTransfer(
          ending.peer(),
          task -> {
            if (holds(worker, ending, task)) {
              return true;
            }
            stray.ends(worker, event, task.key(), worker.tasks.get(task.key()));
            return false;
          });
    }
    next.handle(worker, event);
  }

  private static boolean holds(WorkerState worker, Transfer ending, TaskNode task) {
    return worker.tasks.get(task.key()) == task
        && task.transfer() == ending
        && switch (task.state()) {
          case FLIGHT, CANCELLED, RESCHEDULED -> true;
          default -> false;
        };
  }
}
