package io.github.workerfsm.transport.bench;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.github.workerfsm.transport.net.Connection;
import io.github.workerfsm.transport.net.NetSettings;
import io.github.workerfsm.transport.net.Network;
import io.github.workerfsm.transport.net.Security;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * One event there and back, one at a time: from the listener that has heard the answer to the one
 * that sends it. The raw way is a pair of threads with blocking NIO sockets.
 */
final class RoundTrip implements Pair {
  private final int trips;
  private final long[] nanos;
  private final Network there;
  private final Network here;
  private final Connection connection;
  private int made;
  private long sentNanos;
  private CountDownLatch finished = new CountDownLatch(0);

  RoundTrip(int trips) throws Exception {
    this.trips = trips;
    nanos = new long[trips];
    there = network("there");
    here = network("here");
    InetSocketAddress address =
        there.listen(LOOPBACK, () -> (Heard) (back, ping) -> back.send(ping));
    connection = here.connect(address, (Heard) this::again).get(10, SECONDS);
  }

  private static Network network(String name) {
    return new Network(name, NetSettings.DEFAULT, Security.loopbackOnly(), UUID.randomUUID(), 1);
  }

  @Override
  public Goal[] goals() {
    return new Goal[] {
      new Goal("round trip, p50", "us", false, 2), new Goal("round trip, p99", "us", false, 4)
    };
  }

  @Override
  public double[] ours() throws Exception {
    made = 0;
    finished = new CountDownLatch(1);
    connection.execute(
        () -> {
          sentNanos = System.nanoTime();
          connection.send(Frame.of(FrameType.MESSAGE, new byte[EVENT_BYTES]));
        });
    finished.await();
    return percentiles();
  }

  private void again(Connection over, Frame pong) {
    long now = System.nanoTime();
    nanos[made++] = now - sentNanos;
    if (made == trips) {
      finished.countDown();
    } else {
      sentNanos = now;
      over.send(Frame.of(FrameType.MESSAGE, pong.body().clone()));
    }
  }

  private double[] percentiles() {
    Arrays.sort(nanos);
    return new double[] {nanos[trips / 2] / 1e3, nanos[(int) (trips * 0.99)] / 1e3};
  }

  @Override
  public double[] raw() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open().bind(LOOPBACK);
        SocketChannel out = SocketChannel.open(server.getLocalAddress());
        SocketChannel in = server.accept()) {
      out.socket().setTcpNoDelay(true);
      in.socket().setTcpNoDelay(true);
      Thread echo =
          new Thread(
              () -> {
                ByteBuffer ping = ByteBuffer.allocateDirect(EVENT_BYTES);
                for (int n = 0; n < trips; n++) {
                  read(in, ping);
                  write(in, ping);
                }
              });
      echo.start();
      ByteBuffer ping = ByteBuffer.allocateDirect(EVENT_BYTES);
      for (int n = 0; n < trips; n++) {
        long start = System.nanoTime();
        ping.clear();
        write(out, ping);
        read(out, ping);
        nanos[n] = System.nanoTime() - start;
      }
      echo.join();
    }
    return percentiles();
  }

  private static void read(SocketChannel in, ByteBuffer into) {
    into.clear();
    try {
      while (into.hasRemaining()) {
        if (in.read(into) < 0) {
          throw new java.io.EOFException("the other end has gone");
        }
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    into.flip();
  }

  private static void write(SocketChannel out, ByteBuffer from) {
    try {
      while (from.hasRemaining()) {
        out.write(from);
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    here.close();
    there.close();
  }
}
