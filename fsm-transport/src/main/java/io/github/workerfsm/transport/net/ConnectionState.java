package io.github.workerfsm.transport.net;

/** Where a connection is. */
public enum ConnectionState {
  /** The greeting of the other end has not come. */
  GREETING,
  /** Both have greeted. */
  OPEN,
  /** This end has said goodbye: it reads no more, and still sends what is under way. */
  DRAINING,
  /** The other end has said goodbye: it reads no more, and may still send what is under way. */
  PARTING,
  /** This end hangs up as soon as what it has written has left. */
  LEAVING,
  /** It is over. */
  CLOSED
}
