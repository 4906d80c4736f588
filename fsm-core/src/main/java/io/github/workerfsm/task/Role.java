package io.github.workerfsm.task;

/** What the scheduler wants of a task on this worker. Explicit, never inferred from a null. */
public enum Role {
  /** Nothing. */
  NONE,
  /** Compute it here. */
  COMPUTE,
  /** Bring its value here, as an input of another task or as a replica. */
  FETCH
}
