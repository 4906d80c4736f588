package io.github.workerfsm.sim.scheduler;

import java.util.List;

/**
 * The simulated scheduler: one stimulus in, messages to workers out, in a documented order.
 *
 * <p>Deterministic: no clock, no chance, no hash order. One thread owns it.
 */
public final class Scheduler {

  /** A scheduler without workers and tasks. */
  public Scheduler() {}

  /**
   * Handles one stimulus.
   *
   * @return messages in the order in which they are sent; to one worker they stay in this order
   */
  public List<Outgoing> handle(SchedulerEvent event) {
    throw new UnsupportedOperationException(event.toString());
  }
}
