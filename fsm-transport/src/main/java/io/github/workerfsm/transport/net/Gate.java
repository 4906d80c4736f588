package io.github.workerfsm.transport.net;

import io.github.workerfsm.transport.wire.Refusal;
import org.jspecify.annotations.Nullable;

/** What a connection needs of the network that it belongs to. */
interface Gate {
  /** Whether this end has connected, rather than accepted. */
  boolean client();

  /** The own identity. */
  Identity own();

  /**
   * Judges the greeting of the other end.
   *
   * @return null when it is welcome, else why not
   */
  @Nullable String greeted(Connection connection, Identity peer);

  /** Who listens. */
  ConnectionListener listener();

  /** The connection is over. */
  void gone(Connection connection);

  /** It is over for a reason that a person may want to know. */
  void refused(Connection connection, Refusal why, String detail);

  /** TLS could not be agreed upon: how long to wait before hanging up, in milliseconds. */
  long penaltyMillis();
}
