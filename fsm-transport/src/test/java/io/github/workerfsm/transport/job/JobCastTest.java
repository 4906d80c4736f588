package io.github.workerfsm.transport.job;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.workerfsm.transport.cleanup.Lease;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.net.NetSettings;
import io.github.workerfsm.transport.net.Network;
import io.github.workerfsm.transport.net.Security;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The casts of rexi's tests: whose reference comes back, and to whom. */
@Timeout(30)
class JobCastTest {
  private static final Payload WAIT = Payload.of(new byte[] {1});

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<AutoCloseable> parties = new ArrayList<>();
  private final Network there = network();
  private final JobNode node = new JobNode(there, threads, this::work);
  private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private record Told(UUID ref, String reason) {}

  private final class Coordinator {
    final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    final List<UUID> made = new ArrayList<>();
    final JobClient client;

    Coordinator() throws Exception {
      Network network = network();
      client =
          new JobClient(
              "cast-test",
              network,
              Duration.ofSeconds(5),
              () -> {
                made.add(UUID.randomUUID());
                return made.get(made.size() - 1);
              },
              (ref, reason) -> told.add(new Told(ref, reason)));
      parties.add(client);
      parties.add(network);
      client.connect("n", address).get(10, SECONDS);
    }

    Told next() throws InterruptedException {
      Told next = told.poll(10, SECONDS);
      assertThat(next).isNotNull();
      return next;
    }
  }

  private static Network network() {
    return new Network(
        "cast-test", NetSettings.DEFAULT, Security.loopbackOnly(), UUID.randomUUID(), 1);
  }

  private void work(Payload job, JobBody.Control control) throws InterruptedException {
    if (job.equals(WAIT)) {
      release.await();
    }
  }

  private static List<Lease.Job> one(String at, Payload payload) {
    return List.of(new Lease.Job(at, payload));
  }

  @BeforeEach
  void listen() {
    address = there.listen(address, node::accepted);
  }

  @AfterEach
  void close() throws Exception {
    release.countDown();
    for (AutoCloseable party : parties) {
      party.close();
    }
    there.close();
    threads.shutdown();
    assertThat(threads.awaitTermination(10, SECONDS)).isTrue();
  }

  @Test
  void t_cast_the_end_of_the_job_comes_back() throws Exception {
    Coordinator coordinator = new Coordinator();
    try (Lease lease = coordinator.client.lease()) {
      UUID ref = lease.submitAll(one("n", Payload.EMPTY)).get(0);
      assertThat(coordinator.next()).isEqualTo(new Told(ref, ""));
      lease.finished(ref);
    }
  }

  @Test
  void t_cast_ref_it_carries_the_reference_that_the_coordinator_has_made() throws Exception {
    Coordinator coordinator = new Coordinator();
    try (Lease lease = coordinator.client.lease()) {
      List<UUID> refs =
          lease.submitAll(
              List.of(
                  new Lease.Job("n", Payload.EMPTY), new Lease.Job("n", Payload.of(new byte[9]))));
      // The first that was made is the lease's own.
      assertThat(refs).isEqualTo(coordinator.made.subList(1, 3));
      assertThat(List.of(coordinator.next().ref(), coordinator.next().ref()))
          .containsExactlyInAnyOrderElementsOf(refs);
      refs.forEach(lease::finished);
    }
  }

  @Test
  void t_cast_explicit_caller_whoever_submitted_is_told_and_nobody_else() throws Exception {
    Coordinator one = new Coordinator();
    Coordinator other = new Coordinator();
    try (Lease waits = other.client.lease();
        Lease lease = one.client.lease()) {
      UUID later = waits.submitAll(one("n", WAIT)).get(0);
      UUID ref = lease.submitAll(one("n", Payload.EMPTY)).get(0);
      assertThat(one.next()).isEqualTo(new Told(ref, ""));
      release.countDown();
      assertThat(other.next()).isEqualTo(new Told(later, ""));
      assertThat(one.told).isEmpty();
      assertThat(other.told).isEmpty();
      lease.finished(ref);
      waits.finished(later);
    }
  }

  /** Submitting tells at once whether the way to the node has taken the job. */
  @Test
  void t_sync_cast_a_job_is_accepted_or_the_caller_hears_why_not() throws Exception {
    Coordinator coordinator = new Coordinator();
    try (Lease lease = coordinator.client.lease()) {
      lease.finished(lease.submitAll(one("n", Payload.EMPTY)).get(0));
      coordinator.next();
      assertThatIllegalStateException()
          .isThrownBy(() -> lease.submitAll(one("elsewhere", Payload.EMPTY)))
          .withMessage("job for elsewhere is not accepted: CLOSED");
    }
    assertThat(coordinator.told).isEmpty();
  }
}
