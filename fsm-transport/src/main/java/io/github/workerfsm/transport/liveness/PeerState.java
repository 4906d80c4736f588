package io.github.workerfsm.transport.liveness;

/** What is known about a peer. */
public enum PeerState {
  /** It has been heard of, but has not registered. */
  UNKNOWN,
  /** It was heard within the time that makes it suspect. */
  ALIVE,
  /** It has been silent for that time. */
  SUSPECT,
  /** It has been silent for so long that it is taken for dead. */
  EXPIRED,
  /** It has left. */
  GONE
}
