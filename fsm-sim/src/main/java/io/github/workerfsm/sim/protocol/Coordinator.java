package io.github.workerfsm.sim.protocol;

import com.google.common.collect.ImmutableList;

/**
 * What a coordinator has done.
 *
 * @param routes by which connection each job was registered
 */
record Coordinator(
    ImmutableList<Integer> routes, int sent, boolean over, boolean dead, boolean ended) {
  static final Coordinator NEW = new Coordinator(ImmutableList.of(), 0, false, false, false);

  Coordinator registered(int connection) {
    return new Coordinator(
        ImmutableList.<Integer>builder().addAll(routes).add(connection).build(),
        sent,
        over,
        dead,
        ended);
  }

  Coordinator submitted() {
    return new Coordinator(routes, sent + 1, over, dead, ended);
  }

  /** It does nothing more of its own. */
  Coordinator finish() {
    return new Coordinator(routes, sent, true, dead, ended);
  }

  Coordinator die() {
    return new Coordinator(routes, sent, true, true, ended);
  }

  Coordinator end() {
    return new Coordinator(routes, sent, over, dead, true);
  }
}
