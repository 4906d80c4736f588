package io.github.workerfsm.transport;

/** Who moves a protocol machine: the actors of the tables of this module. */
public enum Side {
  /** The other end, by a message. */
  PEER,
  /** This end, by a call. */
  SELF,
  /** Time, as it is handed in. */
  CLOCK
}
