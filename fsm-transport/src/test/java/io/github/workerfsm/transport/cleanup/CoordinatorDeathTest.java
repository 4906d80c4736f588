package io.github.workerfsm.transport.cleanup;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.message.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * T-C2: a coordinator dies at each point of its work, and exactly its jobs are killed; and the
 * tests of CouchDB's {@code fabric_streams} by their names. Nodes run jobs in tables of their own,
 * so that what is counted is jobs, not messages.
 */
@Timeout(30)
class CoordinatorDeathTest {
  private final AtomicLong refs = new AtomicLong();
  private final AtomicInteger kills = new AtomicInteger();
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final BlockingQueue<Kill> sent = new LinkedBlockingQueue<>();
  private final Cleaner cleaner =
      new Cleaner("death-test", Duration.ofSeconds(60), this::kill, System::nanoTime);

  /** Runs for each job that is about to be sent, before it is. */
  private Consumer<UUID> beforeEach = ref -> {};

  private static final class Node implements JobTable.Runner {
    final JobTable table = new JobTable(this);
    final List<UUID> running = new ArrayList<>();

    @Override
    public void run(UUID ref) {
      running.add(ref);
    }

    @Override
    public void askToStop(UUID ref) {
      running.remove(ref);
    }

    @Override
    public void tellExit(UUID ref) {}
  }

  private final class Way implements Lease.Route {
    private final String node;

    Way(String node) {
      this.node = node;
    }

    @Override
    public String name() {
      return node;
    }

    @Override
    public Offer submit(UUID ref, Payload job) {
      beforeEach.accept(ref);
      synchronized (nodes) {
        node(node).table.submit(ref, 0);
      }
      return Offer.ACCEPTED;
    }
  }

  private Node node(String name) {
    return nodes.computeIfAbsent(name, n -> new Node());
  }

  private void kill(Kill kill) {
    kills.incrementAndGet();
    synchronized (nodes) {
      kill.refs().forEach(ref -> node(kill.node()).table.kill(ref, 0));
    }
    cleaner.confirmed(kill.node(), kill.number());
    sent.add(kill);
  }

  private Lease open() {
    return Lease.open(cleaner, () -> new UUID(0, refs.incrementAndGet()), Way::new);
  }

  private static List<Lease.Job> jobs(String... at) {
    List<Lease.Job> jobs = new ArrayList<>();
    for (String node : at) {
      jobs.add(new Lease.Job(node, Payload.EMPTY));
    }
    return jobs;
  }

  private int running() {
    synchronized (nodes) {
      return nodes.values().stream().mapToInt(node -> node.running.size()).sum();
    }
  }

  private void awaitClean() {
    awaitLeases(0);
    assertThat(running()).isZero();
  }

  private void awaitLeases(int left) {
    long deadline = System.nanoTime() + SECONDS.toNanos(10);
    while (cleaner.leases() > left) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  /** The life of a coordinator up to its death. */
  private static void dies(Runnable life) throws InterruptedException {
    Thread coordinator = new Thread(life);
    coordinator.setUncaughtExceptionHandler((thread, death) -> {});
    coordinator.start();
    coordinator.join();
  }

  @AfterEach
  void t_c6_no_orphan_is_left() throws Exception {
    awaitClean();
    assertThat(cleaner.orphanAgeNanos()).isZero();
    assertThat(cleaner.stop(Duration.ofSeconds(5))).isTrue();
  }

  // ---- the rows of the table

  @Test
  void t_c2_before_references_exist_nothing_is_killed() throws Exception {
    dies(this::open);
    awaitClean();
    assertThat(kills).hasValue(0);
  }

  @Test
  void t_c2_references_made_and_no_job_sent_kills_what_nobody_knows_and_leaves_tombstones()
      throws Exception {
    beforeEach =
        ref -> {
          throw new IllegalStateException("dies before the first job");
        };
    dies(() -> open().submitAll(jobs("n1", "n2")));
    awaitClean();
    assertThat(kills).hasValue(2);
    UUID never = sent.take().refs().get(0);
    synchronized (nodes) {
      assertThat(node("n1").table.submit(never, 1)).isFalse();
    }
  }

  @Test
  void t_c2_some_jobs_sent_kills_all_and_unsent_ones_are_unknown() throws Exception {
    beforeEach =
        ref -> {
          if (ref.getLeastSignificantBits() == 4) {
            throw new IllegalStateException("dies before the third job");
          }
        };
    dies(() -> open().submitAll(jobs("n1", "n2", "n3")));
    awaitClean();
    assertThat(kills).hasValue(3);
  }

  @Test
  void t_c2_during_streaming_kills_exactly_its_jobs() throws Exception {
    Lease other = open();
    other.submitAll(jobs("n1", "n2"));
    dies(() -> open().submitAll(jobs("n1", "n2")));
    awaitLeases(1);
    assertThat(running()).isEqualTo(2);
    assertThat(kills).hasValue(2);
    other.close();
  }

  @Test
  void t_c2_inside_its_own_cleanup_every_job_is_killed_once() throws Exception {
    dies(
        () -> {
          Lease lease = open();
          lease.submitAll(jobs("n1", "n2"));
          lease.close();
          throw new IllegalStateException("dies in its cleanup");
        });
    awaitClean();
    assertThat(kills).hasValue(2);
  }

  @Test
  void t_c2_the_cleaner_dies_with_the_coordinator_and_its_successor_kills() throws Exception {
    AtomicInteger deaths = new AtomicInteger(1);
    Cleaner mortal =
        new Cleaner(
            "mortal",
            Duration.ofMillis(1),
            kill -> {
              if (deaths.getAndDecrement() > 0) {
                throw new IllegalStateException("the cleaner is killed");
              }
              sent.add(kill);
            },
            System::nanoTime);
    dies(() -> Lease.open(mortal, UUID::randomUUID, Way::new).submitAll(jobs("n1")));
    Kill kill = sent.poll(10, SECONDS);
    assertThat(kill).isNotNull();
    mortal.confirmed(kill.node(), kill.number());
    assertThat(mortal.lives()).isGreaterThanOrEqualTo(2);
    assertThat(mortal.stop(Duration.ofSeconds(5))).isTrue();
    synchronized (nodes) {
      kill.refs().forEach(ref -> node("n1").table.kill(ref, 0));
    }
  }

  // ---- fabric_streams

  @Test
  void should_clean_workers() throws Exception {
    Lease lease = open();
    List<UUID> made = lease.submitAll(jobs("n1", "n1", "n2"));
    lease.close();
    awaitClean();
    assertThat(kills).as("one message a node").hasValue(2);
    List<UUID> killed = new ArrayList<>();
    sent.forEach(kill -> killed.addAll(kill.refs()));
    assertThat(killed).containsExactlyElementsOf(made);
  }

  @Test
  void does_not_fire_if_cleanup_called() throws Exception {
    dies(
        () -> {
          Lease lease = open();
          lease.submitAll(jobs("n1"));
          lease.close();
          lease.close();
        });
    awaitClean();
    assertThat(kills).as("the death after the cleanup adds nothing").hasValue(1);
  }

  @Test
  void should_clean_additional_worker_too() throws Exception {
    dies(
        () -> {
          Lease lease = open();
          UUID lost = lease.submitAll(jobs("n1")).get(0);
          lease.replace(lost, new Lease.Job("n2", Payload.EMPTY));
          synchronized (nodes) {
            node("n1").table.exited(lost, 0);
            node("n1").running.remove(lost);
          }
        });
    awaitClean();
    assertThat(sent).singleElement().extracting(Kill::node).isEqualTo("n2");
  }

  /** The client's connection and the coordinator's thread are different things to lose. */
  @Test
  void coordinator_is_killed_if_client_disconnects() throws Exception {
    Lease lease = open();
    lease.submitAll(jobs("n1"));
    Thread client = new Thread(lease::close);
    client.start();
    client.join();
    awaitClean();
    assertThatIllegalStateException()
        .isThrownBy(() -> lease.submitAll(jobs("n1")))
        .withMessageContaining("the lease has ended");
  }

  @Test
  void coordinator_is_not_killed_if_client_is_connected() throws Exception {
    Lease lease = open();
    lease.submitAll(jobs("n1"));
    dies(() -> open().submitAll(jobs("n2")));
    assertThat(sent.poll(10, SECONDS)).extracting(Kill::node).isEqualTo("n2");
    assertThat(running()).isEqualTo(1);
    assertThat(lease.submitAll(jobs("n1"))).hasSize(1);
    lease.close();
  }

  @Test
  void submit_jobs_sets_up_cleaner() {
    Lease lease = open();
    beforeEach = ref -> assertThat(cleaner.leases()).as("registered before it is sent").isOne();
    lease.submitAll(jobs("n1", "n2"));
    lease.close();
  }

  @Test
  void cleanup_called_on_timeout() throws Exception {
    dies(
        () -> {
          try (Lease lease = open()) {
            lease.submitAll(jobs("n1"));
            throw new IllegalStateException(new TimeoutException("no worker was ready"));
          }
        });
    awaitClean();
    assertThat(kills).hasValue(1);
  }

  @Test
  void cleanup_called_on_error() throws Exception {
    beforeEach =
        ref -> {
          if (ref.getLeastSignificantBits() == 3) {
            throw new StackOverflowError();
          }
        };
    dies(() -> open().submitAll(jobs("n1", "n2")));
    awaitClean();
    assertThat(kills).hasValue(2);
  }
}
