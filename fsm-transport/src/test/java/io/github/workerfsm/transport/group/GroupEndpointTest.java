package io.github.workerfsm.transport.group;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.net.NetSettings;
import io.github.workerfsm.transport.net.Network;
import io.github.workerfsm.transport.net.Security;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A group over TCP: its members are threads at three hosts. */
@Timeout(60)
class GroupEndpointTest {
  private static final int G = 3;
  private static final List<String> HOSTS = List.of("a", "b", "c", "a", "b", "c");

  private final List<String> names = List.of("a", "b", "c");
  private final List<GroupEndpoint> endpoints = new ArrayList<>();

  private GroupEndpoint of(int index) {
    return endpoints.get(names.indexOf(HOSTS.get(index)));
  }

  @BeforeEach
  void connect() throws Exception {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String name : names) {
      GroupEndpoint endpoint =
          new GroupEndpoint(
              name,
              new Network(
                  "group-" + name,
                  NetSettings.DEFAULT,
                  Security.loopbackOnly(),
                  UUID.randomUUID(),
                  1));
      endpoints.add(endpoint);
      addresses.add(endpoint.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    }
    for (int i = 0; i < names.size(); i++) {
      for (int j = 0; j < names.size(); j++) {
        if (i != j) {
          endpoints.get(i).connect(names.get(j), addresses.get(j)).get(10, SECONDS);
        }
      }
    }
    endpoints.get(0).map(G, HOSTS);
    // A barrier works only once the mapping is everywhere: a message waits for it.
    for (int to = 1; to < 3; to++) {
      endpoints.get(0).send(G, 0, to, Payload.EMPTY);
      of(to).receive(G, 0, to).get(10, SECONDS);
    }
  }

  @AfterEach
  void close() {
    endpoints.forEach(GroupEndpoint::close);
  }

  private interface Member {
    void act(int index) throws Exception;
  }

  private void inThreads(Member member) throws Exception {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int index = 0; index < HOSTS.size(); index++) {
      int own = index;
      CompletableFuture<Void> done = new CompletableFuture<>();
      all.add(done);
      new Thread(
              () -> {
                try {
                  member.act(own);
                  done.complete(null);
                } catch (Exception | AssertionError e) {
                  done.completeExceptionally(e);
                }
              })
          .start();
    }
    for (CompletableFuture<Void> done : all) {
      done.get(30, SECONDS);
    }
  }

  @Test
  void send_and_receive_in_order_over_the_network() throws Exception {
    for (int n = 0; n < 500; n++) {
      of(1).send(G, 1, 5, Payload.of(ByteBuffer.allocate(4).putInt(n).array()));
    }
    for (int n = 0; n < 500; n++) {
      Payload next = of(5).receive(G, 1, 5).get(10, SECONDS);
      assertThat(ByteBuffer.wrap(next.bytes()).getInt()).isEqualTo(n);
    }
  }

  @Test
  void distributed_lock_one_member_at_a_time() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    int[] count = new int[1];
    inThreads(
        index -> {
          for (int n = 0; n < 20; n++) {
            boolean recursive = n % 2 == 0;
            of(index).lock(G, index, recursive).get(10, SECONDS);
            assertThat(inside.incrementAndGet()).isEqualTo(1);
            count[0]++;
            inside.decrementAndGet();
            of(index).unlock(G, index, recursive);
          }
        });
    assertThat(count[0]).isEqualTo(20 * HOSTS.size());
  }

  @Test
  void distributed_barrier_nobody_is_a_round_ahead() throws Exception {
    AtomicInteger arrived = new AtomicInteger();
    inThreads(
        index -> {
          for (int round = 1; round <= 10; round++) {
            arrived.incrementAndGet();
            of(index).barrier(G, index).get(10, SECONDS);
            assertThat(arrived.get()).isGreaterThanOrEqualTo(round * HOSTS.size());
            of(index).barrier(G, index).get(10, SECONDS);
          }
        });
    assertThat(arrived).hasValue(10 * HOSTS.size());
  }

  @Test
  void notify_and_await_over_the_network() throws Exception {
    AtomicInteger done = new AtomicInteger();
    inThreads(
        index -> {
          if (index == 0) {
            of(0).awaitNotices(G).get(10, SECONDS);
            assertThat(done).hasValue(HOSTS.size() - 1);
          } else {
            done.incrementAndGet();
            of(index).notifyMain(G, index);
          }
        });
  }

  @Test
  void a_lost_host_ends_the_waiting() {
    CompletableFuture<Payload> waits = of(1).receive(G, 0, 1);
    of(1).lost("a");
    assertThat(waits)
        .failsWithin(java.time.Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("host a of group 3 is lost");
  }
}
