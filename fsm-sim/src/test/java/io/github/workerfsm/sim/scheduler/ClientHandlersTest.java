package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.Desk.computing;
import static io.github.workerfsm.sim.scheduler.Desk.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients submit, release and place. */
class ClientHandlersTest {

  private final Desk desk = new Desk().join("A");

  @Test
  void a_released_key_is_freed_where_it_is_and_forgotten_at_once() {
    desk.submit(task("x"));
    assertThat(desk.release("x")).containsExactly("A forget x");
    assertThat(desk.scheduler.keys()).isEmpty();
  }

  @Test
  void an_input_in_memory_goes_with_its_last_reader() {
    desk.submit(task("x"), task("y(x)"));
    desk.finished("A", "x");
    assertThat(desk.finished("A", "y")).containsExactly("A free x");
    assertThat(desk.where("x")).isEqualTo("released");
    assertThat(desk.release("y")).containsExactly("A forget y x");
  }

  @Test
  void a_key_that_is_still_an_input_stays() {
    desk.submit(List.of("x", "y"), task("x"), task("y(x)"));
    assertThat(desk.release("x")).isEmpty();
    assertThat(desk.where("x")).isEqualTo("processing on A");
    assertThat(desk.release("y")).containsExactly("A forget x");
  }

  @Test
  void everybody_who_has_heard_of_a_key_hears_that_it_is_forgotten() {
    desk.join("B");
    desk.submit(List.of("x", "y"), task("x"), Desk.on("B", "y(x)"));
    desk.finished("A", "x");
    assertThat(desk.state("x").toldTo()).containsExactly(Desk.worker("A"), Desk.worker("B"));
    assertThat(desk.release("x", "y")).containsExactly("B forget y x", "A forget x");
  }

  @Test
  void a_failed_key_is_freed_where_it_failed() {
    desk.submit(task("x"));
    desk.erred("A", "x");
    assertThat(desk.release("x")).containsExactly("A forget x");
  }

  @Test
  void a_task_that_nobody_wants_is_forgotten_with_its_submission() {
    desk.submit(List.of("x"), task("x"), task("y(x)"));
    assertThat(desk.scheduler.keys()).containsExactly("x");
  }

  @Test
  void a_released_task_can_be_defined_anew() {
    desk.submit(task("x"), task("y(x)"));
    desk.finished("A", "x");
    desk.finished("A", "y");
    desk.submit(computing("g", "x"));
    assertThat(desk.state("x").definition()).isEqualTo(computing("g", "x"));
    assertThat(desk.where("x")).isEqualTo("processing on A");
  }

  @Test
  void a_task_that_is_under_way_keeps_its_definition() {
    desk.submit(task("x"));
    assertThat(desk.submit(computing("g", "x"))).isEmpty();
    assertThat(desk.state("x").definition()).isEqualTo(task("x"));
  }

  @Test
  void a_failed_task_that_is_submitted_again_is_tried_again_with_its_failed_inputs() {
    desk.submit(task("x"), task("y(x)"));
    desk.erred("A", "x");
    assertThat(desk.state("y").blamedOn()).isEqualTo("x");
    assertThat(desk.submit(task("y(x)"))).containsExactly("A compute x");
    assertThat(desk.where("y")).isEqualTo("waiting");
  }

  @Test
  void a_repeated_task_is_freed_where_it_failed_when_it_goes_elsewhere() {
    desk.submit(task("x"));
    desk.erred("A", "x");
    desk.join("B");
    desk.paused("A", true);
    assertThat(desk.submit(task("x"))).containsExactly("A free x", "B compute x");
  }

  @Test
  void a_task_with_a_failed_input_fails_at_once() {
    desk.submit(task("x"));
    desk.erred("A", "x");
    assertThat(desk.submit(task("w"), task("y(x, w)"))).isEmpty();
    assertThat(desk.where("y")).isEqualTo("erred");
    assertThat(desk.where("w")).isEqualTo("released");
  }

  @Test
  void a_placed_value_is_wanted_and_in_memory() {
    assertThat(desk.scattered("A", "s")).isEmpty();
    assertThat(desk.where("s")).isEqualTo("memory on A");
    assertThat(desk.submit(task("y(s)"))).containsExactly("A compute y(s:A)");
  }

  @Test
  void a_value_placed_on_an_assigned_task_ends_its_assignment() {
    desk.join("B");
    desk.submit(task("x"));
    assertThat(desk.scattered("B", "x")).containsExactly("A free x");
    assertThat(desk.where("x")).isEqualTo("memory on B");
  }

  @Test
  void releasing_what_is_not_known_does_nothing() {
    assertThat(desk.release("unheard-of")).isEmpty();
  }

  @Test
  void a_submission_that_makes_no_sense_changes_nothing() {
    refused("x is defined twice", List.of("x"), task("x"), task("x"));
    refused("input w of x is neither known nor submitted", List.of("x"), task("x(w)"));
    refused("wanted task y is neither known nor submitted", List.of("y"), task("x"));
    refused("circle", List.of("x"), task("x(y)"), task("y(x)"));
    refused("x names an input twice", List.of("x"), task("w"), task("x(w, w)"));
    assertThat(desk.scheduler.keys()).isEmpty();
  }

  private void refused(String why, List<String> wanted, TaskDefinition... tasks) {
    assertThatThrownBy(() -> desk.submit(wanted, tasks))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("submit: ")
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }
}
