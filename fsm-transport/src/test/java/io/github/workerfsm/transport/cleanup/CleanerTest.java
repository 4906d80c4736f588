package io.github.workerfsm.transport.cleanup;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.transport.message.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** T-C2: the death of a coordinator at each point, and of the cleaner itself. */
@Timeout(30)
class CleanerTest {
  private static final List<Lease.Job> JOBS =
      List.of(
          new Lease.Job("n1", Payload.EMPTY),
          new Lease.Job("n1", Payload.EMPTY),
          new Lease.Job("n2", Payload.EMPTY));

  private final AtomicLong refs = new AtomicLong();
  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger failures = new AtomicInteger();
  private final BlockingQueue<Kill> kills = new LinkedBlockingQueue<>();
  private final List<UUID> submitted = new ArrayList<>();
  private final Cleaner cleaner =
      new Cleaner("cleaner-test", Duration.ofNanos(100), this::send, now::get);

  private int acceptAtMost = Integer.MAX_VALUE;

  private void send(Kill kill) {
    if (failures.getAndDecrement() > 0) {
      throw new IllegalStateException("the cleaner is killed");
    }
    kills.add(kill);
  }

  private Lease open() {
    return Lease.open(cleaner, () -> new UUID(0, refs.incrementAndGet()), To::new);
  }

  private final class To implements Lease.Route {
    private final String node;

    To(String node) {
      this.node = node;
    }

    @Override
    public String name() {
      return node;
    }

    @Override
    public Offer submit(UUID ref, Payload job) {
      if (submitted.size() >= acceptAtMost) {
        return Offer.CLOSED;
      }
      submitted.add(ref);
      return Offer.ACCEPTED;
    }
  }

  private Kill kill() throws InterruptedException {
    Kill kill = kills.poll(10, SECONDS);
    assertThat(kill).isNotNull();
    cleaner.confirmed(kill.node(), kill.number());
    return kill;
  }

  @AfterEach
  void t_c6_nothing_is_left() {
    assertThat(cleaner.orphanAgeNanos()).isZero();
    assertThat(cleaner.leases()).isZero();
    assertThat(kills).isEmpty();
    assertThat(cleaner.stop(Duration.ofSeconds(5))).isTrue();
    assertThat(cleaner.stop(Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void before_references_exist_nothing_is_cleaned() {
    open().close();
  }

  @Test
  void does_not_fire_if_every_job_has_ended() {
    Lease lease = open();
    List<UUID> made = lease.submitAll(JOBS);
    made.forEach(lease::finished);
    lease.close();
  }

  @Test
  void should_clean_workers_exactly_one_kill_a_node_with_exactly_the_refs() throws Exception {
    Lease lease = open();
    List<UUID> made = lease.submitAll(JOBS);
    lease.close();
    lease.close();
    assertThat(kill().refs()).containsExactly(made.get(0), made.get(1));
    assertThat(kill().refs()).containsExactly(made.get(2));
  }

  @Test
  void t_c2_when_submitting_fails_half_way_all_registered_jobs_are_killed() throws Exception {
    acceptAtMost = 1;
    Lease lease = open();
    assertThatIllegalStateException()
        .isThrownBy(() -> lease.submitAll(JOBS))
        .withMessage("job for n1 is not accepted: CLOSED");
    assertThat(submitted).hasSize(1);
    assertThat(kill().refs()).hasSize(2).contains(submitted.get(0));
    assertThat(kill().refs()).hasSize(1);
    assertThatIllegalStateException().isThrownBy(() -> lease.submitAll(JOBS));
  }

  @Test
  void t_c2_when_the_thread_of_the_coordinator_dies_its_jobs_are_killed() throws Exception {
    Thread coordinator = new Thread(() -> open().submitAll(JOBS));
    coordinator.start();
    coordinator.join();
    assertThat(kill().node()).isEqualTo("n1");
    assertThat(kill().node()).isEqualTo("n2");
  }

  @Test
  void t_c5_should_clean_additional_worker_too() throws Exception {
    Lease lease = open();
    UUID lost = lease.submitAll(List.of(JOBS.get(0))).get(0);
    UUID replacement = lease.replace(lost, new Lease.Job("n3", Payload.EMPTY));
    lease.close();
    Kill kill = kill();
    assertThat(kill.node()).isEqualTo("n3");
    assertThat(kill.refs()).containsExactly(replacement);
  }

  @Test
  void t_c3_a_cleaner_that_dies_is_replaced_and_knows_everything() throws Exception {
    failures.set(1);
    Lease lease = open();
    lease.submitAll(List.of(JOBS.get(0)));
    lease.close();
    while (cleaner.lives() < 2) {
      Thread.onSpinWait();
    }
    now.addAndGet(100);
    assertThat(kill().node()).isEqualTo("n1");
  }

  @Test
  void a_kill_that_is_not_confirmed_is_sent_again() throws Exception {
    Lease lease = open();
    lease.submitAll(List.of(JOBS.get(0)));
    lease.close();
    Kill first = kills.poll(10, SECONDS);
    now.addAndGet(100);
    assertThat(kill()).isEqualTo(first);
  }
}
