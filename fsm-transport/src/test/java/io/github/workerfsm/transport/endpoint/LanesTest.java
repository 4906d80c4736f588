package io.github.workerfsm.transport.endpoint;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.transport.Offer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lanes: order within a key, bound, waiting handlers, end. */
@Timeout(30)
class LanesTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private Lanes lanes = new Lanes("lanes-test", 2, 10_000);

  @AfterEach
  void stop() {
    assertThat(lanes.stop(LONG)).isTrue();
  }

  @Test
  void order_within_a_key_holds_while_keys_run_side_by_side() throws InterruptedException {
    List<List<Integer>> seen = new ArrayList<>();
    for (int key = 0; key < 5; key++) {
      seen.add(Collections.synchronizedList(new ArrayList<>()));
    }
    CountDownLatch all = new CountDownLatch(5_000);
    for (int n = 0; n < 1_000; n++) {
      for (int key = 0; key < 5; key++) {
        List<Integer> into = seen.get(key);
        int number = n;
        lanes.submit(
            key,
            () -> {
              into.add(number);
              all.countDown();
            });
      }
    }
    assertThat(all.await(10, SECONDS)).isTrue();
    for (List<Integer> numbers : seen) {
      assertThat(numbers).hasSize(1_000).isSorted();
    }
  }

  @Test
  void two_keys_really_run_at_the_same_time() throws InterruptedException {
    CountDownLatch both = new CountDownLatch(2);
    CountDownLatch done = new CountDownLatch(2);
    for (int key = 0; key < 2; key++) {
      lanes.submit(
          key,
          () -> {
            both.countDown();
            awaitQuietly(both);
            done.countDown();
          });
    }
    assertThat(done.await(10, SECONDS)).isTrue();
  }

  @Test
  void at_the_bound_a_task_is_refused_until_there_is_room() throws InterruptedException {
    lanes.stop(LONG);
    lanes = new Lanes("lanes-small", 1, 1);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch runs = new CountDownLatch(1);
    lanes.submit(
        "k",
        () -> {
          runs.countDown();
          awaitQuietly(release);
        });
    assertThat(runs.await(10, SECONDS)).isTrue();
    assertThat(lanes.submit("k", () -> {})).isEqualTo(Offer.ACCEPTED);
    assertThat(lanes.submit("k", () -> {})).isEqualTo(Offer.FULL);
    CountDownLatch room = new CountDownLatch(1);
    lanes.whenRoom(room::countDown);
    release.countDown();
    assertThat(room.await(10, SECONDS)).isTrue();
  }

  @Test
  void a_failing_handler_harms_no_other() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    lanes.submit(
        "k",
        () -> {
          throw new EndpointException("as asked");
        });
    lanes.submit("k", done::countDown);
    assertThat(done.await(10, SECONDS)).isTrue();
  }

  @Test
  void the_threads_that_work_stay_at_the_limit() throws InterruptedException {
    AtomicInteger working = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(200);
    for (int n = 0; n < 200; n++) {
      lanes.submit(
          null,
          () -> {
            most.accumulateAndGet(working.incrementAndGet(), Math::max);
            long until = System.nanoTime() + 200_000;
            while (System.nanoTime() < until) {
              Thread.onSpinWait();
            }
            working.decrementAndGet();
            all.countDown();
          });
    }
    assertThat(all.await(10, SECONDS)).isTrue();
    assertThat(most.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void stop_runs_what_was_accepted_and_takes_no_more() {
    AtomicInteger ran = new AtomicInteger();
    for (int n = 0; n < 100; n++) {
      lanes.submit("k" + n % 3, ran::incrementAndGet);
    }
    assertThat(lanes.stop(LONG)).isTrue();
    assertThat(lanes.stop(LONG)).isTrue();
    assertThat(ran).hasValue(100);
    assertThat(lanes.submit("k", () -> {})).isEqualTo(Offer.CLOSED);
    assertThat(lanes.size()).isZero();
  }

  static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
