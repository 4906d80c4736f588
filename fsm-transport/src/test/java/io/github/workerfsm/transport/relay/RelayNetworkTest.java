package io.github.workerfsm.transport.relay;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.transport.liveness.Thresholds;
import io.github.workerfsm.transport.message.Capacity;
import io.github.workerfsm.transport.message.Message;
import io.github.workerfsm.transport.message.Messages;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.message.TaskReport;
import io.github.workerfsm.transport.message.TaskStatus;
import io.github.workerfsm.transport.net.Connection;
import io.github.workerfsm.transport.net.NetSettings;
import io.github.workerfsm.transport.net.Network;
import io.github.workerfsm.transport.net.Recorded;
import io.github.workerfsm.transport.net.Security;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.Refusal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Managers, interchange and forwarder over TCP, with cables that are cut and lives that end. */
@Timeout(60)
class RelayNetworkTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final RelaySettings SETTINGS =
      new RelaySettings(new Thresholds(20_000_000, 2_000_000_000L, 8_000_000_000L), 50_000_000);
  private static final NetSettings NET = NetSettings.DEFAULT.withAdmission(1_000, 1_000, 10_000);
  private static final Duration LOOK = Duration.ofMillis(5);
  private static final UUID ENDPOINT = new UUID(0, 9);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final BlockingQueue<Message.Result> stored = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> gaveUp = new LinkedBlockingQueue<>();
  private final Forwarder forwarder =
      new Forwarder(new UUID(0, 10), 1, SETTINGS, (endpoint, result) -> stored.add(result));

  private RelayNode node(String name) {
    Network network = new Network(name, NET, Security.loopbackOnly(), UUID.randomUUID(), 1);
    RelayNode node = new RelayNode(name, network, LOOK, gaveUp::add);
    open.push(node);
    return node;
  }

  private static Reconnect soon(int limit) {
    return new Reconnect(limit, 1_000_000, 10_000_000, 1_000_000_000, new Random(1));
  }

  private static TaskReport report(String task, TaskStatus status) {
    return new TaskReport(task, 1, status);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  /** An interchange in one of its lives. */
  private final class Middle {
    final Interchange party;
    final RelayNode node;
    final InetSocketAddress address;

    Middle(long life, Interchange.Estate inherited, InetSocketAddress at, InetSocketAddress up) {
      party = new Interchange(ENDPOINT, life, inherited, SETTINGS, System.nanoTime());
      node = node("interchange-" + life);
      address = node.listen(at, party);
      node.report(up, party, soon(1_000));
    }
  }

  private static final class Low {
    final UUID id;
    final Origin party;
    final RelayNode node;

    Low(int number, RelayNode node, InetSocketAddress up) {
      id = new UUID(1, number);
      party = new Origin(id, 1, 4, SETTINGS, System.nanoTime());
      this.node = node;
      node.report(up, party, soon(1_000));
    }

    void runs(String task) {
      node.run(() -> party.changed(report(task, TaskStatus.RUNNING)));
    }

    void ends(String task, int value) {
      Payload payload = Payload.of(ByteBuffer.allocate(4).putInt(value).array());
      node.run(() -> party.ended(report(task, TaskStatus.SUCCESS), payload, System.nanoTime()));
    }
  }

  @Test
  void graceful_shutdown_statuses_results_and_capacity_arrive_and_nothing_is_left()
      throws Exception {
    RelayNode top = node("forwarder");
    Middle middle =
        new Middle(1, Interchange.Estate.NONE, ANY_PORT, top.listen(ANY_PORT, forwarder));
    Low low = new Low(0, node("manager"), middle.address);
    middle.node.run(() -> middle.party.arrived("a", 1));
    middle.node.run(() -> middle.party.dispatched("a", 1, low.id));
    low.runs("a");
    await(() -> report("a", TaskStatus.RUNNING).equals(top.ask(() -> forwarder.of("a"))));
    await(
        () ->
            new Capacity(1, 4, 3, 0, 1, 20_000_000)
                .equals(top.ask(() -> forwarder.capacity(ENDPOINT))));
    low.ends("a", 7);
    Message.Result result = stored.poll(10, SECONDS);
    assertThat(result).isNotNull();
    assertThat(ByteBuffer.wrap(result.payload().bytes()).getInt()).isEqualTo(7);
    assertThat(result.passed()).containsExactly(TaskStatus.RUNNING);
    await(() -> low.node.ask(low.party::settled));
    assertThat(gaveUp).isEmpty();
  }

  /** Both cables are cut again and again, and the interchange dies twice. */
  @Test
  void each_end_is_stored_exactly_once_over_cut_connections_and_a_restarted_interchange()
      throws Exception {
    RelayNode top = node("forwarder");
    Cable high = new Cable(top.listen(ANY_PORT, forwarder));
    open.push(high);
    Middle middle = new Middle(1, Interchange.Estate.NONE, ANY_PORT, high.address());
    Cable below = new Cable(middle.address);
    open.push(below);
    List<Low> managers = new ArrayList<>();
    for (int m = 0; m < 3; m++) {
      managers.add(new Low(m, node("manager-" + m), below.address()));
    }
    int tasks = 600;
    Map<String, Integer> values = new LinkedHashMap<>();
    for (int n = 0; n < tasks; n++) {
      String task = "t" + n;
      Low manager = managers.get(n % managers.size());
      Middle now = middle;
      now.node.run(() -> now.party.dispatched(task, 1, manager.id));
      manager.runs(task);
      manager.ends(task, n);
      values.put(task, n);
      if (n % 100 == 40) {
        below.cut();
      } else if (n % 100 == 60) {
        high.cut();
      } else if (n == 250 || n == 450) {
        Interchange.Estate estate = middle.node.ask(middle.party::estate);
        middle.node.close();
        int before = high.carried();
        middle = new Middle(n, estate, middle.address, high.address());
        await(() -> high.carried() > before);
      }
    }
    Map<String, Integer> arrived = new LinkedHashMap<>();
    for (int n = 0; n < tasks; n++) {
      Message.Result result = stored.poll(20, SECONDS);
      assertThat(result).as("result %d of %d", n, tasks).isNotNull();
      assertThat(result.end().status()).isEqualTo(TaskStatus.SUCCESS);
      int value = ByteBuffer.wrap(result.payload().bytes()).getInt();
      assertThat(arrived.put(result.end().task(), value)).isNull();
    }
    assertThat(arrived).isEqualTo(values);
    for (Low manager : managers) {
      await(() -> manager.node.ask(manager.party::settled));
    }
    Middle last = middle;
    await(() -> last.node.ask(last.party::estate).equals(Interchange.Estate.NONE));
    assertThat(stored).as("nothing comes twice").isEmpty();
    assertThat(top.ask(() -> forwarder.of("t7"))).isEqualTo(report("t7", TaskStatus.SUCCESS));
  }

  @Test
  void reconnect_attempt_limit_a_node_that_reaches_nobody_quiesces_and_keeps_its_results()
      throws Exception {
    InetSocketAddress nobody;
    try (java.net.ServerSocket gone = new java.net.ServerSocket(0)) {
      nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), gone.getLocalPort());
    }
    RelayNode node = node("lonely");
    Origin party = new Origin(new UUID(1, 1), 1, 1, SETTINGS, System.nanoTime());
    node.run(() -> party.ended(report("a", TaskStatus.FAILED), Payload.EMPTY, System.nanoTime()));
    node.report(nobody, party, soon(3));
    assertThat(gaveUp.poll(20, SECONDS)).contains("cannot be reached");
    assertThat(node.ask(party::kept)).isEqualTo(1);
    assertThat(gaveUp).as("said once").isEmpty();
  }

  @Test
  void main_exception_always_quiesces() throws Exception {
    RelayNode node = node("defective");
    node.report(
        node("forwarder").listen(ANY_PORT, forwarder),
        new Reporting() {
          @Override
          public void connected(Way up, long nowNanos) {}

          @Override
          public void answered(Way up, Message message, long nowNanos) {}

          @Override
          public void disconnected(Way up) {}

          @Override
          public void tick(long nowNanos) {
            throw new IllegalStateException("a defect");
          }
        },
        soon(1_000));
    assertThat(gaveUp.poll(20, TimeUnit.SECONDS)).contains("a defect");
    assertThat(gaveUp).isEmpty();
  }

  @Test
  void a_message_that_has_no_place_is_answered_and_one_that_cannot_be_read_ends_the_connection()
      throws Exception {
    RelayNode top = node("forwarder");
    InetSocketAddress address = top.listen(ANY_PORT, forwarder);
    try (Network peer = new Network("peer", NET, Security.loopbackOnly(), UUID.randomUUID(), 1)) {
      Recorded own = new Recorded();
      Connection connection = peer.connect(address, own).get(10, SECONDS);
      connection.send(Messages.frame(new Message.TaskCancel("a")));
      assertThat(own.next().is(FrameType.REGISTER_AGAIN)).isTrue();
      connection.send(Frame.of(FrameType.RESULT, new byte[] {1}));
      assertThat(own.ending()).isEqualTo(Refusal.MALFORMED);
    }
  }
}
