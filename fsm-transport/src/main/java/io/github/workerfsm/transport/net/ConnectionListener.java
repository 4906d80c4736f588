package io.github.workerfsm.transport.net;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.Refusal;

/**
 * Hears what happens on a connection, from the connection's I/O thread. Must not block: that thread
 * serves other connections too.
 */
public interface ConnectionListener {
  /** Both ends have greeted. */
  void opened(Connection connection);

  /**
   * A frame has arrived.
   *
   * @return FULL to be given the same frame again after {@link Connection#resume}; nothing is read
   *     from this connection until then. CLOSED to ignore it
   */
  Offer received(Connection connection, Frame frame);

  /**
   * The connection is over; said once, even if it was never opened.
   *
   * @param undelivered frames that were accepted for sending and have not left
   */
  void closed(Connection connection, Refusal why, String detail, int undelivered);
}
