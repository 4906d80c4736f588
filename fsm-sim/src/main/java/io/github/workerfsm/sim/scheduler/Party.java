package io.github.workerfsm.sim.scheduler;

/** The parties that move tasks in the scheduler's books. */
public enum Party {
  /** What clients ask for. */
  CLIENT,
  /** What workers report, and their coming and going. */
  WORKER,
  /** What the scheduler decides, and the consequences of other moves. */
  SCHEDULER
}
