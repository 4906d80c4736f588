package io.github.workerfsm.transport.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Carries connections to another address, until it is cut; then new ones. */
final class Cable implements AutoCloseable {
  private final ServerSocket server;
  private final InetSocketAddress to;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger carried = new AtomicInteger();

  Cable(InetSocketAddress to) throws IOException {
    this.to = to;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  /** Connections carried so far. */
  int carried() {
    return carried.get();
  }

  /** Ends all connections in the middle of whatever they carry. */
  void cut() {
    for (Socket socket : sockets) {
      end(socket);
    }
  }

  private static void start(Runnable run) {
    Thread thread = new Thread(run, "cable");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket here = server.accept();
        Socket there = new Socket();
        sockets.add(here);
        sockets.add(there);
        try {
          there.connect(to, 5_000);
        } catch (IOException e) {
          end(here);
          continue;
        }
        carried.incrementAndGet();
        start(() -> pump(here, there));
        start(() -> pump(there, here));
      } catch (IOException e) {
        // The next one, or the end.
      }
    }
  }

  private void pump(Socket from, Socket into) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = into.getOutputStream();
      byte[] buffer = new byte[8_192];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // Cut.
    }
    end(from);
    end(into);
  }

  private void end(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
