package io.github.workerfsm.sim.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * One incarnation of a worker. A worker that dies and comes back has the same address and the next
 * incarnation.
 *
 * @param address where peers and scheduler reach it, for example {@code tcp://A:1}
 * @param incarnation 0 for the first process with this address
 */
public record WorkerId(String address, int incarnation) {
  // written out: every message is looked up by it, and what a record generates takes long to warm
  // up

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WorkerId id
        && incarnation == id.incarnation
        && address.equals(id.address);
  }

  @Override
  public int hashCode() {
    return 31 * address.hashCode() + incarnation;
  }
}
