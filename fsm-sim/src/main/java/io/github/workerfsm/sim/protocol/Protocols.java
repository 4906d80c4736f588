package io.github.workerfsm.sim.protocol;

import java.util.function.Supplier;

/** The protocols that can be played, as models. */
public final class Protocols {
  private Protocols() {}

  /**
   * A stream with its two ends.
   *
   * @param items that it has, besides the last message, 0 to 100
   * @param credit items that may be under way, 1 or more
   * @throws IllegalArgumentException for numbers out of bounds, in one line; so do the others
   */
  public static Supplier<ProtocolModel> stream(int items, int credit, Budget budget) {
    return of(() -> new StreamProtocol(items, credit, budget));
  }

  /**
   * Statuses on their way from manager to interchange to forwarder.
   *
   * @param tasks at the manager, 1 to 100
   */
  public static Supplier<ProtocolModel> status(int tasks, Budget budget) {
    return of(() -> new StatusProtocol(tasks, budget));
  }

  /**
   * Clean-up after coordinators of one client, whose jobs are at one node.
   *
   * @param coordinators 1 to 9
   * @param jobs of each, 1 to 9
   */
  public static Supplier<ProtocolModel> cleanup(int coordinators, int jobs, Budget budget) {
    return of(() -> new CleanupProtocol(coordinators, jobs, budget));
  }

  /** Heartbeats of manager and interchange, which watch each other. */
  public static Supplier<ProtocolModel> liveness(Budget budget) {
    return of(() -> new LivenessProtocol(budget));
  }

  private static Supplier<ProtocolModel> of(Supplier<? extends Protocol> protocols) {
    Protocol unused = protocols.get();
    return ProtocolModel.of(protocols);
  }
}
