package io.github.workerfsm.transport.net;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.Refusal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** Completes a future when the connection is open, or has failed before. */
record Opening(
    ConnectionListener listener, CompletableFuture<Connection> connected, InetSocketAddress address)
    implements ConnectionListener {
  @Override
  public void opened(Connection connection) {
    listener.opened(connection);
    connected.complete(connection);
  }

  @Override
  public Offer received(Connection connection, Frame frame) {
    return listener.received(connection, frame);
  }

  @Override
  public void closed(Connection connection, Refusal why, String detail, int undelivered) {
    connected.completeExceptionally(
        new IOException("connection to " + address + ": " + why + ": " + detail));
    listener.closed(connection, why, detail, undelivered);
  }
}
