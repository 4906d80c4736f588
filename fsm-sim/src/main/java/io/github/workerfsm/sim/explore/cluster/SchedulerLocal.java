package io.github.workerfsm.sim.explore.cluster;

import io.github.workerfsm.sim.world.Interned;
import io.github.workerfsm.sim.world.SchedulerPort;

/** A state of the scheduler. */
final class SchedulerLocal extends Interned {
  final byte[] image;

  /** A scheduler in this state, to be looked at. */
  final SchedulerPort view;

  final long identifiers;
  final int violated;

  SchedulerLocal(long number, byte[] image, SchedulerPort view, long identifiers, int violated) {
    super(number);
    this.image = image;
    this.view = view;
    this.identifiers = identifiers;
    this.violated = violated;
  }
}
