package io.github.workerfsm.sim.explore.cluster;

import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.ChoiceKind;

/**
 * A choice as the number of an action: kind, worker, peer, key, number and up to seven keys, from
 * the lowest bits on. There is room for 7 workers and 7 keys.
 */
final class ActionCode {
  private static final ChoiceKind[] KINDS = ChoiceKind.values();

  private ActionCode() {}

  static int of(Choice choice) {
    return choice.kind().ordinal()
        | choice.worker() + 1 << 6
        | choice.peer() + 1 << 9
        | choice.key() + 1 << 12
        | choice.number() << 15
        | (int) choice.keys() << 20;
  }

  static ChoiceKind kind(int action) {
    return KINDS[action & 0x3F];
  }

  static Choice choice(int action) {
    return new Choice(
        kind(action),
        (action >>> 6 & 7) - 1,
        (action >>> 9 & 7) - 1,
        (action >>> 12 & 7) - 1,
        action >>> 15 & 0x1F,
        action >>> 20);
  }
}
