package io.github.workerfsm.transport;

/**
 * What became of something that was handed over. Nothing is ever dropped without one of these:
 * everything accepted is either delivered or reported lost.
 */
public enum Offer {
  /** Taken over; the receiver answers for it from now on. */
  ACCEPTED,
  /** Not taken: the bound is reached. The caller still has it, and may wait or give up. */
  FULL,
  /** Not taken, and nothing will be any more. */
  CLOSED
}
