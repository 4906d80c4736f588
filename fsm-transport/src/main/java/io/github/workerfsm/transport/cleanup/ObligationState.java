package io.github.workerfsm.transport.cleanup;

/** Where the cleaning of one node for one lease is. */
public enum ObligationState {
  /** The lease is held; nothing is to be killed. */
  OPEN,
  /** The lease has ended; the node has not confirmed the kill. */
  KILLING,
  /** Nothing of the lease is left at the node. */
  GONE
}
