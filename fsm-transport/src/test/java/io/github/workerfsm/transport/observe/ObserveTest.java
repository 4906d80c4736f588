package io.github.workerfsm.transport.observe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.liveness.Notice;
import io.github.workerfsm.transport.liveness.Thresholds;
import io.github.workerfsm.transport.net.Connection;
import io.github.workerfsm.transport.net.NetSettings;
import io.github.workerfsm.transport.net.Network;
import io.github.workerfsm.transport.net.NetworkObserver;
import io.github.workerfsm.transport.net.Recorded;
import io.github.workerfsm.transport.net.Security;
import io.github.workerfsm.transport.owner.Dispatcher;
import io.github.workerfsm.transport.owner.OwnerListener;
import io.github.workerfsm.transport.owner.OwnerLoop;
import io.github.workerfsm.transport.wire.Refusal;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Flight recordings and meters of mailboxes, peers and refusals. */
@Timeout(60)
class ObserveTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir Path directory;

  private interface Scene {
    void play() throws Exception;
  }

  private List<RecordedEvent> recorded(Scene scene) throws Exception {
    Path file = directory.resolve("flight.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("workerfsm.Mailbox").with("period", "endChunk");
      recording.start();
      scene.play();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().startsWith("workerfsm."))
        .toList();
  }

  private static OwnerLoop loop() {
    return new OwnerLoop(
        "observed",
        new WorkerStateMachine(Settings.at("tcp://127.0.0.1:1").build()),
        2,
        new Dispatcher() {
          @Override
          public void dispatch(Instruction instruction, WorkerStateMachine owned) {}

          @Override
          public void flush() {}
        },
        new OwnerListener() {
          @Override
          public void refused(Event event, IllegalEventException why) {}

          @Override
          public void failed(Throwable why, int lost) {}
        });
  }

  private static void fill(OwnerLoop loop) {
    assertThat(loop.tell(new Event.FindMissing("s1"))).isEqualTo(Offer.ACCEPTED);
    assertThat(loop.tell(new Event.FindMissing("s2"))).isEqualTo(Offer.ACCEPTED);
    assertThat(loop.tell(new Event.FindMissing("s3"))).isEqualTo(Offer.FULL);
  }

  @Test
  void a_recording_has_the_depth_of_a_mailbox_while_it_is_watched() throws Exception {
    OwnerLoop loop = loop();
    fill(loop);
    List<RecordedEvent> events =
        recorded(
            () -> {
              try (TransportRecorder.Watch watch = TransportRecorder.watch("w1", loop);
                  Recording chunk = new Recording()) {
                // The start of another recording ends a chunk.
                chunk.enable("workerfsm.Mailbox").with("period", "endChunk");
                chunk.start();
              }
            });
    loop.stop(Duration.ofSeconds(5));
    assertThat(events).isNotEmpty();
    RecordedEvent event = events.get(0);
    assertThat(event.getString("mailbox")).isEqualTo("w1");
    assertThat(event.getInt("depth")).isEqualTo(2);
    assertThat(event.getInt("capacity")).isEqualTo(2);
    assertThat(event.getLong("accepted")).isEqualTo(2);
    assertThat(event.getLong("full")).isEqualTo(1);
  }

  private static Network network(NetSettings settings) {
    return new Network("observed", settings, Security.loopbackOnly(), UUID.randomUUID(), 1);
  }

  /** Records, and knows when two heartbeats have been. */
  private static final class Heard implements NetworkObserver {
    final CountDownLatch heartbeats = new CountDownLatch(2);
    private final NetworkObserver recorder = new TransportRecorder();

    @Override
    public void heartbeat(String remote, long lateNanos) {
      recorder.heartbeat(remote, lateNanos);
      heartbeats.countDown();
    }

    @Override
    public void noticed(String remote, Notice.Kind what) {
      recorder.noticed(remote, what);
    }

    @Override
    public void refused(String who, Refusal why, String detail) {
      recorder.refused(who, why, detail);
    }
  }

  /** Two periods of heartbeats, a refused stranger, and the greeting of a peer. */
  @Test
  void a_recording_has_heartbeats_peers_and_refusals() throws Exception {
    NetSettings fast =
        NetSettings.DEFAULT.withThresholds(
            new Thresholds(20_000_000, 10_000_000_000L, 20_000_000_000L));
    Heard heard = new Heard();
    List<RecordedEvent> events =
        recorded(
            () -> {
              try (Network server = network(fast);
                  Network client = network(fast)) {
                server.observe(heard);
                InetSocketAddress address = server.listen(ANY_PORT, Recorded::new);
                client.connect(address, new Recorded()).get(10, SECONDS);
                await(() -> server.peers().alive() == 1);
                try (Socket stranger = new Socket(address.getAddress(), address.getPort())) {
                  stranger.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes());
                  await(() -> server.refused() == 1);
                }
                Recorded other = new Recorded();
                Connection second = client.connect(address, other).get(10, SECONDS);
                await(() -> server.refused() == 2);
                assertThat(second.isOpen()).isTrue();
                assertThat(heard.heartbeats.await(10, SECONDS)).isTrue();
              }
            });
    assertThat(events)
        .filteredOn(event -> event.getEventType().getName().equals("workerfsm.Heartbeat"))
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(event -> !event.getDuration("late").isNegative())
        .allMatch(event -> event.getString("remote").startsWith("127.0.0.1:"));
    assertThat(events)
        .filteredOn(event -> event.getEventType().getName().equals("workerfsm.Peer"))
        .extracting(event -> event.getString("what"))
        .contains("WELCOME");
    assertThat(events)
        .filteredOn(event -> event.getEventType().getName().equals("workerfsm.Refused"))
        .extracting(event -> event.getString("why"))
        .containsExactly("OVERSIZED", "REPLACED");
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void meters_of_a_mailbox_count_what_became_of_letters() {
    OwnerLoop loop = loop();
    MeterRegistry registry = new SimpleMeterRegistry();
    TransportMeters.of(loop, "worker", "w1").bindTo(registry);
    fill(loop);
    assertThat(registry.get("workerfsm.mailbox.depth").tag("worker", "w1").gauge().value())
        .isEqualTo(2);
    assertThat(letters(registry, "accepted")).isEqualTo(2);
    assertThat(letters(registry, "full")).isEqualTo(1);
    loop.stop(Duration.ofSeconds(5));
    loop.tell(new Event.FindMissing("s4"));
    assertThat(letters(registry, "closed")).isEqualTo(1);
    assertThat(letters(registry, "lost")).isEqualTo(2);
  }

  private static double letters(MeterRegistry registry, String outcome) {
    return registry
        .get("workerfsm.mailbox.letters")
        .tag("outcome", outcome)
        .functionCounter()
        .count();
  }

  @Test
  void meters_of_a_network_count_peers_and_refusals() throws Exception {
    NetSettings fast =
        NetSettings.DEFAULT.withThresholds(new Thresholds(1_000_000, 100_000_000, 200_000_000));
    MeterRegistry registry = new SimpleMeterRegistry();
    Recorded peer = new Recorded();
    try (Network server = network(fast);
        Network client = network(NetSettings.DEFAULT)) {
      TransportMeters.of(server).bindTo(registry);
      Connection made =
          client.connect(server.listen(ANY_PORT, () -> peer), new Recorded()).get(10, SECONDS);
      await(() -> gauge(registry, "workerfsm.peers", "alive") == 1);
      assertThat(registry.get("workerfsm.connections").gauge().value()).isEqualTo(1);
      // Held, the client answers no ping.
      CountDownLatch release = new CountDownLatch(1);
      made.execute(
          () -> {
            try {
              release.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      await(() -> counter(registry, "workerfsm.peers.lost") == 1);
      release.countDown();
      assertThat(peer.ending()).isEqualTo(Refusal.IDLE);
      await(() -> counter(registry, "workerfsm.connections.refused") == 1);
      await(() -> gauge(registry, "workerfsm.peers", "alive") == 0);
    }
  }

  private static double gauge(MeterRegistry registry, String name, String state) {
    return registry.get(name).tag("state", state).gauge().value();
  }

  private static double counter(MeterRegistry registry, String name) {
    return registry.get(name).functionCounter().count();
  }
}
