package io.github.workerfsm.sim.testkit;

import io.github.workerfsm.event.EventKind;

/**
 * One abstract step of a {@link WorkerWalk}: what kind of event, and three numbers from which it is
 * made when its turn comes. Plain data, so that a failing list of steps shrinks by leaving steps
 * out: what is left still makes sense.
 *
 * @param kind what happens
 * @param which selects a key, a run, a transfer or a peer, by remainder
 * @param mask selects several keys, by bit
 * @param detail everything else, by bit
 */
public record WorkerStep(EventKind kind, int which, int mask, int detail) {
  boolean bit(int i) {
    return (detail >>> i & 1) != 0;
  }

  /** {@code count} bits of the detail, from bit {@code first}. */
  int bits(int first, int count) {
    return detail >>> first & (1 << count) - 1;
  }

  @Override
  public String toString() {
    return kind.label() + "(" + which + ", " + mask + ", " + detail + ")";
  }
}
