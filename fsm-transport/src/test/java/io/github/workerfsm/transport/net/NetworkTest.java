package io.github.workerfsm.transport.net;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.liveness.Thresholds;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real sockets on this machine: greeting, order, bounds, bad peers, silence, the end. */
@Timeout(60)
class NetworkTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final NetSettings OPEN_DOOR =
      NetSettings.DEFAULT.withAdmission(4_096, 4_096, 100_000);

  private final BlockingQueue<Recorded> accepted = new LinkedBlockingQueue<>();
  private final List<Network> networks = new ArrayList<>();
  private InetSocketAddress address = ANY_PORT;

  @AfterEach
  void close() {
    networks.forEach(network -> assertThat(network.close(Duration.ofSeconds(5))).isTrue());
  }

  private Network network(NetSettings settings) {
    Network network =
        new Network("net-test", settings, Security.loopbackOnly(), UUID.randomUUID(), 1);
    networks.add(network);
    return network;
  }

  private Network server(NetSettings settings) {
    Network server = network(settings);
    address =
        server.listen(
            ANY_PORT,
            () -> {
              Recorded listener = new Recorded();
              accepted.add(listener);
              return listener;
            });
    return server;
  }

  private Recorded peer() throws InterruptedException {
    Recorded peer = accepted.poll(10, SECONDS);
    assertThat(peer).isNotNull();
    return peer;
  }

  private RawPeer raw() throws IOException {
    return new RawPeer(address);
  }

  private static Frame message(int n) {
    return Frame.of(FrameType.MESSAGE, ByteBuffer.allocate(4).putInt(n).array());
  }

  // ---- frames

  @Test
  void frames_arrive_once_and_in_order() throws Exception {
    server(OPEN_DOOR);
    Connection client = network(OPEN_DOOR).connect(address, new Recorded()).get(10, SECONDS);
    for (int n = 0; n < 10_000; n++) {
      assertThat(client.sendOrCut(message(n))).isTrue();
    }
    Recorded peer = peer();
    for (int n = 0; n < 10_000; n++) {
      assertThat(ByteBuffer.wrap(peer.next().body()).getInt()).isEqualTo(n);
    }
  }

  @Test
  void a_large_frame_arrives_and_one_over_the_limit_is_refused_before_it_is_sent()
      throws Exception {
    server(OPEN_DOOR);
    Connection client = network(OPEN_DOOR).connect(address, new Recorded()).get(10, SECONDS);
    byte[] large = new byte[(1 << 20) - Frame.HEADER_BYTES];
    new Random(1).nextBytes(large);
    client.send(Frame.of(FrameType.MESSAGE, large));
    assertThat(peer().next().body()).isEqualTo(large);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.send(Frame.of(FrameType.MESSAGE, new byte[1 << 20])));
  }

  @Test
  void a_batch_is_sent_in_order_and_waits_for_room_where_it_may() throws Exception {
    server(OPEN_DOOR);
    Connection client =
        network(OPEN_DOOR.withOut(10, 1 << 20)).connect(address, new Recorded()).get(10, SECONDS);
    List<Frame> batch = new ArrayList<>();
    for (int n = 0; n < 1_000; n++) {
      batch.add(message(n));
    }
    int first = client.send(batch);
    assertThat(first).isBetween(1, 10);
    assertThat(client.sendOrCut(batch.subList(first, 1_000))).isEqualTo(1_000 - first);
    Recorded peer = peer();
    for (int n = 0; n < 1_000; n++) {
      assertThat(ByteBuffer.wrap(peer.next().body()).getInt()).isEqualTo(n);
    }
    client.finish();
    peer.ending();
    assertThat(client.send(batch)).isZero();
    assertThat(client.sendOrCut(batch)).isZero();
  }

  @Test
  void frames_that_arrive_in_pieces_of_any_size_are_read_where_they_meet() throws Exception {
    server(OPEN_DOOR);
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    for (int n = 1; n <= 200; n++) {
      byte[] body = ByteBuffer.allocate(4 + n % 90).putInt(n).array();
      Frame frame = Frame.of(FrameType.MESSAGE, body).numbered(n);
      all.writeBytes(io.github.workerfsm.transport.wire.Frames.encode(frame));
    }
    byte[] bytes = all.toByteArray();
    Random random = new Random(7);
    try (RawPeer raw = raw()) {
      raw.hello();
      for (int at = 0; at < bytes.length; ) {
        int piece = Math.min(bytes.length - at, 1 + random.nextInt(200));
        raw.write(java.util.Arrays.copyOfRange(bytes, at, at + piece));
        at += piece;
      }
      Recorded peer = peer();
      for (int n = 1; n <= 200; n++) {
        Frame next = peer.next();
        assertThat(ByteBuffer.wrap(next.body()).getInt()).isEqualTo(n);
        assertThat(next.body()).hasSize(4 + n % 90);
      }
    }
  }

  @Test
  void an_aborted_connection_is_lost_to_both_and_what_had_not_left_is_counted() throws Exception {
    server(OPEN_DOOR);
    Recorded own = new Recorded();
    Connection client = network(OPEN_DOOR).connect(address, own).get(10, SECONDS);
    Recorded peer = peer();
    client.abort();
    client.abort();
    assertThat(own.ending()).isEqualTo(Refusal.CONNECTION_LOST);
    assertThat(peer.ending()).isEqualTo(Refusal.CONNECTION_LOST);
    assertThat(client.send(message(1))).isEqualTo(Offer.CLOSED);
    assertThat(own.undelivered).isZero();
  }

  @Test
  void a_frame_that_finds_no_room_is_offered_again_and_nothing_overtakes_it() throws Exception {
    server(OPEN_DOOR);
    Connection client = network(OPEN_DOOR).connect(address, new Recorded()).get(10, SECONDS);
    Recorded peer = peer();
    Connection there = peer.opened.get(10, SECONDS);
    AtomicInteger refusals = new AtomicInteger();
    peer.answer =
        frame -> {
          if (refusals.incrementAndGet() % 3 != 0) {
            there.resume();
            return Offer.FULL;
          }
          return Offer.ACCEPTED;
        };
    for (int n = 0; n < 100; n++) {
      client.send(message(n));
    }
    for (int n = 0; n < 100; n++) {
      assertThat(ByteBuffer.wrap(peer.next().body()).getInt()).isEqualTo(n);
    }
  }

  @Test
  void t_s1_a_reader_that_stops_fills_the_queue_and_what_is_undelivered_is_counted()
      throws Exception {
    NetSettings tight =
        OPEN_DOOR
            .withOut(50, 1 << 20)
            .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(100));
    server(OPEN_DOOR);
    Recorded own = new Recorded();
    Connection client = network(tight).connect(address, own).get(10, SECONDS);
    Recorded peer = peer();
    peer.answer = frame -> Offer.FULL;
    Frame frame = Frame.of(FrameType.MESSAGE, new byte[100_000]);
    int accepts = 0;
    while (client.sendOrCut(frame)) {
      accepts++;
    }
    assertThat(own.ending()).isEqualTo(Refusal.SLOW_CONSUMER);
    assertThat(client.send(frame)).isEqualTo(Offer.CLOSED);
    assertThat(client.accepted()).isEqualTo(accepts);
    assertThat(own.undelivered).isPositive().isLessThanOrEqualTo(50);
  }

  @Test
  void t_s2_accepted_is_delivered_or_reported_lost() throws Exception {
    server(OPEN_DOOR);
    Recorded own = new Recorded();
    Connection client =
        network(OPEN_DOOR.withOut(10, 1 << 20)).connect(address, own).get(10, SECONDS);
    Recorded peer = peer();
    int sent = 0;
    for (int n = 0; n < 5_000; n++) {
      if (client.send(message(n)) == Offer.ACCEPTED) {
        sent++;
      }
    }
    client.finish();
    own.ending();
    peer.ending();
    assertThat(peer.frames.size() + own.undelivered).isEqualTo(sent);
    assertThat(own.undelivered).isZero();
  }

  // ---- bad peers

  @Test
  void t_f4_all_256_types_in_each_state_harm_nobody_else() throws Exception {
    server(OPEN_DOOR);
    for (int type = 0; type < 256; type++) {
      try (RawPeer early = raw()) {
        early.frame(type, 0, new byte[0]);
        early.expectEnd(type == FrameType.GOODBYE.code() ? Refusal.NONE : null);
      }
      try (RawPeer raw = raw()) {
        raw.hello();
        raw.frame(type, 1, new byte[0]);
        if (FrameType.of(type) == null) {
          assertThat(raw.next().typeCode()).isEqualTo(FrameType.BAD_COMMAND.code());
        }
      }
    }
    goodPeerWorks();
  }

  @Test
  void t_f4_the_fourth_unknown_type_closes_and_the_first_is_answered_once() throws Exception {
    server(OPEN_DOOR);
    try (RawPeer raw = raw()) {
      raw.hello();
      for (int n = 1; n <= 4; n++) {
        raw.frame(200, n, new byte[0]);
      }
      assertThat(raw.next().typeCode()).isEqualTo(FrameType.BAD_COMMAND.code());
      raw.expectEnd(Refusal.UNKNOWN_TYPES);
    }
  }

  @Test
  void t_r1_a_gap_in_the_sequence_closes_and_a_repeat_does_not() throws Exception {
    server(OPEN_DOOR);
    try (RawPeer raw = raw()) {
      raw.hello();
      peer();
      raw.frame(FrameType.PING.code(), 1, new byte[0]);
      raw.frame(FrameType.PING.code(), 1, new byte[0]);
      assertThat(raw.next().typeCode()).isEqualTo(FrameType.HEARTBEAT.code());
      raw.frame(FrameType.PING.code(), 3, new byte[0]);
      raw.expectEnd(Refusal.SEQUENCE_GAP);
    }
  }

  @Test
  void t_a3_the_shutdown_bytes_of_another_system_do_nothing() throws Exception {
    Network server = server(OPEN_DOOR);
    try (RawPeer raw = raw()) {
      raw.write(new byte[] {0, 0, 1, 1});
      raw.write(new byte[] {(byte) 220, 0, 0, 1, 1});
      raw.expectEnd(null);
    }
    goodPeerWorks();
    assertThat(server.connections()).isLessThanOrEqualTo(1);
  }

  /** Ten thousand in the long run; a few hundred here. */
  @Test
  void t_f3_random_peers_end_only_themselves() throws Exception {
    server(OPEN_DOOR);
    long seed = Long.getLong("fsm.fuzz.seed", 20_260_103L);
    int peers = Integer.getInteger("fsm.fuzz.peers", 300);
    System.out.println("fuzz: " + peers + " random peers, seed " + seed);
    Random random = new Random(seed);
    for (int n = 0; n < peers; n++) {
      try (RawPeer raw = raw()) {
        if (random.nextBoolean()) {
          raw.hello();
        }
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        if (random.nextBoolean() && bytes.length > 4) {
          ByteBuffer.wrap(bytes).putInt(0, 24 + random.nextInt(100)).put(4, (byte) 0x51);
        }
        raw.write(bytes);
      } catch (IOException e) {
        // The server may have closed while this peer still wrote.
      }
    }
    goodPeerWorks();
  }

  @Test
  void t_f5_silent_sockets_are_closed_and_a_good_peer_does_not_notice() throws Exception {
    server(
        OPEN_DOOR.withTimeouts(
            Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofSeconds(5)));
    List<RawPeer> silent = new ArrayList<>();
    for (int n = 0; n < 100; n++) {
      silent.add(raw());
    }
    goodPeerWorks();
    for (RawPeer raw : silent) {
      raw.expectEnd(Refusal.HANDSHAKE_TIMEOUT);
      raw.close();
    }
    try (RawPeer slow = raw()) {
      slow.hello();
      slow.write(new byte[] {0, 0, 0});
      slow.expectEnd(Refusal.FRAME_TIMEOUT);
    }
  }

  @Test
  void connections_over_the_limit_are_refused_and_a_place_that_is_left_is_free_again()
      throws Exception {
    server(NetSettings.DEFAULT.withAdmission(10, 2, 1_000));
    try (RawPeer first = raw();
        RawPeer second = raw()) {
      first.hello();
      second.hello();
      try (RawPeer third = raw()) {
        third.expectEnd(null);
      }
    }
    peer().ending();
    peer().ending();
    goodPeerWorks();
  }

  private void goodPeerWorks() throws Exception {
    Network client = network(OPEN_DOOR);
    Recorded own = new Recorded();
    Connection connection = client.connect(address, own).get(10, SECONDS);
    for (Recorded peer : accepted) {
      peer.then = (there, frame) -> there.send(frame);
    }
    connection.send(message(42));
    assertThat(ByteBuffer.wrap(own.next().body()).getInt()).isEqualTo(42);
  }

  // ---- who is who

  @Test
  void t_a2_of_two_connections_of_one_instance_the_newer_epoch_stays() throws Exception {
    server(OPEN_DOOR);
    Network client = network(OPEN_DOOR);
    Recorded older = new Recorded();
    client.connect(address, older).get(10, SECONDS);
    Connection newer = client.connect(address, new Recorded()).get(10, SECONDS);
    assertThat(older.ending()).isEqualTo(Refusal.REPLACED);
    assertThat(newer.send(message(1))).isEqualTo(Offer.ACCEPTED);
    try (RawPeer stale = raw()) {
      stale.greet(client.own().instance(), 0);
      stale.expectEnd(Refusal.IDENTITY);
    }
    assertThat(newer.isOpen()).isTrue();
  }

  @Test
  void a_bind_beyond_this_machine_without_tls_is_refused() {
    Network network = network(OPEN_DOOR);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.listen(new InetSocketAddress("0.0.0.0", 0), Recorded::new))
        .withMessageContaining("without TLS, expected a loopback address");
  }

  @Test
  void a_connection_that_cannot_be_made_fails_and_leaves_nothing() throws Exception {
    Network client = network(OPEN_DOOR);
    InetSocketAddress nobody;
    try (java.net.ServerSocket gone = new java.net.ServerSocket(0)) {
      nobody = new InetSocketAddress("127.0.0.1", gone.getLocalPort());
    }
    Recorded own = new Recorded();
    assertThat(client.connect(nobody, own)).failsWithin(Duration.ofSeconds(10));
    own.ending();
    assertThat(client.connections()).isZero();
  }

  // ---- silence

  @Test
  void heartbeats_keep_a_silent_connection_and_a_dead_one_is_closed() throws Exception {
    NetSettings fast = OPEN_DOOR.withThresholds(Thresholds.ofPeriod(50_000_000));
    server(fast);
    Recorded own = new Recorded();
    Connection client = network(fast).connect(address, own).get(10, SECONDS);
    try (RawPeer mute = raw()) {
      mute.hello();
      mute.expectEnd(Refusal.IDLE);
    }
    assertThat(client.isOpen()).isTrue();
    assertThat(own.closed).isNotDone();
  }

  // ---- the end

  @Test
  void t_c1_close_before_use_twice_and_from_many_threads_leaves_no_thread() throws Exception {
    for (int round = 0; round < 1_000; round++) {
      Network network =
          new Network("short-lived", OPEN_DOOR, Security.loopbackOnly(), UUID.randomUUID(), 1);
      if (round % 2 == 0) {
        InetSocketAddress at = network.listen(ANY_PORT, Recorded::new);
        Connection self = network.connect(at, new Recorded()).get(10, SECONDS);
        self.send(message(1));
      }
      Thread[] closers = new Thread[3];
      for (int i = 0; i < closers.length; i++) {
        closers[i] = new Thread(() -> network.close(Duration.ofSeconds(5)));
        closers[i].start();
      }
      for (Thread closer : closers) {
        closer.join();
      }
      assertThat(network.close(Duration.ofSeconds(5))).isTrue();
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("short-lived"));
  }

  @Test
  void after_a_goodbye_what_is_under_way_still_arrives() throws Exception {
    Network server = server(OPEN_DOOR);
    Recorded own = new Recorded();
    network(OPEN_DOOR).connect(address, own).get(10, SECONDS);
    Connection there = peer().opened.get(10, SECONDS);
    server.leave();
    for (int n = 0; n < 100; n++) {
      assertThat(there.send(message(n))).isEqualTo(Offer.ACCEPTED);
    }
    there.finish();
    assertThat(own.ending()).isIn(Refusal.NONE, Refusal.CONNECTION_LOST);
    assertThat(own.frames).hasSize(100);
  }
}
