package io.github.workerfsm.sim.explore.cluster;

import io.github.workerfsm.sim.world.Interned;
import io.github.workerfsm.task.Value;
import org.jspecify.annotations.Nullable;

/** A state of one worker's machine, and what the world asks of it most. */
final class WorkerLocal extends Interned {
  final byte[] image;
  final long identifiers;
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
    super(number);
    this.image = image;
    this.identifiers = identifiers;
    this.running = running;
    this.asksForMissing = asksForMissing;
    this.values = values;
  }
}
