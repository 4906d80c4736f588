package io.github.workerfsm.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stories: what happened to a task, and what it waits for. */
class StoryCommandTest {
  private static final String TRACE = "handle_compute[True-True]#2";

  @TempDir private Path directory;

  @Test
  void each_move_has_its_line_its_event_its_landing_and_its_reason() {
    assertThat(FsmRun.of("story", "bundled:cluster", "f3", "--trace", TRACE).holds().out())
        .containsPattern("365 +compute-task +waiting-for-dependencies +the scheduler assigns it")
        .containsPattern("367 +free-keys +cancelled +a running thread cannot be stopped")
        .containsPattern("369 +compute-task +rescheduled +its value is wanted")
        .containsPattern("373 +compute-task +executing +it is to be computed here after all");
  }

  @Test
  void a_task_that_is_held_is_explained_as_of_the_line_asked_for() {
    FsmRun run = FsmRun.of("story", "bundled:cluster", "f3", "--until", "370").holds();
    assertThat(run.out())
        .contains("bundled:cluster up to line 370, rules dask-2022.12")
        .contains("At line 370: Task f3 is rescheduled: ")
        .contains("It waits");
  }

  @Test
  void a_task_that_is_gone_is_said_to_be() {
    assertThat(FsmRun.of("story", "bundled:cluster", "f3", "--trace", TRACE).holds().lastLine())
        .contains("At line 376: Task f3 is not known here");
  }

  @Test
  void no_line_is_wider_than_the_screen() {
    assertThat(FsmRun.of("story", "bundled:cluster", "f3", "--trace", TRACE).holds().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Screen.WIDTH));
  }

  @Test
  void json_has_the_moves_and_the_explanation() {
    JsonTree tree =
        JsonTree.of(
            FsmRun.of("story", "bundled:cluster", "f3", "--until", "370", "--json").holds());
    assertThat(tree.text("key")).isEqualTo("f3");
    assertThat(tree.text("state")).isEqualTo("rescheduled");
    assertThat(tree.number("line")).isEqualTo(370);
    assertThat(tree.text("explanation")).startsWith("Task f3 is rescheduled: ");
    assertThat(tree.get("divergence")).isNull();
    JsonTree cancelled = JsonTree.at(tree.list("story").get(3));
    assertThat(cancelled.number("line")).isEqualTo(367);
    assertThat(cancelled.text("event")).isEqualTo("free-keys");
    assertThat(cancelled.text("from")).isEqualTo("executing");
    assertThat(cancelled.text("requested")).isEqualTo("released");
    assertThat(cancelled.text("landing")).isEqualTo("cancelled");
    assertThat(cancelled.text("stimulusId")).isEqualTo("client-releases-keys-3");
  }

  @Test
  void a_machine_that_leaves_the_recorded_path_says_so() {
    List<String> lines = new ArrayList<>(RecordedLines.cancelled());
    lines.set(2, lines.get(2).replace("\"tasks\":", "\"tasks\":7"));
    Path file = RecordedLines.write(directory.resolve("wrong.jsonl"), lines);
    FsmRun run = FsmRun.of("story", file.toString(), "y").doesNotHold();
    assertThat(run.out())
        .contains("At line 3: Task y is cancelled")
        .contains("There the replay leaves the recorded path")
        .contains("counts.tasks");
  }
}
