package io.github.workerfsm.sim.explore.cluster;

import io.github.workerfsm.sim.world.PartyState;
import io.github.workerfsm.sim.world.SchedulerPort;

/** A state of the scheduler. */
final class SchedulerLocal extends PartyState {
  final byte[] image;

  /** A scheduler in this state, to be looked at. */
  final SchedulerPort view;

  SchedulerLocal(long number, byte[] image, SchedulerPort view, long identifiers, int violated) {
    super(number, identifiers, violated);
    this.image = image;
    this.view = view;
  }
}
