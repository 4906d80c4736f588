package io.github.workerfsm.sim.cli;

import io.github.workerfsm.sim.replay.ReplayProgress;

/** Shows on standard error how far something is. Thread-safe. */
interface Progress extends ReplayProgress, AutoCloseable {
  /** So much more is done, in the unit of the total. */
  void advance(long amount);

  @Override
  default void read(long bytes) {
    advance(bytes);
  }

  /** It is over; nothing is shown of it any more. */
  @Override
  void close();
}
