package io.github.workerfsm.transport.bench;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.sun.management.OperatingSystemMXBean;
import io.github.workerfsm.transport.net.Connection;
import io.github.workerfsm.transport.net.NetSettings;
import io.github.workerfsm.transport.net.Network;
import io.github.workerfsm.transport.net.Security;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import java.io.EOFException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * Events in one direction, as fast as they go: from one thread that makes them, to a listener that
 * gets each as an array of its own.
 *
 * <p>The raw way is a blocking NIO socket with direct buffers of 64 KiB on both sides, each event
 * behind its length, and nothing else: no type, no sequence, no checksum, no bound, no heartbeat.
 */
final class OneWay implements Pair {
  private static final int BATCH = 64 << 10;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final int size;
  private final int events;
  private final Network there;
  private final Network here;
  private final Connection connection;
  private long left;
  private CountDownLatch arrived = new CountDownLatch(0);

  /**
   * Two networks, connected.
   *
   * @param size frames that the sender hands over at once; the goal is one of batches
   */
  OneWay(int size, int events) throws Exception {
    this.size = size;
    this.events = events;
    there = network("there");
    here = network("here");
    InetSocketAddress address = there.listen(LOOPBACK, () -> (Heard) (c, frame) -> count(frame));
    connection = here.connect(address, (Heard) (c, frame) -> {}).get(10, SECONDS);
  }

  private static Network network(String name) {
    return new Network(name, NetSettings.DEFAULT, Security.loopbackOnly(), UUID.randomUUID(), 1);
  }

  @Override
  public Goal[] goals() {
    String how = size == 1 ? "one by one" : "batches of " + size;
    return new Goal[] {
      new Goal("one way, " + how, "events/s", true, size == 1 ? 0 : 0.5),
      new Goal("one way, " + how + ", CPU", "ns/event", false, 0)
    };
  }

  private static byte[] event(int n) {
    byte[] event = new byte[EVENT_BYTES];
    event[0] = (byte) n;
    return event;
  }

  @Override
  public double[] ours() throws Exception {
    left = events;
    arrived = new CountDownLatch(1);
    long startCpu = PROCESS.getProcessCpuTime();
    long start = System.nanoTime();
    List<Frame> batch = new ArrayList<>(size);
    for (int n = 0; n < events; n++) {
      batch.add(Frame.of(FrameType.MESSAGE, event(n)));
      if (batch.size() == size || n == events - 1) {
        send(batch);
        batch = new ArrayList<>(size);
      }
    }
    arrived.await();
    return rate(start, startCpu);
  }

  private void send(List<Frame> batch) {
    boolean sent =
        size == 1
            ? connection.sendOrCut(batch.get(0))
            : connection.sendOrCut(batch) == batch.size();
    if (!sent) {
      throw new IllegalStateException("the connection has ended");
    }
  }

  private void count(Frame frame) {
    if (frame.body().length == EVENT_BYTES && --left == 0) {
      arrived.countDown();
    }
  }

  private double[] rate(long start, long startCpu) {
    long nanos = System.nanoTime() - start;
    return new double[] {
      1e9 * events / nanos, (double) (PROCESS.getProcessCpuTime() - startCpu) / events
    };
  }

  @Override
  public double[] raw() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open().bind(LOOPBACK);
        SocketChannel out = SocketChannel.open(server.getLocalAddress());
        SocketChannel in = server.accept()) {
      arrived = new CountDownLatch(1);
      Thread receiver = new Thread(() -> receive(in));
      receiver.start();
      long startCpu = PROCESS.getProcessCpuTime();
      long start = System.nanoTime();
      ByteBuffer buffer = ByteBuffer.allocateDirect(BATCH);
      for (int n = 0; n < events; n++) {
        if (buffer.remaining() < Integer.BYTES + EVENT_BYTES) {
          write(out, buffer);
        }
        byte[] event = event(n);
        buffer.putInt(event.length).put(event);
      }
      write(out, buffer);
      arrived.await();
      double[] rate = rate(start, startCpu);
      receiver.join();
      return rate;
    }
  }

  private static void write(SocketChannel out, ByteBuffer buffer) throws java.io.IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
    buffer.clear();
  }

  private void receive(SocketChannel in) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BATCH);
    long due = events;
    try {
      while (due > 0) {
        if (in.read(buffer) < 0) {
          throw new EOFException("the sender has gone");
        }
        buffer.flip();
        while (buffer.remaining() >= Integer.BYTES
            && buffer.remaining() >= Integer.BYTES + buffer.getInt(buffer.position())) {
          byte[] event = new byte[buffer.getInt()];
          buffer.get(event);
          if (event.length == EVENT_BYTES) {
            due--;
          }
        }
        buffer.compact();
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } finally {
      arrived.countDown();
    }
  }

  @Override
  public void close() {
    here.close();
    there.close();
  }
}
