package io.github.workerfsm.transport.cleanup;

/** What can happen to a job at a node. */
public enum JobSignal {
  /** Its owner wants it to run. */
  SUBMIT,
  /** Its owner, or its owner's cleaner, does not want it. */
  KILL,
  /** It has ended. */
  EXIT,
  /** Its tombstone is old enough. */
  EXPIRE
}
