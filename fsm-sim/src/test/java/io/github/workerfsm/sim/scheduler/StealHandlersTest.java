package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.Desk.on;
import static io.github.workerfsm.sim.scheduler.Desk.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.TaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests and answers of work stealing. */
class StealHandlersTest {

  private final Desk desk = new Desk().join("A").join("B");

  @Test
  void a_victim_is_asked_under_an_id_that_the_table_keeps() {
    desk.submit(task("x"));
    String id = desk.steal("x", "B");
    assertThat(desk.scheduler.steals())
        .containsExactly(new StealEntry("x", Desk.worker("A"), Desk.worker("B"), id));
  }

  @ParameterizedTest
  @EnumSource(names = {"READY", "CONSTRAINED", "WAITING_FOR_DEPENDENCIES"})
  void what_is_given_up_goes_to_the_thief_under_a_new_run(TaskState state) {
    desk.submit(task("x"));
    long run = desk.state("x").run();
    String id = desk.steal("x", "B");
    assertThat(desk.answers("A", "x", state, id)).containsExactly("B compute x");
    assertThat(desk.state("x").run()).isNotEqualTo(run);
    assertThat(desk.scheduler.steals()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"EXECUTING", "LONG_RUNNING", "MEMORY", "CANCELLED", "RESCHEDULED"})
  void what_is_refused_stays(TaskState state) {
    desk.submit(task("x"));
    String id = desk.steal("x", "B");
    assertThat(desk.answers("A", "x", state, id)).isEmpty();
    assertThat(desk.where("x")).isEqualTo("processing on A");
    assertThat(desk.scheduler.steals()).isEmpty();
  }

  @Test
  void what_is_not_there_is_assigned_again() {
    desk.submit(task("x"));
    String id = desk.steal("x", "B");
    assertThat(desk.answers("A", "x", null, id)).containsExactly("A free x", "A compute x");
    String next = desk.steal("x", "B");
    assertThat(desk.answers("A", "x", TaskState.RELEASED, next))
        .containsExactly("A free x", "A compute x");
  }

  @Test
  void an_answer_under_another_id_leaves_the_entry_alone() {
    desk.submit(task("x"));
    desk.steal("x", "B");
    assertThat(desk.answers("A", "x", TaskState.EXECUTING, "steal-0")).isEmpty();
    assertThat(desk.scheduler.steals()).hasSize(1);
  }

  @Test
  void what_is_given_up_without_a_request_goes_somewhere() {
    desk.submit(task("x"));
    assertThat(desk.answers("A", "x", TaskState.READY, "steal-0"))
        .containsExactly("A free x", "A compute x");
    assertThat(desk.answers("B", "x", TaskState.READY, "steal-0")).isEmpty();
    assertThat(desk.answers("B", "unheard-of", TaskState.READY, "steal-0")).isEmpty();
  }

  @Test
  void a_task_whose_thief_has_died_is_assigned_again() {
    desk.submit(task("x"));
    String id = desk.steal("x", "B");
    desk.lost("B");
    desk.join("B'", 1);
    assertThat(desk.answers("A", "x", TaskState.READY, id))
        .containsExactly("A free x", "A compute x");
  }

  @Test
  void an_entry_goes_with_the_assignment() {
    desk.submit(task("x"));
    desk.steal("x", "B");
    desk.lost("A");
    assertThat(desk.scheduler.steals()).isEmpty();
    assertThat(desk.where("x")).isEqualTo("processing on B");
  }

  @Test
  void some_thefts_are_not_even_tried() {
    desk.submit(task("x"), task("y(x)"));
    assertThat(desk.steal("y", "B")).as("not processing").isEmpty();
    assertThat(desk.steal("x", "A")).as("by the victim").isEmpty();
    assertThat(desk.steal("x", "C")).as("by nobody").isEmpty();
    desk.paused("B", true);
    assertThat(desk.steal("x", "B")).as("by a paused worker").isEmpty();
    desk.paused("B", false);
    desk.says("A", new Instruction.LongRunning("s", "x", desk.state("x").run(), 1.0));
    assertThat(desk.steal("x", "B")).as("long-running").isEmpty();
    desk.submit(on("A", "v"));
    assertThat(desk.steal("v", "B")).as("restricted").isEmpty();
  }

  @Test
  void a_task_is_asked_for_once_at_a_time() {
    desk.submit(task("x"));
    String id = desk.steal("x", "B");
    assertThat(desk.steal("x", "B")).isEqualTo(id);
  }

  @Test
  void a_paused_worker_can_be_robbed() {
    desk.submit(task("x"));
    desk.paused("A", true);
    assertThat(desk.steal("x", "B")).isNotEmpty();
  }

  @Test
  void a_theft_of_what_is_not_known_makes_no_sense() {
    assertThatThrownBy(() -> desk.steal("unheard-of", "B"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("steal: task unheard-of is not known, expected one that is processing");
  }
}
