package io.github.workerfsm.worker;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Events that are about single tasks, and what is left of them without some. */
final class TaskEvents {
  /** The kinds of which a part can be left out. */
  static final ImmutableList<EventKind> KINDS =
      ImmutableList.of(
          EventKind.COMPUTE_TASK,
          EventKind.FREE_KEYS,
          EventKind.FORGET_KEYS,
          EventKind.ACQUIRE_REPLICAS,
          EventKind.REMOVE_REPLICAS,
          EventKind.STEAL_REQUEST,
          EventKind.CANCEL_COMPUTE,
          EventKind.REFRESH_WHO_HAS,
          EventKind.UPDATE_DATA,
          EventKind.EXECUTE_SUCCESS,
          EventKind.EXECUTE_FAILURE,
          EventKind.RESCHEDULE,
          EventKind.SECEDE,
          EventKind.GATHER_SUCCESS,
          EventKind.GATHER_BUSY,
          EventKind.GATHER_NETWORK_FAILURE,
          EventKind.GATHER_FAILURE);

  private TaskEvents() {}

  /** The key that a message or a completion names; null for one that names none, or several. */
  static @Nullable String keyOf(Event event) {
    return switch (event.kind()) {
      case COMPUTE_TASK -> ((Event.ComputeTask) event).spec().key();
      case STEAL_REQUEST -> ((Event.StealRequest) event).key();
      case CANCEL_COMPUTE -> ((Event.CancelCompute) event).key();
      case EXECUTE_SUCCESS -> ((Event.ExecuteSuccess) event).key();
      case EXECUTE_FAILURE -> ((Event.ExecuteFailure) event).key();
      case RESCHEDULE -> ((Event.Reschedule) event).key();
      case SECEDE -> ((Event.Secede) event).key();
      default -> null;
    };
  }

  /** The peer of which a transfer ends; null for other events. */
  static @Nullable String peerOf(Event event) {
    return switch (event.kind()) {
      case GATHER_SUCCESS -> ((Event.GatherSuccess) event).worker();
      case GATHER_BUSY -> ((Event.GatherBusy) event).worker();
      case GATHER_NETWORK_FAILURE -> ((Event.GatherNetworkFailure) event).worker();
      case GATHER_FAILURE -> ((Event.GatherFailure) event).worker();
      default -> null;
    };
  }

  /** The event with the tasks that are kept; null when none of them is, and it names only one. */
  static @Nullable Event keeping(Event event, Predicate<String> kept) {
    String key = keyOf(event);
    if (key != null) {
      return kept.test(key) ? event : null;
    }
    String id = event.stimulusId();
    return switch (event.kind()) {
      case FREE_KEYS -> new Event.FreeKeys(id, some(((Event.FreeKeys) event).keys(), kept));
      case FORGET_KEYS -> new Event.ForgetKeys(id, some(((Event.ForgetKeys) event).keys(), kept));
      case REMOVE_REPLICAS ->
          new Event.RemoveReplicas(id, some(((Event.RemoveReplicas) event).keys(), kept));
      case ACQUIRE_REPLICAS ->
          new Event.AcquireReplicas(
              id,
              ((Event.AcquireReplicas) event)
                  .inputs().stream().filter(input -> kept.test(input.key())).toList());
      case REFRESH_WHO_HAS ->
          new Event.RefreshWhoHas(
              id,
              ((Event.RefreshWhoHas) event)
                  .locations().stream().filter(location -> kept.test(location.key())).toList());
      case UPDATE_DATA -> {
        Event.UpdateData placed = (Event.UpdateData) event;
        yield new Event.UpdateData(
            id, ImmutableMap.copyOf(Maps.filterKeys(placed.data(), kept::test)), placed.report());
      }
      default -> event;
    };
  }

  private static List<String> some(List<String> keys, Predicate<String> kept) {
    return keys.stream().filter(kept).toList();
  }

  /** Lets the tasks that are not kept out of the open transfer of the peer; it goes on without. */
  static void leaveTransfer(Peer peer, Predicate<TaskNode> kept) {
    Transfer open = peer.transfer;
    if (open == null) {
      return;
    }
    TaskNode[] rest = Arrays.stream(open.tasks()).filter(kept).toArray(TaskNode[]::new);
    if (rest.length == open.tasks().length) {
      return;
    }
    Transfer shrunk = new Transfer(peer, rest, open.nbytes());
    for (TaskNode task : rest) {
      if (task.transfer() == open) {
        task.claim(shrunk);
      }
    }
    peer.transfer = shrunk;
  }
}
