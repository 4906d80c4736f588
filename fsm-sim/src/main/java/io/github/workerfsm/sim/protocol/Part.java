package io.github.workerfsm.sim.protocol;

import io.github.workerfsm.sim.world.Interned;

/** A part of a state, under a number that is made from its content, the same in every run. */
final class Part extends Interned {
  final Object content;

  Part(long number, Object content) {
    super(number);
    this.content = content;
  }
}
