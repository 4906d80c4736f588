package io.github.workerfsm.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour: what somebody sees who has just started the program for the first time. */
class TourTest {
  private static final FsmRun TOUR = FsmRun.of();

  @TempDir private java.nio.file.Path directory;

  @Test
  void it_holds_and_fits_on_a_screen_that_scrolls_once() {
    TOUR.holds();
    assertThat(TOUR.lines()).hasSizeLessThanOrEqualTo(80);
    assertThat(TOUR.lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Screen.WIDTH));
  }

  @Test
  void it_replays_all_bundled_traces() {
    assertThat(TOUR.out()).contains("replayed: 196/196 traces conform, 23295/23295 stimuli, ");
    assertThat(TOUR.err()).contains("replaying the bundled traces: 100 %");
  }

  @Test
  void it_tells_of_a_task_that_was_cancelled_while_it_ran_and_resumed() {
    assertThat(TOUR.out())
        .containsPattern("free-keys +cancelled")
        .containsPattern("compute-task +rescheduled")
        .containsPattern("compute-task +executing")
        .contains("Task f3 is rescheduled: ");
  }

  @Test
  void it_says_what_the_current_rules_do_otherwise() {
    assertThat(TOUR.out())
        .containsPattern("correction +dask-2022.12 +current")
        .contains("lost-input", "retention");
  }

  @Test
  void it_plays_a_deadlock_by_the_rules_of_its_time_and_by_the_current_ones() {
    assertThat(TOUR.out())
        .containsPattern("what happens +by the rules of its time +by the current rules")
        .containsPattern("A thread failure x +A x error +A x forgotten")
        .containsPattern("S>A compute w, run 2 +A w ready +A w executing")
        .containsPattern("in the end +stuck: A w ready; .*every wanted task has its outcome");
  }

  @Test
  void every_command_that_it_names_works() {
    List<String> commands =
        Pattern.compile("(?m)^ {5}fsm (.*?) {2,}")
            .matcher(TOUR.out())
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(commands).hasSizeGreaterThanOrEqualTo(5);
    for (String command : commands) {
      String here = command.replace("record.py", directory.resolve("record.py").toString());
      FsmRun.of(here.split(" ")).holds();
    }
  }

  @Test
  void json_is_one_object_with_all_parts() {
    JsonTree tree = JsonTree.of(FsmRun.of("--json").holds());
    assertThat(tree.members())
        .containsKeys("replay", "story", "explanation", "differences", "deadlock");
    assertThat(JsonTree.at(tree.get("deadlock")).text("currentOutcome")).isEqualTo("complete");
    assertThat(JsonTree.at(tree.get("replay")).number("traces")).isEqualTo(196);
  }
}
