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
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs at a node over TCP: they end by themselves, or with whoever wanted them. */
@Timeout(30)
class JobTest {
  private static final Payload WAIT = Payload.of(new byte[] {1});
  private static final Payload END = Payload.of(new byte[] {2});
  private static final Payload FAIL = Payload.of(new byte[] {3});

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Network there = network();
  private final UUID instance = UUID.randomUUID();
  private final Network here = network(instance, 1);
  private final BlockingQueue<String> exits = new LinkedBlockingQueue<>();
  private final JobNode node = new JobNode(there, threads, JobTest::work);
  private final JobClient client =
      new JobClient(
          "job-test",
          here,
          Duration.ofMillis(50),
          UUID::randomUUID,
          (ref, reason) -> exits.add(reason));

  private static Network network() {
    return network(UUID.randomUUID(), 1);
  }

  private static Network network(UUID instance, long epoch) {
    return new Network("job-test", NetSettings.DEFAULT, Security.loopbackOnly(), instance, epoch);
  }

  private static void work(Payload job, JobBody.Control control) throws InterruptedException {
    if (job.equals(WAIT)) {
      CountDownLatch stop = new CountDownLatch(1);
      control.whenAskedToStop(stop::countDown);
      stop.await();
      assertThat(control.askedToStop()).isTrue();
    } else if (job.equals(FAIL)) {
      throw new IllegalStateException("as asked");
    }
  }

  private InetSocketAddress address = new InetSocketAddress(0);

  @BeforeEach
  void connect() throws Exception {
    address =
        there.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), node::accepted);
    client.connect("n", address).get(10, SECONDS);
  }

  @AfterEach
  void t_c6_nothing_is_left() {
    await(() -> node.running() == 0 && client.cleaner().leases() == 0);
    assertThat(client.cleaner().orphanAgeNanos()).isZero();
    client.close();
    here.close();
    there.close();
    threads.shutdown();
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void a_job_runs_and_its_end_is_told() throws Exception {
    try (Lease lease = client.lease()) {
      UUID ref = lease.submitAll(List.of(new Lease.Job("n", END))).get(0);
      assertThat(exits.poll(10, SECONDS)).isEmpty();
      lease.finished(ref);
    }
  }

  @Test
  void t_cast_error_a_failing_job_tells_the_reason() throws Exception {
    try (Lease lease = client.lease()) {
      lease.submitAll(List.of(new Lease.Job("n", FAIL)));
      assertThat(exits.poll(10, SECONDS)).contains("as asked");
    }
  }

  @Test
  void t_kill_the_end_of_the_lease_ends_its_jobs_and_not_those_of_others() {
    Lease other = client.lease();
    other.submitAll(List.of(new Lease.Job("n", WAIT)));
    Lease lease = client.lease();
    lease.submitAll(List.of(new Lease.Job("n", WAIT), new Lease.Job("n", WAIT)));
    await(() -> node.running() == 3);
    lease.close();
    await(() -> node.running() == 1);
    other.close();
    await(() -> node.running() == 0);
    assertThat(exits).isEmpty();
  }

  @Test
  void coordinator_is_killed_and_so_are_its_jobs() throws Exception {
    Thread coordinator =
        new Thread(() -> client.lease().submitAll(List.of(new Lease.Job("n", WAIT))));
    coordinator.start();
    coordinator.join();
    await(() -> node.running() == 0);
  }

  @Test
  void a_coordinator_in_a_new_life_ends_the_jobs_of_the_old_one() throws Exception {
    Lease lease = client.lease();
    lease.submitAll(List.of(new Lease.Job("n", WAIT)));
    await(() -> node.running() == 1);
    try (Network next = network(instance, 2);
        JobClient successor =
            new JobClient(
                "job-test", next, Duration.ofMillis(50), UUID::randomUUID, (ref, reason) -> {})) {
      successor.connect("n", address).get(10, SECONDS);
      await(() -> node.running() == 0);
      try (Lease other = successor.lease()) {
        other.submitAll(List.of(new Lease.Job("n", WAIT)));
        await(() -> node.running() == 1);
      }
      await(() -> node.running() == 0 && successor.cleaner().leases() == 0);
    }
    lease.close();
  }

  @Test
  void a_node_that_is_not_connected_takes_no_job() {
    try (Lease lease = client.lease()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> lease.submitAll(List.of(new Lease.Job("m", WAIT))))
          .withMessage("job for m is not accepted: CLOSED");
    }
  }

  @Test
  void when_the_connection_ends_so_do_the_jobs_and_their_coordinator_is_told() throws Exception {
    Lease lease = client.lease();
    lease.submitAll(List.of(new Lease.Job("n", WAIT), new Lease.Job("n", WAIT)));
    await(() -> node.running() == 2);
    here.close();
    await(() -> node.running() == 0);
    assertThat(exits.poll(10, SECONDS)).startsWith("the connection to n has ended");
    assertThat(exits.poll(10, SECONDS)).startsWith("the connection to n has ended");
    lease.close();
    assertThat(exits).isEmpty();
  }

  @Test
  void of_a_job_that_was_killed_or_has_ended_the_end_of_the_connection_says_nothing()
      throws Exception {
    Lease lease = client.lease();
    lease.submitAll(List.of(new Lease.Job("n", WAIT)));
    await(() -> node.running() == 1);
    lease.close();
    await(() -> node.running() == 0 && client.cleaner().leases() == 0);
    try (Lease other = client.lease()) {
      UUID ref = other.submitAll(List.of(new Lease.Job("n", END))).get(0);
      assertThat(exits.poll(10, SECONDS)).isEmpty();
      other.finished(ref);
    }
    here.close();
    assertThat(exits).isEmpty();
  }
}
