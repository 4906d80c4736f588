package io.github.workerfsm.transport.bench;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.net.Connection;
import io.github.workerfsm.transport.net.ConnectionListener;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.Refusal;

/** A listener of which only frames matter; in the I/O thread. */
@FunctionalInterface
interface Heard extends ConnectionListener {
  /** A frame has come. */
  void heard(Connection connection, Frame frame);

  @Override
  default void opened(Connection connection) {}

  @Override
  default Offer received(Connection connection, Frame frame) {
    heard(connection, frame);
    return Offer.ACCEPTED;
  }

  @Override
  default void closed(Connection connection, Refusal why, String detail, int undelivered) {}
}
