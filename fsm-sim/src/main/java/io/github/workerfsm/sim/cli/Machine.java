package io.github.workerfsm.sim.cli;

/** A machine that has a table. */
enum Machine {
  /** The tasks of a worker. */
  WORKER,
  /** The tasks of a client, between service, endpoint, manager and worker. */
  LIFECYCLE;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
