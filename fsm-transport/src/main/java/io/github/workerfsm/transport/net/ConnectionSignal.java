package io.github.workerfsm.transport.net;

/** What can happen to a connection. */
public enum ConnectionSignal {
  /** The greeting that is due from the other end: hello from a client, welcome from a server. */
  GREET,
  /** A frame about the connection itself: heartbeat, its request, ping. */
  CARE,
  /** Any other frame of a known type. */
  FRAME,
  /** A frame of an unknown type that is put up with. */
  UNKNOWN,
  /** The other end says goodbye: it has finished. */
  GOODBYE,
  /** The other end ends the connection for a reason. */
  DISMISS,
  /** Something that ends the connection: a refused frame, a timeout, a limit. */
  REFUSE,
  /** Own side: say goodbye, and read no more. */
  LEAVE,
  /** Own side: hang up as soon as everything has left. */
  FINISH,
  /** The socket has ended. */
  END
}
