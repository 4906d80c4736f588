package io.github.workerfsm.sim.explore.cluster;

import io.github.workerfsm.sim.world.Interned;

/** A message, for all that differ from it in nothing that matters. */
final class Letter<T> extends Interned {
  final T message;

  Letter(long number, T message) {
    super(number);
    this.message = message;
  }
}
