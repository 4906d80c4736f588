package io.github.workerfsm.sim.explore.cluster;

import io.github.workerfsm.sim.world.PartyState;
import io.github.workerfsm.task.Value;
import org.jspecify.annotations.Nullable;

/** A state of one worker's machine, and what the world asks of it most. */
final class WorkerLocal extends PartyState {
  /** Invariants are checked with runs and transfers, by the world. */
  private static final int NO_VIOLATION = -1;

  final byte[] image;
  final boolean running;
  final boolean asksForMissing;

  /** By position of the key. */
  final @Nullable Value[] values;

  WorkerLocal(
      long number,
      byte[] image,
      long identifiers,
      boolean running,
      boolean asksForMissing,
      @Nullable Value[] values) {
    super(number, identifiers, NO_VIOLATION);
    this.image = image;
    this.running = running;
    this.asksForMissing = asksForMissing;
    this.values = values;
  }
}
