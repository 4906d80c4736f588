package io.github.workerfsm.transport.liveness;

/** What can happen to a peer. */
public enum PeerSignal {
  /** It registers, for the first time or again. */
  REGISTER,
  /** Any valid frame of it arrives. */
  FRAME,
  /** Time has passed. */
  TICK,
  /** It says goodbye. */
  LEAVE
}
