package io.github.workerfsm.sim.explore.cluster;

import io.github.workerfsm.sim.world.Interned;

/** A state of the scheduler. */
final class SchedulerLocal extends Interned {
  final byte[] image;
  final long identifiers;
  final int violated;

  SchedulerLocal(long number, byte[] image, long identifiers, int violated) {
    super(number);
    this.image = image;
    this.identifiers = identifiers;
    this.violated = violated;
  }
}
