package io.github.workerfsm.sim.explore.cluster;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.scheduler.WorkerId;
import io.github.workerfsm.sim.world.PartyState;
import io.github.workerfsm.sim.world.SchedulerPort;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A state of the scheduler, and what the world asks of it most. */
final class SchedulerLocal extends PartyState {
  final byte[] image;

  /** A scheduler in this state, to be looked at. */
  final SchedulerPort view;

  /** By position of the key, as {@link SchedulerPort} says. */
  final @Nullable WorkerId[] processingOn;

  final List<ImmutableList<WorkerId>> holders;
  final @Nullable String[] functions;

  SchedulerLocal(
      long number,
      byte[] image,
      SchedulerPort view,
      long identifiers,
      int violated,
      List<String> keys,
      ClusterMemory memory) {
    super(number, identifiers, violated);
    this.image = image;
    this.view = view;
    processingOn = new @Nullable WorkerId[keys.size()];
    holders = new ArrayList<>(keys.size());
    functions = new @Nullable String[keys.size()];
    for (int i = 0; i < keys.size(); i++) {
      WorkerId worker = view.processingOn(keys.get(i));
      processingOn[i] = worker == null ? null : memory.once(worker);
      holders.add(
          view.holders(keys.get(i)).stream()
              .map(memory::once)
              .collect(ImmutableList.toImmutableList()));
      functions[i] = view.function(keys.get(i));
    }
  }
}
