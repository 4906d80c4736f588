package io.github.workerfsm.transport.net;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.Frames;
import io.github.workerfsm.transport.wire.Refusal;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection holds at most, what it says about it, and what is left of it: nothing. */
@Timeout(60)
class BoundsTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final NetSettings OPEN_DOOR =
      NetSettings.DEFAULT.withAdmission(4_096, 4_096, 100_000);

  private final BlockingQueue<Recorded> accepted = new LinkedBlockingQueue<>();
  private final List<Network> networks = new ArrayList<>();
  private InetSocketAddress address = ANY_PORT;

  @AfterEach
  void t_terminate_nothing_is_left() {
    for (Network network : networks) {
      assertThat(network.close(Duration.ofSeconds(5))).isTrue();
      assertThat(network.connections()).isZero();
    }
  }

  private Network network(NetSettings settings) {
    Network network =
        new Network("bounds-test", settings, Security.loopbackOnly(), UUID.randomUUID(), 1);
    networks.add(network);
    return network;
  }

  private Network server(NetSettings settings, Recorded... prepared) {
    Network server = network(settings);
    List<Recorded> next = new ArrayList<>(List.of(prepared));
    address =
        server.listen(
            ANY_PORT,
            () -> {
              Recorded listener = next.isEmpty() ? new Recorded() : next.remove(0);
              accepted.add(listener);
              return listener;
            });
    return server;
  }

  private Connection client(Recorded own) throws Exception {
    return network(OPEN_DOOR).connect(address, own).get(10, SECONDS);
  }

  private static Frame message(int n) {
    return Frame.of(FrameType.MESSAGE, ByteBuffer.allocate(4).putInt(n).array());
  }

  // ---- what comes in

  @Test
  void t_f1_lengths_out_of_range_and_at_the_limit_cost_no_memory() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int max = 1 << 20;
    int[] lengths = {Integer.MIN_VALUE, -1, 0, 23, 24, max, max + 1, Integer.MAX_VALUE};
    ByteBuffer in = ByteBuffer.allocate(64);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int length : lengths) {
      in.putInt(0, length);
      assertThat(Frames.decode(in, max)).isNotInstanceOf(Frame.class);
      in.clear();
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(max);
  }

  /** A quarter of a gigabyte is on offer; what is taken is what the sockets themselves buffer. */
  @Test
  void t_f2_a_flood_of_small_frames_is_not_read_further_than_it_is_handled() throws Exception {
    Recorded slow = new Recorded();
    int room = 1_000;
    AtomicBoolean open = new AtomicBoolean();
    CountDownLatch full = new CountDownLatch(1);
    slow.answer =
        frame -> {
          if (open.get() || slow.frames.size() < room) {
            return Offer.ACCEPTED;
          }
          full.countDown();
          return Offer.FULL;
        };
    server(OPEN_DOOR, slow);
    try (SocketChannel flood = SocketChannel.open()) {
      flood.setOption(StandardSocketOptions.SO_SNDBUF, 64 << 10);
      flood.connect(address);
      write(flood, greeting());
      slow.opened.get(10, SECONDS);
      flood.configureBlocking(false);
      Flood sent = new Flood(flood, 256 << 20);
      sent.untilNothingMoves(full);
      assertThat(slow.frames).hasSize(room);
      assertThat(sent.bytes).isLessThan(32 << 20);
      open.set(true);
      slow.opened.get().resume();
      sent.finishFrame();
      for (int n = 0; n < sent.bytes / sent.frameBytes; n++) {
        assertThat(slow.next().sequence()).isEqualTo(n + 1);
      }
    }
    assertThat(slow.ending()).isEqualTo(Refusal.CONNECTION_LOST);
  }

  private static byte[] greeting() {
    return Frames.encode(
        Frame.of(FrameType.HELLO, Identity.of(UUID.randomUUID(), 1).pack()).numbered(0));
  }

  private static void write(SocketChannel to, byte[] bytes) throws Exception {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      to.write(buffer);
    }
  }

  /** Writes numbered frames as long as the socket takes them. */
  private static final class Flood {
    private static final int PATIENCE = 200_000;
    final int frameBytes = message(0).wireBytes();
    private final SocketChannel to;
    private final long most;
    private ByteBuffer rest = ByteBuffer.allocate(0);
    long bytes;

    Flood(SocketChannel to, long most) {
      this.to = to;
      this.most = most;
    }

    void untilNothingMoves(CountDownLatch full) throws Exception {
      int idle = 0;
      while (bytes < most && (idle < PATIENCE || full.getCount() > 0)) {
        if (!rest.hasRemaining()) {
          rest = batch(1_000);
        }
        int written = to.write(rest);
        bytes += written;
        idle = written == 0 ? idle + 1 : 0;
      }
    }

    /** So that what has been sent is whole frames. */
    void finishFrame() throws Exception {
      int left = (int) ((frameBytes - bytes % frameBytes) % frameBytes);
      rest.limit(rest.position() + left);
      while (rest.hasRemaining()) {
        bytes += to.write(rest);
      }
    }

    private ByteBuffer batch(int frames) {
      ByteBuffer batch = ByteBuffer.allocate(frames * frameBytes);
      long first = bytes / frameBytes + 1;
      for (int i = 0; i < frames; i++) {
        batch.put(Frames.encode(message(0).numbered(first + i)));
      }
      return batch.flip();
    }
  }

  @Test
  void t_f5_a_thousand_silent_sockets_do_not_disturb_a_good_peer() throws Exception {
    Recorded good = new Recorded();
    server(OPEN_DOOR, good);
    Recorded own = new Recorded();
    Connection client = client(own);
    good.opened.get(10, SECONDS);
    List<RawPeer> silent = new ArrayList<>();
    try {
      for (int n = 0; n < 1_000; n++) {
        silent.add(new RawPeer(address));
      }
      good.then = (there, frame) -> there.send(frame);
      for (int n = 0; n < 100; n++) {
        client.send(message(n));
        assertThat(ByteBuffer.wrap(own.next().body()).getInt()).isEqualTo(n);
      }
    } finally {
      for (RawPeer raw : silent) {
        raw.close();
      }
    }
  }

  // ---- what goes out: the buffer of rexi

  /** Nothing leaves while the I/O thread is held. */
  private static CountDownLatch hold(Connection connection) throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    connection.execute(
        () -> {
          held.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    held.await();
    return release;
  }

  @Test
  void t_send_and_t_get_buffered_count_what_waits_is_counted_and_leaves_oldest_first()
      throws Exception {
    Recorded peer = new Recorded();
    server(OPEN_DOOR, peer);
    Connection client = client(new Recorded());
    assertThat(client.unsent()).as("t_metrics").isZero();
    CountDownLatch release = hold(client);
    for (int n = 0; n < 10; n++) {
      assertThat(client.send(message(n))).isEqualTo(Offer.ACCEPTED);
    }
    assertThat(client.unsent()).isEqualTo(10);
    release.countDown();
    for (int n = 0; n < 10; n++) {
      assertThat(ByteBuffer.wrap(peer.next().body()).getInt()).isEqualTo(n);
    }
    CountDownLatch written = new CountDownLatch(1);
    client.execute(written::countDown);
    assertThat(written.await(10, SECONDS)).isTrue();
    assertThat(client.unsent()).isZero();
    assertThat(client.accepted()).isEqualTo(10);
  }

  @Test
  void a_full_buffer_refuses_the_newest_and_drops_nothing() throws Exception {
    Recorded peer = new Recorded();
    server(OPEN_DOOR, peer);
    Connection client =
        network(OPEN_DOOR.withOut(5, 1 << 20)).connect(address, new Recorded()).get(10, SECONDS);
    CountDownLatch release = hold(client);
    List<Offer> offers = new ArrayList<>();
    for (int n = 0; n < 7; n++) {
      offers.add(client.send(message(n)));
    }
    assertThat(offers.subList(0, 5)).containsOnly(Offer.ACCEPTED);
    assertThat(offers.subList(5, 7)).containsOnly(Offer.FULL);
    release.countDown();
    for (int n = 0; n < 5; n++) {
      assertThat(ByteBuffer.wrap(peer.next().body()).getInt()).isEqualTo(n);
    }
    assertThat(peer.frames).isEmpty();
  }

  @Test
  void t_buffer_erase_what_had_no_time_to_leave_is_reported() throws Exception {
    Recorded peer = new Recorded();
    server(OPEN_DOOR, peer);
    Recorded own = new Recorded();
    Connection client = client(own);
    CountDownLatch release = hold(client);
    for (int n = 0; n < 10; n++) {
      client.send(message(n));
    }
    client.close(Refusal.PROTOCOL, "given up");
    release.countDown();
    own.ending();
    peer.ending();
    assertThat(peer.frames.size() + own.undelivered).isEqualTo(10);
    assertThat(client.send(message(11))).isEqualTo(Offer.CLOSED);
  }

  // ---- sockets

  /** A small message, a large one, none: faabric's tests of TCP sockets. */
  @ParameterizedTest
  @ValueSource(ints = {1, 100, 65_535, 1_000_000, 0})
  void tcp_sockets_one_message_of_any_size_arrives(int size) throws Exception {
    Recorded peer = new Recorded();
    server(OPEN_DOOR, peer);
    byte[] body = new byte[size];
    java.util.Arrays.fill(body, (byte) 7);
    client(new Recorded()).send(Frame.of(FrameType.MESSAGE, body));
    assertThat(peer.next().body()).isEqualTo(body);
  }

  @Test
  void tcp_sockets_nothing_can_be_done_with_a_closed_one_and_nothing_throws() throws Exception {
    server(OPEN_DOOR);
    Recorded own = new Recorded();
    Connection client = client(own);
    client.finish();
    own.ending();
    assertThat(client.isOpen()).isFalse();
    assertThat(client.send(message(1))).isEqualTo(Offer.CLOSED);
    assertThat(client.sendOrCut(message(1))).isFalse();
    client.resume();
    client.leave();
    client.finish();
    client.close(Refusal.PROTOCOL, "again");
    assertThat(client.accepted()).isZero();
  }

  @Test
  void an_io_thread_may_not_wait_for_room() throws Exception {
    server(OPEN_DOOR);
    Connection client = client(new Recorded());
    LinkedBlockingQueue<Throwable> thrown = new LinkedBlockingQueue<>();
    client.execute(
        () -> {
          try {
            client.sendOrCut(message(1));
          } catch (IllegalStateException e) {
            thrown.add(e);
          }
        });
    assertThatIllegalStateException()
        .isThrownBy(
            () -> {
              throw thrown.take();
            })
        .withMessageContaining("may not wait");
  }

  @Test
  void t_ping_a_ping_is_answered_and_tells_the_listener_nothing() throws Exception {
    Recorded peer = new Recorded();
    server(OPEN_DOOR, peer);
    try (RawPeer raw = new RawPeer(address)) {
      raw.hello();
      raw.frame(FrameType.PING.code(), 1, new byte[0]);
      assertThat(raw.next().is(FrameType.HEARTBEAT)).isTrue();
      raw.frame(FrameType.HEARTBEAT_REQ.code(), 2, new byte[0]);
      assertThat(raw.next().is(FrameType.HEARTBEAT)).isTrue();
    }
    peer.ending();
    assertThat(peer.frames).isEmpty();
  }

  /** JeroMQ's RouterMandatoryTest and ImmediateTest: no message goes to where nobody is. */
  @Test
  void router_mandatory_a_peer_that_is_not_there_takes_nothing() throws Exception {
    Network server = server(OPEN_DOOR);
    Recorded own = new Recorded();
    Connection client = client(own);
    server.close(Duration.ofSeconds(5));
    own.ending();
    assertThat(client.send(message(1))).isEqualTo(Offer.CLOSED);
    assertThat(network(OPEN_DOOR).connect(address, new Recorded()))
        .failsWithin(Duration.ofSeconds(10));
  }

  /** Faabric moves a message and leaves an empty one behind; here nothing is moved. */
  @Test
  void message_moving_what_is_sent_stays_whole_and_may_be_sent_again() throws Exception {
    Recorded peer = new Recorded();
    server(OPEN_DOOR, peer);
    Connection client = client(new Recorded());
    Frame frame = message(7);
    client.send(frame);
    client.send(frame);
    assertThat(peer.next().body()).isEqualTo(frame.body());
    assertThat(peer.next().body()).isEqualTo(frame.body());
    assertThat(frame).isEqualTo(message(7));
  }
}
