package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.Desk.task;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is in an image, and what is not. */
class SchedulerImageTest {

  @Test
  void the_past_is_not_in_it() {
    Desk once = new Desk().join("A");
    Desk twice = new Desk().join("A");
    twice.submit(task("x"));
    twice.release("x");
    twice.finished("A", "x", 1);
    assertThat(SchedulerImage.of(twice.scheduler)).isEqualTo(SchedulerImage.of(once.scheduler));
  }

  @Test
  void runs_and_steal_ids_go_through_the_mappings() {
    Desk first = new Desk().join("A").join("B");
    Desk second = new Desk().join("A").join("B");
    second.submit(task("w"));
    second.release("w");
    for (Desk desk : new Desk[] {first, second}) {
      desk.submit(task("x"));
      desk.steal("x", "B");
    }
    assertThat(SchedulerImage.of(second.scheduler))
        .isNotEqualTo(SchedulerImage.of(first.scheduler));
    assertThat(SchedulerImage.of(second.scheduler, run -> 0, id -> ""))
        .isEqualTo(SchedulerImage.of(first.scheduler, run -> 0, id -> ""));
  }

  @Test
  void a_run_that_no_report_is_compared_with_is_not_in_it() {
    Desk first = new Desk().join("A");
    Desk second = new Desk().join("A");
    second.submit(task("w"));
    second.release("w");
    for (Desk desk : new Desk[] {first, second}) {
      desk.submit(task("x"), task("y(x)"));
      desk.finished("A", "x");
      desk.finished("A", "y");
    }
    assertThat(first.where("x")).isEqualTo("released");
    assertThat(SchedulerImage.of(second.scheduler, run -> 0, id -> ""))
        .isEqualTo(SchedulerImage.of(first.scheduler, run -> 0, id -> ""));
  }

  @Test
  void what_a_faulty_rule_has_left_behind_survives() {
    Desk faulty = new Desk(SchedulerOverrides.ADDRESS_IS_IDENTITY);
    faulty.join("A").join("B").submit(task("x"));
    String id = faulty.steal("x", "B");
    faulty.lost("B");
    faulty.join("B'", 1);
    faulty.answers("A", "x", io.github.workerfsm.task.TaskState.READY, id);
    Scheduler restored =
        SchedulerImage.restore(
            SchedulerImage.of(faulty.scheduler), faulty.scheduler.rules(), Identities.counting());
    assertThat(restored.check()).isEqualTo(faulty.scheduler.check()).hasSize(1);
  }
}
