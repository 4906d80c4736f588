package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.Desk.computing;
import static io.github.workerfsm.sim.scheduler.Desk.on;
import static io.github.workerfsm.sim.scheduler.Desk.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.task.TaskState;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each faulty rule does what its scenario says, and CURRENT, under the same script, does not. */
class SchedulerOverridesTest {

  private static List<SchedulerOverride> all() {
    return SchedulerOverrides.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void every_override_says_what_it_is(SchedulerOverride override) {
    assertThat(override.difference()).isNotBlank();
    assertThat(override.correction()).isNotBlank();
    assertThat(override.source()).startsWith("dask/distributed ");
    assertThat(SchedulerOverride.parse(override.name())).isSameAs(override);
    assertThat(SchedulerRules.CURRENT.with(override).overrides()).containsExactly(override);
  }

  private static void differs(
      SchedulerOverride override, Function<Desk, Object> script, Object faulty, Object current) {
    assertThat(script.apply(new Desk(override))).as(override.name()).isEqualTo(faulty);
    assertThat(script.apply(new Desk())).as("current").isEqualTo(current);
  }

  @Test
  void assignments_overtake_frees() {
    differs(
        SchedulerOverrides.COMPUTES_FIRST,
        desk -> {
          desk.join("A").join("B");
          desk.submit(task("x"), on("A", "y(x)"));
          desk.paused("A", true);
          desk.submit(task("v"));
          desk.paused("A", false);
          desk.finished("A", "x");
          desk.added("B", "x");
          desk.dropped("A", "x");
          return desk.lost("B");
        },
        List.of("A compute v", "A compute x", "A free y", "A remove-worker B"),
        List.of("A free y", "A compute v", "A compute x", "A remove-worker B"));
  }

  @Test
  void a_question_is_taken_for_a_loss() {
    differs(
        SchedulerOverrides.QUESTION_IS_LOSS,
        desk -> {
          desk.join("A").join("B");
          desk.submit(on("B", "x"), on("A", "y(x)"));
          desk.finished("B", "x");
          return desk.asks("A", "x");
        },
        List.of("A free y", "B compute x"),
        List.of("A refresh x:B"));
  }

  @Test
  void a_superfluous_copy_is_freed_behind_the_assignment() {
    differs(
        SchedulerOverrides.SUPERFLUOUS_IS_FREE,
        desk -> {
          desk.join("A").join("B");
          desk.submit(task("x"));
          desk.finished("A", "x");
          List<String> assigned = desk.lost("A");
          return List.of(assigned, desk.added("B", "x"));
        },
        List.of(List.of("B compute x", "B remove-worker A"), List.of("B free x")),
        List.of(List.of("B compute x", "B remove-worker A"), List.of("B remove x")));
  }

  @Test
  void an_old_answer_is_taken_for_that_to_a_new_request() {
    differs(
        SchedulerOverrides.STEALS_BY_KEY,
        desk -> {
          desk.join("A").join("B").join("C");
          desk.submit(task("x"));
          String first = desk.steal("x", "C");
          desk.paused("A", true);
          desk.finished("A", "x", 77);
          assertThat(desk.where("x")).isEqualTo("processing on B");
          String second = desk.steal("x", "C");
          desk.answers("A", "x", TaskState.EXECUTING, first);
          desk.answers("B", "x", TaskState.READY, second);
          return desk.where("x");
        },
        "processing on B",
        "processing on C");
  }

  @Test
  void a_forgotten_key_is_asked_for_for_ever() {
    differs(
        SchedulerOverrides.UNKNOWN_IS_NOWHERE,
        desk -> {
          desk.join("A").join("B");
          desk.submit(task("x"));
          desk.finished("A", "x");
          desk.acquire("B", "x");
          return List.of(desk.release("x"), desk.asks("B", "x"), desk.asks("B", "x"));
        },
        List.of(List.of("A forget x"), List.of("B refresh x:"), List.of("B refresh x:")),
        List.of(List.of("A forget x", "B forget x"), List.of("B forget x"), List.of("B forget x")));
  }

  @Test
  void a_dead_thief_is_taken_for_its_successor() {
    Function<Desk, Object> script =
        desk -> {
          desk.join("A").join("B");
          desk.submit(task("x"));
          String id = desk.steal("x", "B");
          desk.lost("B");
          desk.join("B'", 1);
          desk.answers("A", "x", TaskState.READY, id);
          String before = desk.where("x");
          desk.lost("B'");
          return List.of(before, desk.where("x"), desk.scheduler.check().size());
        };
    differs(
        SchedulerOverrides.ADDRESS_IS_IDENTITY,
        script,
        List.of("processing on B", "processing on B", 1),
        List.of("processing on A", "processing on A", 0));
  }

  @Test
  void a_result_for_a_waiting_task_is_taken() {
    differs(
        SchedulerOverrides.WAITING_TAKES_RESULT,
        desk -> {
          desk.join("A").join("B");
          desk.submit(on("A", "x"), on("B", "y(x)"));
          desk.finished("A", "x");
          long run = desk.state("y").run();
          desk.lost("A");
          desk.finished("B", "y", run);
          return desk.where("y");
        },
        "memory on B",
        "waiting");
  }

  @Test
  void a_stale_run_is_accepted() {
    differs(
        SchedulerOverrides.NO_RUN_IDENTITY,
        desk -> {
          desk.join("A");
          desk.submit(task("x"));
          long run = desk.state("x").run();
          desk.release("x");
          desk.submit(computing("g", "x"));
          desk.finished("A", "x", run);
          return desk.where("x");
        },
        "memory on A",
        "processing on A");
  }

  @Test
  void a_copy_of_a_forgotten_key_is_called_redundant() {
    differs(
        SchedulerOverrides.UNKNOWN_COPY_IS_REDUNDANT,
        desk -> {
          desk.join("A").join("B");
          desk.submit(on("B", "x"), on("A", "y(x)"));
          desk.finished("B", "x");
          return List.of(desk.release("y"), desk.added("A", "x"), desk.added("A", "x"));
        },
        List.of(List.of("A forget y", "B forget x"), List.of("A remove x"), List.of("A remove x")),
        List.of(
            List.of("A forget y x", "B forget x"), List.of("A forget x"), List.of("A forget x")));
  }

  @Test
  void a_copy_that_is_still_to_be_read_is_struck_off() {
    differs(
        SchedulerOverrides.NEEDED_COPIES_REMOVED,
        desk -> {
          desk.join("A").join("B");
          desk.submit(on("B", "x"), on("A", "y(x)"));
          desk.finished("B", "x");
          desk.added("A", "x");
          return List.of(desk.remove("A", "x"), desk.where("x"));
        },
        List.of(List.of("A remove x"), "memory on B"),
        List.of(List.of(), "memory on A B"));
  }

  @Test
  void nobody_hears_of_a_death() {
    differs(
        SchedulerOverrides.DEATH_NOT_ANNOUNCED,
        desk -> desk.join("A").join("B").lost("A"),
        List.of(),
        List.of("B remove-worker A"));
  }

  @Test
  void a_queued_task_stays_queued_and_its_assignment_fails() {
    differs(
        SchedulerOverrides.QUEUED_STAY,
        desk -> {
          loseInputOfQueued(desk);
          return List.of(desk.where("r-2"), desk.join("B", 1));
        },
        List.of("queued", List.of("B compute d")),
        List.of("waiting", List.of("B compute d")));
    Desk faulty = new Desk(SchedulerOverrides.QUEUED_STAY);
    loseInputOfQueued(faulty);
    assertThat(faulty.scheduler.check())
        .contains("task r-2 in queued: input d is no-worker, expected every input in memory");
    assertThatThrownBy(() -> faulty.join("B", 2))
        .isInstanceOf(StimulusFailedException.class)
        .hasMessageContaining("task r-2 is to be assigned, and its input d is processing");
    assertThat(faulty.where("r-2")).isEqualTo("queued");
  }

  private static void loseInputOfQueued(Desk desk) {
    desk.join("A");
    desk.submit(
        List.of("r-1", "r-2", "r-3"), task("d"), task("r-1(d)"), task("r-2(d)"), task("r-3(d)"));
    desk.finished("A", "d");
    desk.lost("A");
  }

  @Test
  void a_heartbeat_that_names_a_forgotten_key_fails() {
    Desk faulty = new Desk(SchedulerOverrides.HEARTBEAT_FAILS);
    faulty.join("A").submit(task("x"));
    faulty.release("x");
    assertThatThrownBy(() -> faulty.heartbeat("A", "x"))
        .isInstanceOf(StimulusFailedException.class)
        .hasMessageContaining("task x is not known");
    Desk current = new Desk().join("A");
    assertThat(current.heartbeat("A", "x")).isEmpty();
  }
}
