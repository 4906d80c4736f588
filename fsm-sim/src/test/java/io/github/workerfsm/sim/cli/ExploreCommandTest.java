package io.github.workerfsm.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exploring from the command line. */
class ExploreCommandTest {

  @Test
  void the_last_line_counts_states_and_steps() {
    FsmRun run =
        FsmRun.of("explore", "--model", "reference", "--steal", "1", "--release", "1").holds();
    assertThat(run.lastLine())
        .startsWith(
            "explored: 19617 states, 52012 transitions, complete, 0 deadlocks, 0 violations");
  }

  @Test
  void what_is_found_comes_with_the_way_to_it() {
    FsmRun run =
        FsmRun.of(
                "explore",
                "--model",
                "reference",
                "--tasks",
                "2",
                "--steal",
                "1",
                "--release",
                "1",
                "--rerequest",
                "1",
                "--first",
                "--threads",
                "1")
            .doesNotHold();
    assertThat(run.out()).contains("deadlock");
    assertThat(run.lastLine()).contains("bounded");
  }

  @Test
  void whole_states_give_the_same_counts() {
    FsmRun run = FsmRun.of("explore", "--model", "reference", "--death", "1", "--exact").holds();
    assertThat(run.out()).contains("none is lost");
    assertThat(run.lastLine()).startsWith("explored: 3395 states, 7964 transitions, complete");
  }

  @Test
  void clusters_of_real_machines_come_out_clean() {
    FsmRun run = FsmRun.of("explore", "--graph", "x; y<x", "--faults", "1").holds();
    assertThat(run.lines().get(0)).startsWith("cluster of A(1) B(1), graph x; y<x, faults ");
    assertThat(run.lastLine()).contains(" states, ", "complete, 0 deadlocks, 0 violations");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream", "status", "cleanup", "liveness"})
  void protocols_of_the_transport_come_out_clean(String model) {
    FsmRun run =
        FsmRun.of("explore", "--model", model, "--faults", "2", "--kinds", "cut,kill", "--liveness")
            .holds();
    assertThat(run.lines().get(0)).endsWith(", 2 faults of cut, kill");
    assertThat(run.lastLine()).contains(" states, ", "complete, 0 deadlocks, 0 violations");
  }

  @Test
  void what_is_found_is_written_in_four_ways_and_plays_again(@TempDir Path directory)
      throws IOException {
    FsmRun.of(
            "explore",
            "--graph",
            "x; y<x",
            "--faults",
            "2",
            "--rules",
            "dask-2022.12",
            "--out",
            directory.toString())
        .doesNotHold();
    String name = "explored-1-l1";
    assertThat(directory.resolve(name + ".svg")).content().contains("<svg", "gather(A) fail");
    assertThat(directory.resolve(name + ".puml")).content().startsWith("@startuml");
    assertThat(directory.resolve(name + ".jsonl")).isNotEmptyFile();
    assertThat(directory.resolve("Explored1L1Test.java")).content().contains("@Test");
    FsmRun played = FsmRun.of("scenario", directory.resolve(name + ".scenario").toString()).holds();
    assertThat(played.lastLine())
        .isEqualTo(
            "scenarios: 1/1 reproduced under the faulty rule, 1/1 complete under the current rules");
  }

  @Test
  void all_graphs_are_explored_one_after_the_other() {
    FsmRun run = FsmRun.of("explore", "--all-graphs", "2", "--faults", "0", "--json").holds();
    assertThat(run.out()).contains("graph a; b,", "graph a; b<a,", "\"complete\":true");
  }

  @Test
  void an_exploration_of_clusters_goes_on_from_its_checkpoint(@TempDir Path directory) {
    String file = directory.resolve("c").toString();
    FsmRun whole = FsmRun.of("explore", "--graph", "x; y<x", "--faults", "1").holds();
    FsmRun.of(
            "explore", "--graph", "x; y<x", "--faults", "1", "--levels", "9", "--checkpoint", file)
        .holds();
    assertThat(directory.resolve("c")).isNotEmptyFile();
    FsmRun resumed =
        FsmRun.of("explore", "--graph", "x; y<x", "--faults", "1", "--checkpoint", file).holds();
    assertThat(counts(resumed)).isEqualTo(counts(whole));
  }

  private static String counts(FsmRun run) {
    return run.lastLine().replaceAll("violations, .*", "");
  }

  @Test
  void a_reduced_exploration_visits_fewer_states_and_finds_the_same() {
    String[] options = {"explore", "--graph", "x; y<x", "--faults", "2", "--rules", "dask-2022.12"};
    FsmRun whole = FsmRun.of(options).doesNotHold();
    String[] more = Arrays.copyOf(options, options.length + 1);
    more[options.length] = "--reduce";
    FsmRun reduced = FsmRun.of(more).doesNotHold();
    assertThat(states(reduced)).isLessThan(states(whole));
    assertThat(reduced.lastLine().split(", ")[3]).isEqualTo(whole.lastLine().split(", ")[3]);
    FsmRun.of("explore", "--model", "reference", "--reduce").holds();
  }

  private static int states(FsmRun run) {
    return Integer.parseInt(run.lastLine().split(" ")[1]);
  }

  @Test
  void every_graph_has_a_checkpoint_of_its_own(@TempDir Path directory) {
    String file = directory.resolve("c").toString();
    FsmRun.of("explore", "--all-graphs", "2", "--levels", "5", "--checkpoint", file).holds();
    assertThat(directory.resolve("c-1")).isNotEmptyFile();
    assertThat(directory.resolve("c-2")).isNotEmptyFile();
    FsmRun.of("explore", "--all-graphs", "2", "--checkpoint", file).holds();
  }

  @Test
  void a_checkpoint_that_is_none_or_of_something_else_is_refused(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("c");
    String option = "--checkpoint=" + file;
    FsmRun.of("explore", "--graph", "x; y<x", "--levels", "5", option).holds();
    assertThat(FsmRun.of("explore", "--graph", "x; y<x", "--rules", "n21", option).complaint())
        .contains("cannot resume from " + file, "workers by current", "workers by n21", "expected");
    Files.writeString(file, "something quite different");
    assertThat(FsmRun.of("explore", "--graph", "x; y<x", option).complaint())
        .isEqualTo(
            "fsm: cannot resume from "
                + file
                + ": it is not a checkpoint of an exploration, expected a usable file");
  }

  @Test
  void the_rules_of_the_reference_get_stuck_and_the_way_there_is_shown() {
    FsmRun run =
        FsmRun.of("explore", "--graph", "x; y<x", "--faults", "2", "--rules", "dask-2022.12")
            .doesNotHold();
    assertThat(run.out()).contains("deadlock", "gather(A) fail");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--graph=x;y<z          | column 3: task y needs 'z', expected an earlier task as an input",
        "--all-graphs=9         | all graphs of 9 tasks, and 1 to 5 were expected",
        "--faults=-1            | --faults is -1, expected 0 or more",
        "--workers=0            | 0 workers, expected 1 or more",
        "--tasks=0              | 0 tasks, expected 1 or more",
        "--rules=l20            | remember what no image has",
        "--tasks=8              | a cluster with 8 tasks, and at most 7 were expected",
        "--reduce --liveness    | not sound, expected one of them",
        "--symmetry             | the scheduler looks at names, expected 2 workers that are alike",
        "--model=reference --scheduler-death=1 | expected --model worker with it",
        "--scheduler-death=-1   | -1",
        "--model=reference --faults=2 | expected --model worker with them",
        "--size=2               | expected --model stream, status, cleanup or liveness with them",
        "--model=stream --graph=x | expected --model worker with them",
        "--model=stream --death=1 | expected --model worker with them",
        "--model=stream --size=-1 | -1 items, expected 0 to 100",
        "--model=stream --credit=0 | credit 0, start timeout",
        "--model=stream --faults=-1 | -1 faults, expected 0 or more",
        "--model=stream --coordinators=2 | expected --model cleanup with it",
        "--model=status --credit=2 | expected --model stream with it",
        "--model=status --size=0 | 0 tasks, expected 1 to 100",
        "--model=cleanup --size=0 | 1 coordinators with 0 jobs each, expected 1 to 9 of both",
        "--model=liveness --size=1 | --size is not for liveness",
        "--model=liveness --symmetry | the parties of a protocol are not alike",
        "--model=liveness --kinds=flood | flood"
      })
  void clusters_that_make_no_sense_are_refused_in_one_line(String options, String expected) {
    assertThat(FsmRun.of(("explore " + options).split(" ")).complaint()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--symmetry --workers=3 | ties look at names, expected 2 workers that are alike",
        "--symmetry --liveness  | not sound, expected one of them",
        "--exact --checkpoint=x | a checkpoint does not, expected one of them",
        "--workers=5       | 5 workers, and 2 to 3 were expected",
        "--steal=-1        | -1 steals, and 0 to 7 were expected",
        "--threads=0       | --threads is 0, expected 1 or more",
        "--states=0        | --states is 0, expected 1 or more",
        "--memory=-3       | --memory is -3, expected 1 or more"
      })
  void what_makes_no_sense_is_refused_in_one_line(String options, String expected) {
    assertThat(FsmRun.of(("explore --model=reference " + options).split(" ")).complaint())
        .contains(expected);
  }
}
