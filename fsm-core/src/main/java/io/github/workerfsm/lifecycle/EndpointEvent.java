package io.github.workerfsm.lifecycle;

import java.util.Locale;

/** What can be said about an endpoint. */
public enum EndpointEvent {
  /** It registers, as it does at each start. */
  REGISTER,
  /** It connects, with the epoch of the connection. */
  CONNECT,
  /** Anything valid but a result has come over a connection. */
  HEARD,
  /** A result has come over a connection. */
  RESULT,
  /** A connection is closed. */
  DISCONNECT,
  /** Time has passed. */
  TICK,
  /** It is not wanted any more. */
  DEREGISTER;

  /** The name for people, for example {@code connect}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
