package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.Desk.on;
import static io.github.workerfsm.sim.scheduler.Desk.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.instruction.Instruction;
import org.junit.jupiter.api.Test;

/** Workers come, stay, and go in one way or the other. */
class MembershipHandlersTest {

  private final Desk desk = new Desk().join("A").join("B");

  @Test
  void the_tasks_of_a_dead_worker_go_elsewhere_under_suspicion() {
    desk.submit(task("x"));
    assertThat(desk.lost("A")).containsExactly("B compute x", "B remove-worker A");
    assertThat(desk.state("x").suspicious()).isEqualTo(1);
  }

  @Test
  void a_task_with_which_too_many_workers_have_died_is_erred() {
    desk.submit(on("A", "x"), task("y(x)"));
    desk.lost("A");
    for (int again = 0; again < 3; again++) {
      desk.join("A", 1);
      desk.lost("A");
    }
    assertThat(desk.where("x")).isEqualTo("erred");
    assertThat(desk.state("x").failure()).isEqualTo("4 workers died while they were to run it");
    assertThat(desk.where("y")).isEqualTo("erred");
  }

  @Test
  void what_only_a_dead_worker_held_is_lost() {
    desk.submit(on("A", "x"), on("B", "y(x)"));
    desk.finished("A", "x");
    assertThat(desk.lost("A")).containsExactly("B free y", "B remove-worker A");
    assertThat(desk.where("x")).isEqualTo("no-worker");
    assertThat(desk.join("A'", 1)).containsExactly("A compute x".replace("A ", "A' "));
  }

  @Test
  void what_others_hold_as_well_is_not_lost() {
    desk.submit(on("A", "x"));
    desk.finished("A", "x");
    desk.added("B", "x");
    assertThat(desk.lost("A")).containsExactly("B remove-worker A");
    assertThat(desk.where("x")).isEqualTo("memory on B");
  }

  @Test
  void all_others_are_told_of_a_death() {
    desk.join("C");
    assertThat(desk.lost("B")).containsExactly("A remove-worker B", "C remove-worker B");
  }

  @Test
  void messages_of_a_dead_incarnation_are_ignored() {
    desk.submit(on("A", "x"));
    long run = desk.state("x").run();
    desk.lost("A");
    desk.join("A'", 1);
    assertThat(desk.finished("A", "x", run)).isEmpty();
    assertThat(desk.where("x")).isEqualTo("processing on A'");
    assertThat(desk.lost("A")).isEmpty();
  }

  @Test
  void a_worker_that_comes_back_before_its_death_was_noticed_has_died() {
    desk.submit(on("A", "x"));
    assertThat(desk.join("A'", 1)).containsExactly("A' compute x", "B remove-worker A");
    assertThat(desk.state("x").suspicious()).isEqualTo(1);
  }

  @Test
  void a_worker_that_leaves_raises_no_suspicion() {
    desk.submit(task("x"));
    assertThat(desk.leaves("A")).containsExactly("B compute x", "B remove-worker A");
    assertThat(desk.state("x").suspicious()).isZero();
  }

  @Test
  void values_that_only_a_leaving_worker_holds_are_copied_first() {
    desk.submit(on("A", "x"));
    desk.finished("A", "x");
    assertThat(desk.leaves("A")).containsExactly("B acquire x:A");
    assertThat(desk.scheduler.workers())
        .extracting(SchedulerWorker::status)
        .containsExactly(WorkerStatus.CLOSING, WorkerStatus.RUNNING);
    assertThat(desk.added("B", "x")).containsExactly("B remove-worker A");
    assertThat(desk.scheduler.worker(Desk.worker("A"))).isNull();
    assertThat(desk.where("x")).isEqualTo("memory on B");
  }

  @Test
  void a_leaving_worker_gets_nothing_more_and_finishes_what_it_can() {
    desk.submit(on("A", "x"));
    desk.finished("A", "x");
    desk.submit(on("A", "y"));
    desk.leaves("A");
    desk.submit(on("A", "z"));
    assertThat(desk.where("z")).isEqualTo("no-worker");
    assertThat(desk.finished("A", "y")).containsExactly("B acquire y:A");
  }

  @Test
  void another_takes_over_from_an_heir_that_dies() {
    desk.join("C");
    desk.submit(on("A", "x"));
    desk.finished("A", "x");
    desk.leaves("A");
    assertThat(desk.lost("B")).contains("C acquire x:A");
  }

  @Test
  void the_last_worker_leaves_without_an_heir() {
    desk.lost("B");
    desk.submit(on("A", "x"));
    desk.finished("A", "x");
    assertThat(desk.leaves("A")).isEmpty();
    assertThat(desk.where("x")).isEqualTo("no-worker");
  }

  @Test
  void a_heartbeat_may_name_what_is_forgotten() {
    desk.submit(task("x"));
    assertThat(desk.heartbeat("A", "x", "unheard-of")).isEmpty();
    assertThat(desk.heartbeat("C")).isEmpty();
  }

  @Test
  void an_incarnation_joins_once() {
    assertThatThrownBy(() -> desk.join("A", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is registered already, expected a new address or incarnation");
    assertThatThrownBy(() -> desk.join("C", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 0 threads, expected 1 or more");
  }

  @Test
  void secession_is_forgotten_with_the_assignment() {
    desk.submit(task("x"));
    desk.says("A", new Instruction.LongRunning("s", "x", desk.state("x").run(), null));
    desk.lost("A");
    assertThat(desk.state("x").longRunning()).isFalse();
  }
}
