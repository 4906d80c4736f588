package io.github.workerfsm.sim.scheduler;

/** How a registered worker stands. */
public enum WorkerStatus {
  /** It takes assignments. */
  RUNNING,
  /** It starts nothing; what it has is still its own. */
  PAUSED,
  /** It leaves as soon as no value is only there. */
  CLOSING
}
