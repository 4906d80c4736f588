package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.Desk.on;
import static io.github.workerfsm.sim.scheduler.Desk.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Copies: reported, lost, looked for, wanted and redundant. */
class ReplicaHandlersTest {

  private final Desk desk = new Desk().join("A").join("B");

  private void computed(String... keys) {
    for (String key : keys) {
      desk.submit(on("A", key));
      desk.finished("A", key);
    }
  }

  @Test
  void a_copy_of_a_key_in_memory_makes_a_holder() {
    computed("x");
    assertThat(desk.added("B", "x")).isEmpty();
    assertThat(desk.where("x")).isEqualTo("memory on A B");
  }

  @Test
  void a_copy_of_a_key_that_is_not_in_memory_is_redundant() {
    desk.submit(task("x"));
    assertThat(desk.added("B", "x")).containsExactly("B remove x");
  }

  @Test
  void a_copy_of_a_forgotten_key_is_to_be_forgotten() {
    assertThat(desk.added("B", "x")).containsExactly("B forget x");
  }

  @Test
  void who_no_longer_has_the_value_is_no_holder() {
    computed("x");
    desk.added("B", "x");
    assertThat(desk.dropped("A", "x")).isEmpty();
    assertThat(desk.where("x")).isEqualTo("memory on B");
    assertThat(desk.dropped("A", "x")).isEmpty();
    assertThat(desk.dropped("A", "unheard-of")).isEmpty();
  }

  @Test
  void a_wanted_key_whose_last_holder_is_gone_is_computed_again() {
    computed("x");
    assertThat(desk.dropped("A", "x")).containsExactly("A compute x");
  }

  @Test
  void first_the_dependents_are_freed_then_the_lost_input_is_started_again() {
    desk.submit(List.of("y", "z"), on("A", "x"), on("A", "y(x)"), on("B", "z(x)"));
    desk.finished("A", "x");
    assertThat(desk.dropped("A", "x")).containsExactly("A free y", "B free z", "A compute x");
    assertThat(desk.state("y").waitingOn()).containsExactly("x");
    assertThat(desk.finished("A", "x")).containsExactly("A compute y(x:A)", "B compute z(x:A)");
  }

  @Test
  void every_task_that_takes_a_lost_input_for_granted_waits_again() {
    desk.submit(
        List.of("c", "r-1", "r-2", "r-3", "r-4", "r-5"),
        on("A", "x"),
        on("C", "c(x)"),
        task("r-1(x)"),
        task("r-2(x)"),
        task("r-3(x)"),
        task("r-4(x)"),
        task("r-5(x)"));
    desk.finished("A", "x");
    assertThat(desk.where("c")).isEqualTo("no-worker");
    assertThat(desk.where("r-5")).isEqualTo("queued");
    desk.dropped("A", "x");
    assertThat(desk.where("c")).isEqualTo("waiting");
    assertThat(desk.where("r-1")).isEqualTo("waiting");
    assertThat(desk.where("r-5")).isEqualTo("waiting");
  }

  @Test
  void an_input_of_a_lost_input_is_started_again_as_well() {
    desk.submit(List.of("y", "z"), on("A", "x"), on("A", "y(x)"), on("B", "z(y)"));
    desk.finished("A", "x");
    desk.finished("A", "y");
    assertThat(desk.where("x")).isEqualTo("released");
    assertThat(desk.dropped("A", "y")).containsExactly("B free z", "A compute x");
    assertThat(desk.where("y")).isEqualTo("waiting");
  }

  @Test
  void a_placed_value_that_is_lost_takes_along_what_needs_it() {
    desk.scattered("A", "s");
    desk.submit(List.of("v", "z"), task("v(s)"), task("z(v)"));
    assertThat(desk.dropped("A", "s")).containsExactly("A forget v s");
    assertThat(desk.scheduler.keys()).isEmpty();
  }

  @Test
  void what_has_an_outcome_survives_the_loss_of_a_placed_value() {
    desk.scattered("A", "s");
    desk.submit(task("v(s)"));
    desk.finished("A", "v");
    desk.dropped("A", "s");
    assertThat(desk.where("v")).isEqualTo("memory on A");
    assertThat(desk.state("v").definition()).isNull();
  }

  @Test
  void a_question_is_answered_with_all_holders() {
    computed("x", "y");
    desk.added("B", "x");
    assertThat(desk.asks("B", "x", "y")).containsExactly("B refresh x:A+B y:A");
  }

  @Test
  void a_key_that_is_being_computed_has_no_holders_yet() {
    desk.submit(task("x"));
    assertThat(desk.asks("B", "x")).containsExactly("B refresh x:");
  }

  @Test
  void a_forgotten_key_is_to_be_forgotten_by_who_asks_for_it() {
    computed("x");
    assertThat(desk.asks("B", "x", "unheard-of"))
        .containsExactly("B forget unheard-of", "B refresh x:A");
  }

  @Test
  void a_key_of_which_no_value_is_coming_is_to_be_let_go() {
    desk.submit(task("x"));
    desk.erred("A", "x");
    assertThat(desk.asks("B", "x")).containsExactly("B free x");
  }

  @Test
  void a_copy_is_asked_for_where_there_is_none() {
    computed("x");
    assertThat(desk.acquire("B", "x", "unheard-of")).containsExactly("B acquire x:A");
    assertThat(desk.where("x")).isEqualTo("memory on A");
    assertThat(desk.acquire("A", "x")).isEmpty();
  }

  @Test
  void a_redundant_copy_is_struck_off_at_once() {
    computed("x");
    desk.added("B", "x");
    assertThat(desk.remove("B", "x")).containsExactly("B remove x");
    assertThat(desk.where("x")).isEqualTo("memory on A");
  }

  @Test
  void the_last_copy_is_never_redundant() {
    computed("x");
    assertThat(desk.remove("A", "x")).isEmpty();
  }

  @Test
  void a_copy_that_an_assigned_task_has_to_read_is_not_redundant() {
    desk.submit(on("A", "x"), on("B", "y(x)"));
    desk.finished("A", "x");
    desk.added("B", "x");
    assertThat(desk.remove("B", "x")).isEmpty();
    assertThat(desk.where("x")).isEqualTo("memory on A B");
  }
}
