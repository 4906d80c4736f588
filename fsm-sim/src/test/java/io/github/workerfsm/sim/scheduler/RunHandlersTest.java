package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.Desk.on;
import static io.github.workerfsm.sim.scheduler.Desk.retried;
import static io.github.workerfsm.sim.scheduler.Desk.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.TaskState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What workers report of runs. */
class RunHandlersTest {

  private final Desk desk = new Desk().join("A").join("B");

  @Test
  void a_result_of_the_assigned_run_is_in_memory_where_it_was_computed() {
    desk.submit(task("x"));
    assertThat(desk.finished("A", "x")).isEmpty();
    assertThat(desk.where("x")).isEqualTo("memory on A");
    assertThat(desk.state("x").nbytes()).isEqualTo(8);
  }

  @Test
  void a_result_of_a_forgotten_key_is_to_be_forgotten() {
    assertThat(desk.finished("A", "x", 1)).containsExactly("A forget x");
  }

  @Test
  void a_result_of_a_released_key_is_to_be_freed() {
    desk.submit(task("x"), task("y(x)"));
    long run = desk.state("x").run();
    desk.finished("A", "x");
    desk.finished("A", "y");
    assertThat(desk.where("x")).isEqualTo("released");
    assertThat(desk.finished("B", "x", run)).containsExactly("B free x");
  }

  @Test
  void a_result_of_a_queued_key_is_to_be_freed() {
    desk.submit(
        List.of("r-1", "r-2", "r-3", "r-4", "r-5"),
        task("r-1"),
        task("r-2"),
        task("r-3"),
        task("r-4"),
        task("r-5"));
    assertThat(desk.where("r-5")).isEqualTo("queued");
    assertThat(desk.finished("A", "r-5", 1)).containsExactly("A free r-5");
  }

  @Test
  void a_result_of_a_key_without_a_worker_is_to_be_freed() {
    desk.submit(on("C", "x"));
    assertThat(desk.finished("A", "x", 1)).containsExactly("A free x");
  }

  @Test
  void a_result_of_an_erred_key_is_to_be_freed() {
    desk.submit(task("x"));
    long run = desk.state("x").run();
    desk.erred("A", "x");
    assertThat(desk.finished("B", "x", run)).containsExactly("B free x");
  }

  @Test
  void a_result_of_a_waiting_key_is_ignored() {
    desk.submit(on("A", "x"), on("B", "y(x)"));
    desk.finished("A", "x");
    long run = desk.state("y").run();
    assertThat(desk.lost("A")).containsExactly("B free y", "B remove-worker A");
    assertThat(desk.finished("B", "y", run)).isEmpty();
    assertThat(desk.where("y")).isEqualTo("waiting");
  }

  @Test
  void the_same_run_again_makes_another_holder() {
    desk.submit(task("x"));
    desk.finished("A", "x");
    assertThat(desk.finished("B", "x")).isEmpty();
    assertThat(desk.where("x")).isEqualTo("memory on A B");
  }

  @Test
  void another_run_of_a_key_in_memory_is_to_be_freed() {
    desk.submit(task("x"));
    desk.finished("A", "x");
    assertThat(desk.finished("B", "x", 77)).containsExactly("B free x");
    assertThat(desk.where("x")).isEqualTo("memory on A");
  }

  @Test
  void another_run_of_the_assigned_worker_is_not_taken_and_the_task_is_assigned_again() {
    desk.submit(task("x"));
    long run = desk.state("x").run();
    assertThat(desk.finished("A", "x", 77)).containsExactly("A free x", "A compute x");
    assertThat(desk.state("x").run()).isNotEqualTo(run);
  }

  @Test
  void another_run_of_another_worker_is_to_be_freed() {
    desk.submit(task("x"));
    assertThat(desk.finished("B", "x", 77)).containsExactly("B free x");
    assertThat(desk.where("x")).isEqualTo("processing on A");
  }

  @Test
  void a_worker_that_reports_other_runs_twice_is_asked_what_it_does() {
    desk.submit(task("x"));
    desk.finished("A", "x", 77);
    assertThat(desk.finished("A", "x", 78)).containsExactly("A steal x");
    String id = desk.scheduler.steals().get(0).id();
    assertThat(desk.answers("A", "x", TaskState.MEMORY, id))
        .containsExactly("A free x", "A compute x");
  }

  @Test
  void a_worker_that_is_asked_what_it_does_and_does_it_is_left_alone() {
    desk.submit(task("x"));
    desk.finished("A", "x", 77);
    desk.finished("A", "x", 78);
    String id = desk.scheduler.steals().get(0).id();
    assertThat(desk.answers("A", "x", TaskState.EXECUTING, id)).isEmpty();
    assertThat(desk.finished("A", "x")).isEmpty();
    assertThat(desk.where("x")).isEqualTo("memory on A");
  }

  @Test
  void a_worker_that_gives_up_the_task_when_asked_what_it_does_gets_it_again() {
    desk.submit(task("x"));
    desk.finished("A", "x", 77);
    desk.finished("A", "x", 78);
    String id = desk.scheduler.steals().get(0).id();
    assertThat(desk.answers("A", "x", TaskState.READY, id)).containsExactly("A compute x");
  }

  @Test
  void a_failure_with_retries_left_is_tried_again() {
    desk.submit(retried(1, "x"));
    assertThat(desk.erred("A", "x")).containsExactly("A compute x");
    assertThat(desk.state("x").retriesLeft()).isZero();
    desk.erred("A", "x");
    assertThat(desk.where("x")).isEqualTo("erred");
    assertThat(desk.state("x").erredOn()).containsExactly(Desk.worker("A"));
  }

  @Test
  void a_failure_is_that_of_all_who_wait_but_not_of_what_is_in_memory() {
    desk.submit(List.of("y", "z"), task("x"), task("y(x)"), task("z(y)"));
    desk.finished("A", "x");
    desk.finished("A", "y");
    desk.erred("A", "z");
    assertThat(desk.where("y")).isEqualTo("memory on A");
    desk.submit(task("w"), task("v(w)"), task("u(v)"));
    desk.erred(desk.where("w").endsWith("A") ? "A" : "B", "w");
    assertThat(desk.where("u")).isEqualTo("erred");
    assertThat(desk.state("u").blamedOn()).isEqualTo("w");
    assertThat(desk.state("u").failure()).isEqualTo("boom");
  }

  @Test
  void a_failure_of_another_run_or_worker_is_not_taken() {
    desk.submit(task("x"));
    assertThat(desk.erred("B", "x")).isEmpty();
    assertThat(desk.erred("A", "x", 77)).containsExactly("A free x", "A compute x");
    assertThat(desk.erred("B", "unheard-of", 1)).isEmpty();
    desk.finished("A", "x");
    assertThat(desk.erred("A", "x")).isEmpty();
    assertThat(desk.where("x")).isEqualTo("memory on A");
  }

  @Test
  void a_task_that_asks_to_be_run_elsewhere_is_assigned_again() {
    desk.submit(task("x"));
    long run = desk.state("x").run();
    assertThat(desk.says("A", new Instruction.Reschedule("s", "x", run)))
        .containsExactly("A free x", "A compute x");
    assertThat(desk.says("B", new Instruction.Reschedule("s", "x", run))).isEmpty();
    assertThat(desk.says("A", new Instruction.Reschedule("s", "unheard-of", 1))).isEmpty();
  }
}
