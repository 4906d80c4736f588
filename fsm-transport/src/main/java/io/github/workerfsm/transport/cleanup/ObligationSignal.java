package io.github.workerfsm.transport.cleanup;

/** What can happen to the cleaning of one node for one lease. */
public enum ObligationSignal {
  /** A job is about to be submitted. */
  REGISTER,
  /** A job has ended by itself. */
  FINISHED,
  /** The lease has ended. */
  END,
  /** The node has confirmed the kill. */
  CONFIRMED,
  /** The node has begun a new life: its jobs died with the old one. */
  RENEWED,
  /** Time has passed. */
  TICK
}
