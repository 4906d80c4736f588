package io.github.workerfsm.transport.endpoint;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faabric's tests of endpoint clients by their names. */
@Timeout(60)
class EndpointClientTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final int READY = 9;

  private final List<Network> networks = new ArrayList<>();
  private final CountDownLatch ready = new CountDownLatch(1);
  private final BlockingQueue<Payload> messages = new LinkedBlockingQueue<>();
  private final Map<Integer, AtomicInteger> perClient = new ConcurrentHashMap<>();
  private EndpointServer server;
  private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final Handlers handlers =
      new Handlers() {
        @Override
        public void message(int code, Payload body) throws Exception {
          if (code == READY) {
            ready.await();
          }
          perClient.computeIfAbsent(code, c -> new AtomicInteger()).incrementAndGet();
          messages.add(body);
        }

        @Override
        public CompletionStage<Payload> request(int code, Payload body) {
          return CompletableFuture.completedFuture(number(number(body) + 1));
        }
      };

  private Network network(NetSettings settings) {
    Network network =
        new Network("client-test", settings, Security.loopbackOnly(), UUID.randomUUID(), 1);
    networks.add(network);
    return network;
  }

  private void serve(NetSettings settings) {
    server = new EndpointServer("client-test", network(settings), 2, 10_000, handlers);
    address = server.listen(address);
  }

  private EndpointClient client(NetSettings settings) throws Exception {
    return EndpointClient.connect(network(settings), address).get(10, SECONDS);
  }

  private static Payload number(int n) {
    return Payload.of(ByteBuffer.allocate(4).putInt(n).array());
  }

  private static int number(Payload payload) {
    return ByteBuffer.wrap(payload.bytes()).getInt();
  }

  private Payload next() throws InterruptedException {
    Payload next = messages.poll(10, SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  @AfterEach
  void stop() {
    ready.countDown();
    assertThat(server.stop(LONG)).isTrue();
    networks.forEach(network -> assertThat(network.close(LONG)).isTrue());
  }

  @Test
  void send_and_receive_one_message() throws Exception {
    serve(NetSettings.DEFAULT);
    client(NetSettings.DEFAULT).send(1, EndpointClient.NO_KEY, number(7));
    assertThat(next()).isEqualTo(number(7));
    assertThat(perClient.get(1)).hasValue(1);
  }

  @Test
  void send_before_receiver_is_ready() throws Exception {
    serve(NetSettings.DEFAULT);
    EndpointClient client = client(NetSettings.DEFAULT);
    for (int n = 0; n < 5; n++) {
      assertThat(client.send(READY, "k", number(n))).isEqualTo(Offer.ACCEPTED);
    }
    assertThat(messages).isEmpty();
    ready.countDown();
    for (int n = 0; n < 5; n++) {
      assertThat(next()).isEqualTo(number(n));
    }
  }

  @Test
  void await_response() throws Exception {
    serve(NetSettings.DEFAULT);
    EndpointClient client = client(NetSettings.DEFAULT);
    assertThat(client.request(1, EndpointClient.NO_KEY, number(7), LONG).get(10, SECONDS))
        .isEqualTo(number(8));
  }

  @Test
  void send_and_receive_many_messages_from_many_clients() throws Exception {
    serve(NetSettings.DEFAULT);
    int clients = 5;
    int each = 1_000;
    for (int c = 0; c < clients; c++) {
      EndpointClient client = client(NetSettings.DEFAULT);
      for (int n = 0; n < each; n++) {
        while (client.send(c, "k", number(n)) == Offer.FULL) {
          Thread.onSpinWait();
        }
      }
    }
    for (int n = 0; n < clients * each; n++) {
      next();
    }
    for (int c = 0; c < clients; c++) {
      assertThat(perClient.get(c)).hasValue(each);
    }
    assertThat(messages).isEmpty();
  }

  /** Silent for longer than it takes to be dead without heartbeats. */
  @Test
  void server_keeps_listening_after_socket_timeout() throws Exception {
    NetSettings impatient = NetSettings.DEFAULT.withThresholds(Thresholds.ofPeriod(20_000_000));
    serve(impatient);
    EndpointClient client = client(impatient);
    CompletableFuture<Void> idle = new CompletableFuture<>();
    assertThat(idle.orTimeout(200, java.util.concurrent.TimeUnit.MILLISECONDS)).failsWithin(LONG);
    assertThat(client.send(1, EndpointClient.NO_KEY, number(7))).isEqualTo(Offer.ACCEPTED);
    assertThat(next()).isEqualTo(number(7));
  }
}
