package io.github.workerfsm.transport.endpoint;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.liveness.Thresholds;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.net.NetSettings;
import io.github.workerfsm.transport.net.Network;
import io.github.workerfsm.transport.net.Security;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faabric's tests of message servers and endpoint clients, and what its review asked for. */
@Timeout(60)
class EndpointTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final String NO_KEY = EndpointClient.NO_KEY;

  private static final int ECHO = 1;
  private static final int BLOCK = 2;
  private static final int RELEASE = 3;
  private static final int FAIL = 4;
  private static final int NEVER = 5;

  private final List<Network> networks = new ArrayList<>();
  private final BlockingQueue<Payload> messages = new LinkedBlockingQueue<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final CompletableFuture<Payload> never = new CompletableFuture<>();
  private EndpointServer server;
  private InetSocketAddress address;

  private final Handlers handlers =
      new Handlers() {
        @Override
        public void message(int code, Payload body) {
          messages.add(body);
        }

        @Override
        public CompletionStage<Payload> request(int code, Payload body) throws Exception {
          switch (code) {
            case BLOCK -> released.await();
            case RELEASE -> released.countDown();
            case FAIL -> throw new IllegalStateException("as asked");
            case NEVER -> {
              return never;
            }
            default -> {}
          }
          return CompletableFuture.completedFuture(body);
        }
      };

  private Network network() {
    Network network =
        new Network(
            "endpoint-test",
            NetSettings.DEFAULT.withAdmission(1_000, 1_000, 10_000),
            Security.loopbackOnly(),
            UUID.randomUUID(),
            1);
    networks.add(network);
    return network;
  }

  private void serve(int threads, int queue) {
    server = new EndpointServer("endpoint-test", network(), threads, queue, handlers);
    address = server.listen(ANY_PORT);
  }

  private EndpointClient client() throws Exception {
    return EndpointClient.connect(network(), address).get(10, SECONDS);
  }

  private static Payload number(int n) {
    return Payload.of(ByteBuffer.allocate(4).putInt(n).array());
  }

  private static int number(Payload payload) {
    return ByteBuffer.wrap(payload.bytes()).getInt();
  }

  @AfterEach
  void stop() {
    released.countDown();
    if (server != null) {
      assertThat(server.stop(LONG)).isTrue();
    }
    networks.forEach(network -> network.close(LONG));
  }

  @Test
  void sending_one_message_to_server() throws Exception {
    serve(2, 100);
    assertThat(client().send(ECHO, NO_KEY, number(7))).isEqualTo(Offer.ACCEPTED);
    assertThat(messages.poll(10, SECONDS)).isEqualTo(number(7));
    assertThat(messages).isEmpty();
  }

  @Test
  void sending_response_to_client() throws Exception {
    serve(2, 100);
    assertThat(client().request(ECHO, NO_KEY, number(7), LONG).get(10, SECONDS))
        .isEqualTo(number(7));
  }

  @Test
  void multiple_clients_talking_to_one_server() throws Exception {
    serve(4, 20_000);
    List<CompletableFuture<Payload>> answers = new ArrayList<>();
    for (int c = 0; c < 10; c++) {
      EndpointClient client = client();
      for (int n = 0; n < 1_000; n++) {
        answers.add(client.request(ECHO, NO_KEY, number(1_000 * c + n), LONG));
      }
    }
    for (int n = 0; n < answers.size(); n++) {
      assertThat(number(answers.get(n).get(10, SECONDS))).isEqualTo(n);
    }
  }

  @Test
  void client_timeout_on_requests_to_valid_server() throws Exception {
    serve(2, 100);
    EndpointClient client = client();
    assertThat(client.request(NEVER, NO_KEY, number(1), Duration.ofMillis(20)))
        .failsWithin(LONG)
        .withThrowableThat()
        .withCauseInstanceOf(TimeoutException.class);
    never.complete(number(1));
    assertThat(client.request(ECHO, NO_KEY, number(2), LONG).get(10, SECONDS)).isEqualTo(number(2));
  }

  /** Faabric's "blocking requests in multi-threaded server", and the deadlock of its review. */
  @ParameterizedTest(name = "t_b1 {0} threads, {1} blockers")
  @CsvSource({"1, 1", "1, 2", "2, 1", "2, 2", "2, 3", "4, 3", "4, 4", "4, 5", "1, 20"})
  void t_b1_requests_that_wait_for_each_other_finish_with_any_number_of_threads(
      int threads, int blockers) throws Exception {
    serve(threads, 1_000);
    EndpointClient client = client();
    List<CompletableFuture<Payload>> blocked = new ArrayList<>();
    for (int n = 0; n < blockers; n++) {
      blocked.add(client.request(BLOCK, "key-" + n, number(n), LONG));
    }
    client.request(ECHO, NO_KEY, number(0), LONG).get(10, SECONDS);
    client.request(RELEASE, NO_KEY, number(0), LONG).get(10, SECONDS);
    for (CompletableFuture<Payload> each : blocked) {
      each.get(10, SECONDS);
    }
  }

  @Test
  void messages_of_one_key_are_handled_in_order() throws Exception {
    serve(4, 10_000);
    EndpointClient client = client();
    for (int n = 0; n < 1_000; n++) {
      while (client.send(ECHO, "one", number(n)) == Offer.FULL) {
        Thread.onSpinWait();
      }
    }
    for (int n = 0; n < 1_000; n++) {
      assertThat(number(messages.poll(10, SECONDS))).isEqualTo(n);
    }
  }

  @Test
  void full_lanes_stop_the_reader_and_lose_nothing() throws Exception {
    serve(1, 2);
    EndpointClient client = client();
    CompletableFuture<Payload> blocked = client.request(BLOCK, "k", number(0), LONG);
    List<CompletableFuture<Payload>> behind = new ArrayList<>();
    for (int n = 0; n < 500; n++) {
      behind.add(client.request(ECHO, "k", number(n), LONG));
    }
    assertThat(blocked).isNotDone();
    released.countDown();
    for (int n = 0; n < 500; n++) {
      assertThat(number(behind.get(n).get(10, SECONDS))).isEqualTo(n);
    }
  }

  @Test
  void a_failing_handler_answers_with_the_reason() throws Exception {
    serve(1, 10);
    EndpointClient client = client();
    assertThat(client.request(FAIL, NO_KEY, number(1), LONG))
        .failsWithin(LONG)
        .withThrowableThat()
        .withMessageContaining("as asked");
    assertThat(client.request(ECHO, NO_KEY, number(2), LONG).get(10, SECONDS)).isEqualTo(number(2));
  }

  @Test
  void cannot_set_invalid_timeouts() throws Exception {
    serve(1, 10);
    EndpointClient client = client();
    for (int millis : new int[] {0, -1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.request(ECHO, NO_KEY, number(1), Duration.ofMillis(millis)))
          .withMessageContaining("expected more than 0");
    }
  }

  @Test
  void t_h2_heartbeats_are_on_time_while_handlers_are_saturated() throws Exception {
    NetSettings fast = NetSettings.DEFAULT.withThresholds(Thresholds.ofPeriod(100_000_000));
    Network own = new Network("endpoint-test", fast, Security.loopbackOnly(), UUID.randomUUID(), 1);
    networks.add(own);
    server = new EndpointServer("endpoint-test", own, 1, 1, handlers);
    address = server.listen(ANY_PORT);
    Network other =
        new Network("endpoint-test", fast, Security.loopbackOnly(), UUID.randomUUID(), 1);
    networks.add(other);
    EndpointClient client = EndpointClient.connect(other, address).get(10, SECONDS);
    CompletableFuture<Payload> blocked = client.request(BLOCK, "k", number(0), LONG);
    List<CompletableFuture<Payload>> behind = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      behind.add(client.request(ECHO, "k", number(n), LONG));
    }
    // Ten periods, in which either end would have given up the other without heartbeats.
    assertThat(blocked.copy().orTimeout(1, SECONDS)).failsWithin(LONG);
    released.countDown();
    assertThat(blocked.get(10, SECONDS)).isEqualTo(number(0));
    for (int n = 0; n < 5; n++) {
      assertThat(number(behind.get(n).get(10, SECONDS))).isEqualTo(n);
    }
  }

  // ---- the end

  @Test
  void graceful_stop_answers_what_has_come_in() throws Exception {
    serve(2, 1_000);
    EndpointClient client = client();
    CompletableFuture<Payload> blocked = client.request(BLOCK, "k", number(7), LONG);
    client.request(ECHO, NO_KEY, number(0), LONG).get(10, SECONDS);
    CompletableFuture<Boolean> stopped = CompletableFuture.supplyAsync(() -> server.stop(LONG));
    released.countDown();
    assertThat(blocked.get(10, SECONDS)).isEqualTo(number(7));
    assertThat(stopped.get(10, SECONDS)).isTrue();
    assertThat(client.request(ECHO, NO_KEY, number(1), LONG))
        .failsWithin(LONG)
        .withThrowableThat()
        .withCauseInstanceOf(EndpointException.class);
  }

  @Test
  void t_c1_a_server_that_never_listened_stops() {
    server = new EndpointServer("endpoint-test", network(), 1, 1, handlers);
    assertThat(server.stop(LONG)).isTrue();
    assertThat(server.stop(LONG)).isTrue();
  }

  @Test
  void t_c1_many_starts_and_stops_with_traffic_leave_no_thread() throws Exception {
    for (int round = 0; round < 1_000; round++) {
      Network own = network();
      EndpointServer each = new EndpointServer("short-lived", own, 2, 100, handlers);
      address = each.listen(ANY_PORT);
      EndpointClient client = client();
      client.send(ECHO, "k", number(round));
      client.request(ECHO, "k", number(round), LONG);
      assertThat(each.stop(LONG)).isTrue();
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("short-lived-lane-"))
        .noneMatch(name -> name.equals("short-lived-lane-watch"));
  }
}
