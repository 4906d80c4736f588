package io.github.workerfsm.transport.owner;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.transport.Offer;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One thread owns the machine; what goes in, what comes out, and how it ends. */
@Timeout(20)
class OwnerLoopTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final WorkerStateMachine machine =
      new WorkerStateMachine(Settings.at("tcp://127.0.0.1:1").build());
  private final List<Instruction> dispatched = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Throwable> failed = new CompletableFuture<>();
  private volatile Runnable atDispatch = () -> {};

  private final OwnerLoop loop =
      new OwnerLoop(
          "owner-test",
          machine,
          4,
          new Dispatcher() {
            @Override
            public void dispatch(Instruction instruction, WorkerStateMachine owned) {
              dispatched.add(instruction);
              threads.add(Thread.currentThread());
              atDispatch.run();
            }

            @Override
            public void flush() {}
          },
          new OwnerListener() {
            @Override
            public void refused(Event event, IllegalEventException why) {
              refused.add(why.getMessage());
            }

            @Override
            public void failed(Throwable why, int lost) {
              failed.complete(why);
            }
          });

  @AfterEach
  void stop() {
    loop.stop(LONG);
  }

  private static Event compute(String key) {
    return new Event.ComputeTask("s-" + key, TaskSpec.of(key).build(), List.of(), false);
  }

  @Test
  void events_become_instructions_in_one_thread() throws Exception {
    loop.start();
    assertThat(loop.tell(compute("x"))).isEqualTo(Offer.ACCEPTED);
    assertThat(loop.ask(m -> m.gauges().executing()).get(10, SECONDS)).isEqualTo(1);
    loop.tellOwed(new Event.ExecuteSuccess("done", "x", TaskSpec.NO_RUN, new Value(1, 8, "int")));
    assertThat(loop.ask(m -> m.task("x").state()).get(10, SECONDS)).isEqualTo(TaskState.MEMORY);
    assertThat(dispatched)
        .extracting(i -> i.kind().label())
        .containsExactly("execute", "digest-metric", "task-finished");
    assertThat(threads).extracting(Thread::getName).containsOnly("owner-test");
  }

  @Test
  void a_refused_event_is_told_and_the_loop_goes_on() throws Exception {
    loop.start();
    loop.tell(new Event.ExecuteSuccess("s", "nobody", 0, new Value(1, 8, "int")));
    assertThat(loop.ask(m -> m.tasks().size()).get(10, SECONDS)).isZero();
    assertThat(refused).singleElement().asString().contains("task nobody is not known");
    assertThat(loop.hasEnded()).isFalse();
  }

  @Test
  void letters_wait_before_the_start_and_the_bound_holds() {
    for (int i = 0; i < 4; i++) {
      assertThat(loop.tell(compute("k" + i))).isEqualTo(Offer.ACCEPTED);
    }
    assertThat(loop.tell(compute("k4"))).isEqualTo(Offer.FULL);
    assertThat(loop.depth()).isEqualTo(4);
    loop.start();
    loop.stop(LONG);
    assertThat(loop.handled()).isEqualTo(4);
  }

  @Test
  void a_failing_dispatcher_stops_the_loop_and_what_is_lost_is_counted() throws Exception {
    atDispatch =
        () -> {
          throw new IllegalStateException("no way out");
        };
    loop.tell(compute("a"));
    loop.tell(compute("b"));
    CompletableFuture<Integer> question = loop.ask(m -> 1);
    loop.start();
    assertThat(failed.get(10, SECONDS)).hasMessage("no way out");
    assertThat(loop.stop(LONG)).isTrue();
    assertThat(loop.tell(compute("c"))).isEqualTo(Offer.CLOSED);
    assertThat(loop.handled() + loop.lost()).isEqualTo(3);
    assertThat(question)
        .failsWithin(LONG)
        .withThrowableThat()
        .withCauseInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void a_question_that_throws_hurts_only_the_asker() throws Exception {
    loop.start();
    CompletableFuture<Object> bad =
        loop.ask(
            m -> {
              throw new IllegalArgumentException("odd question");
            });
    assertThat(bad).failsWithin(LONG).withThrowableThat().withMessageContaining("odd question");
    assertThat(loop.ask(m -> 7).get(10, SECONDS)).isEqualTo(7);
  }

  // ---- stop

  @Test
  void stop_before_start_ends_it_and_start_is_refused_afterwards() {
    loop.tell(compute("x"));
    assertThat(loop.stop(LONG)).isTrue();
    assertThat(loop.stop(LONG)).isTrue();
    assertThat(loop.lost()).isEqualTo(1);
    assertThatIllegalStateException().isThrownBy(loop::start);
  }

  @Test
  void stop_from_the_owners_own_thread_does_not_wait_for_itself() throws Exception {
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    atDispatch = () -> ended.complete(loop.stop(LONG));
    loop.start();
    loop.tell(compute("x"));
    assertThat(ended.get(10, SECONDS)).isFalse();
    assertThat(loop.stop(LONG)).isTrue();
  }

  @Test
  void stop_is_bounded_when_the_owner_hangs() {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch hangs = new CountDownLatch(1);
    atDispatch =
        () -> {
          hangs.countDown();
          awaitQuietly(release);
        };
    loop.start();
    loop.tell(compute("x"));
    awaitQuietly(hangs);
    assertThat(loop.stop(Duration.ofMillis(1))).isFalse();
    release.countDown();
    assertThat(loop.stop(LONG)).isTrue();
  }

  @Test
  void stop_from_many_threads_at_once_and_an_interrupted_one() throws Exception {
    loop.start();
    List<CompletableFuture<Boolean>> stops =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> loop.stop(LONG)))
            .toList();
    for (CompletableFuture<Boolean> each : stops) {
      assertThat(each.get(10, SECONDS)).isTrue();
    }
    Thread.currentThread().interrupt();
    loop.stop(LONG);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
