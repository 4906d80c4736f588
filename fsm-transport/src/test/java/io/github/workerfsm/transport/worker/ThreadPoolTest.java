package io.github.workerfsm.transport.worker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.transport.message.Call;
import io.github.workerfsm.transport.message.PlainValues;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks in threads: what becomes of them, told once each. */
@Timeout(20)
class ThreadPoolTest {
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch runs = new CountDownLatch(1);
  private final ThreadPool pool =
      new ThreadPool(
          "pool-test",
          Map.of(
              "first", (task, arguments, inputs) -> inputs.values().iterator().next(),
              "fail",
                  (task, arguments, inputs) -> {
                    throw new java.io.IOException("disk");
                  },
              "elsewhere",
                  (task, arguments, inputs) -> {
                    throw new RescheduleException();
                  },
              "opaque", (task, arguments, inputs) -> new Object(),
              "long",
                  (task, arguments, inputs) -> {
                    task.secede();
                    task.secede();
                    runs.countDown();
                    release.await();
                    return Thread.currentThread().isInterrupted();
                  }),
          new PlainValues(),
          events::add);

  private static Instruction.Execute execute(String function, String... inputs) {
    TaskSpec spec =
        TaskSpec.of("k")
            .dependencies(List.of(inputs))
            .payload(new Call(function, List.of()))
            .run(7)
            .build();
    return new Instruction.Execute("s", "k", 7, spec);
  }

  private Event next() throws InterruptedException {
    Event event = events.poll(10, SECONDS);
    assertThat(event).isNotNull();
    return event;
  }

  private String failure() throws InterruptedException {
    return ((Event.ExecuteFailure) next()).failure().text();
  }

  @Test
  void a_result_becomes_a_success_with_its_size_and_type() throws Exception {
    pool.execute(execute("first", "in"), Map.of("in", new Value("text", 9, "String")));
    Event.ExecuteSuccess success = (Event.ExecuteSuccess) next();
    assertThat(success.run()).isEqualTo(7);
    assertThat(success.value()).isEqualTo(new Value("text", 9, "String"));
  }

  @Test
  void whatever_goes_wrong_becomes_a_failure_that_says_what() throws Exception {
    pool.execute(execute("fail"), Map.of());
    assertThat(failure()).isEqualTo("java.io.IOException: disk");
    pool.execute(execute("unheard-of"), Map.of());
    assertThat(failure()).contains("function unheard-of is not known");
    pool.execute(execute("first", "in"), Map.of());
    assertThat(failure()).contains("input in of task k is not here");
    pool.execute(execute("opaque"), Map.of());
    assertThat(failure()).contains("class java.lang.Object");
    pool.execute(new Instruction.Execute("s", "k", 1, TaskSpec.of("k").build()), Map.of());
    assertThat(failure()).contains("does not say what to call");
  }

  @Test
  void a_task_may_ask_to_be_run_elsewhere() throws Exception {
    pool.execute(execute("elsewhere"), Map.of());
    assertThat(next()).isInstanceOf(Event.Reschedule.class);
  }

  @Test
  void a_running_thread_survives_the_stop_and_its_late_completion_is_told() throws Exception {
    pool.execute(execute("long"), Map.of());
    assertThat(next()).isInstanceOf(Event.Secede.class);
    assertThat(runs.await(10, SECONDS)).isTrue();
    assertThat(pool.stop(Duration.ZERO)).isFalse();
    assertThat(pool.running()).isEqualTo(1);
    pool.execute(execute("first"), Map.of());
    assertThat(failure()).isEqualTo("the worker is closed");
    release.countDown();
    Event.ExecuteSuccess late = (Event.ExecuteSuccess) next();
    assertThat(late.value().payload()).isEqualTo(false);
    assertThat(pool.stop(Duration.ofSeconds(10))).isTrue();
    assertThat(events).isEmpty();
  }
}
