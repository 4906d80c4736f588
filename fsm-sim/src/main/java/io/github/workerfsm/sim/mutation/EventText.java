package io.github.workerfsm.sim.mutation;

import com.google.common.collect.ImmutableListMultimap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.sim.world.FaultBudget;
import io.github.workerfsm.sim.world.MessageText;
import io.github.workerfsm.sim.world.WorkerSpec;
import io.github.workerfsm.sim.world.WorldSpec;
import java.util.List;
import java.util.TreeSet;

/** Events of a lone worker as text, in the notation of the scenarios. */
final class EventText {
  /** For the names of its peers. */
  private static final WorldSpec NAMES =
      new WorldSpec(
          List.of(WorkerSpec.of("W", 1), WorkerSpec.of("A", 1), WorkerSpec.of("B", 1)),
          List.of(),
          Surroundings.KEYS,
          ImmutableListMultimap.of(),
          List.of(),
          FaultBudget.NONE);

  private EventText() {}

  static String print(Event event) {
    return switch (event.kind()) {
      case EXECUTE_SUCCESS -> "W thread success " + ((Event.ExecuteSuccess) event).key();
      case EXECUTE_FAILURE -> "W thread failure " + ((Event.ExecuteFailure) event).key();
      case RESCHEDULE -> "W thread reschedule " + ((Event.Reschedule) event).key();
      case SECEDE -> "W secede " + ((Event.Secede) event).key();
      case GATHER_SUCCESS -> {
        Event.GatherSuccess gather = (Event.GatherSuccess) event;
        yield gather(gather.worker())
            + "ok{"
            + String.join(",", new TreeSet<>(gather.data().keySet()))
            + "}";
      }
      case GATHER_BUSY -> gather(((Event.GatherBusy) event).worker()) + "busy";
      case GATHER_NETWORK_FAILURE ->
          gather(((Event.GatherNetworkFailure) event).worker()) + "netfail";
      case GATHER_FAILURE -> gather(((Event.GatherFailure) event).worker()) + "fail";
      case RETRY_BUSY_WORKER ->
          "W retry-busy(" + NAMES.nameOf(((Event.RetryBusyWorker) event).worker()) + ")";
      case FIND_MISSING -> "W find-missing";
      case PAUSE -> "W pauses";
      case UNPAUSE -> "W unpauses";
      case UPDATE_DATA ->
          "W update-data "
              + String.join(", ", new TreeSet<>(((Event.UpdateData) event).data().keySet()));
      default -> "S>W " + MessageText.of(event, NAMES);
    };
  }

  private static String gather(String peer) {
    return "W gather(" + NAMES.nameOf(peer) + ") ";
  }
}
