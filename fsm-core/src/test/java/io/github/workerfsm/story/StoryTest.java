package io.github.workerfsm.story;

import static io.github.workerfsm.task.TaskState.CANCELLED;
import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.FETCH;
import static io.github.workerfsm.task.TaskState.FLIGHT;
import static io.github.workerfsm.task.TaskState.NEW;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.task.TaskState.RESCHEDULED;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happened, and why. */
class StoryTest {
  private static final Settings SETTINGS = Settings.at("A").build();

  private static Story story(int lines, int recorded) {
    Story story = new Story(lines);
    for (int i = 0; i < recorded; i++) {
      story.record("stimulus-" + i, "key-" + i % 3, NEW, FETCH, FETCH, null, null);
    }
    return story;
  }

  // ---- the ring

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "4, 4", "5, 8", "64, 64"})
  void at_least_so_many_transitions_are_remembered(int lines, int remembered) {
    Story story = story(lines, 100);
    assertThat(story.lines()).hasSize(remembered);
    assertThat(story.lines().get(remembered - 1).number()).isEqualTo(99);
    assertThat(story.lines().get(0).number()).isEqualTo(100 - remembered);
    assertThat(story.recorded()).isEqualTo(100);
  }

  @Test
  void a_story_that_is_not_full_has_all() {
    assertThat(story(64, 3).lines())
        .extracting(StoryLine::stimulusId)
        .containsExactly("stimulus-0", "stimulus-1", "stimulus-2");
  }

  @Test
  void a_story_can_be_switched_off() {
    Story story = story(0, 10);
    assertThat(story.lines()).isEmpty();
    assertThat(story.about("key-1")).isEmpty();
    assertThat(story.recorded()).isEqualTo(10);
  }

  @Test
  void a_story_cannot_be_negative() {
    assertThatThrownBy(() -> new Story(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lines is -1, expected 0 or more");
  }

  @Test
  void a_story_can_be_asked_about_a_key_or_a_stimulus() {
    Story story = story(64, 7);
    assertThat(story.about("key-1")).extracting(StoryLine::number).containsExactly(1L, 4L);
    assertThat(story.about("stimulus-5")).extracting(StoryLine::number).containsExactly(5L);
    assertThat(story.about("nothing")).isEmpty();
  }

  // ---- the story of a machine

  private static Event compute(String id, String key, String... inputs) {
    return new Event.ComputeTask(
        id,
        TaskSpec.of(key).dependencies(List.of(inputs)).build(),
        List.of(inputs).stream().map(i -> new Event.Input(i, 1, List.of("B"))).toList(),
        false);
  }

  @Test
  void a_machine_tells_what_was_asked_where_it_landed_and_whose_doing_it_was() {
    WorkerStateMachine machine = new WorkerStateMachine(SETTINGS);
    machine.handle(compute("compute-1", "y", "x"));
    assertThat(machine.story())
        .containsExactly(
            new StoryLine(
                0,
                "compute-1",
                "y",
                NEW,
                WAITING_FOR_DEPENDENCIES,
                WAITING_FOR_DEPENDENCIES,
                null,
                "the scheduler assigns it to this worker"),
            new StoryLine(
                1,
                "compute-1",
                "x",
                NEW,
                FETCH,
                FETCH,
                "y",
                "its value is wanted here and a holder is known"),
            new StoryLine(
                2, "compute-1", "x", FETCH, FLIGHT, FLIGHT, null, "a holder can be asked"));
    machine.handle(new Event.FreeKeys("free-1", List.of("y")));
    assertThat(machine.story("free-1"))
        .extracting(StoryLine::key, StoryLine::landing, StoryLine::cause)
        .containsExactly(tuple("y", RELEASED, null), tuple("x", CANCELLED, "y"));
    assertThat(machine.story("x")).hasSize(3);
  }

  @Test
  void a_detour_is_told_in_its_halves_and_as_a_whole() {
    WorkerStateMachine machine = new WorkerStateMachine(SETTINGS);
    machine.handle(compute("compute-1", "x"));
    machine.handle(
        new Event.AcquireReplicas("acquire-1", List.of(new Event.Input("x", 1, List.of("B")))));
    assertThat(machine.story("acquire-1"))
        .extracting(StoryLine::from, StoryLine::requested, StoryLine::landing)
        .containsExactly(
            tuple(EXECUTING, RELEASED, CANCELLED),
            tuple(CANCELLED, FETCH, RESCHEDULED),
            tuple(EXECUTING, FETCH, RESCHEDULED));
    assertThat(machine.story("acquire-1")).extracting(StoryLine::reason).last().isNull();
    assertThat(machine.transitions()).isEqualTo(machine.story().size());
  }

  @Test
  void a_machine_without_a_story_works_all_the_same() {
    WorkerStateMachine machine = new WorkerStateMachine(SETTINGS, RuleSet.CURRENT, 0);
    assertThat(machine.handle(compute("compute-1", "x"))).hasSize(1);
    assertThat(machine.story()).isEmpty();
    assertThat(machine.transitions()).isEqualTo(3);
  }

  // ---- one line

  @Test
  void a_line_reads_like_a_sentence() {
    assertThat(new StoryLine(7, "compute-1", "x", READY, EXECUTING, EXECUTING, "x", "a thread"))
        .hasToString("     7  compute-1                x: ready -> executing  (a thread)");
  }

  @Test
  void a_line_says_where_a_move_landed_by_which_way_and_because_of_whom() {
    assertThat(new StoryLine(8, "free-1", "x", FLIGHT, FETCH, RESCHEDULED, "y", null))
        .hasToString(
            "     8  free-1                   x: flight -> fetch, landed in rescheduled"
                + "  (by way of released), because of y");
  }
}
