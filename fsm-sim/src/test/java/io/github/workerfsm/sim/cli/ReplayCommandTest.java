package io.github.workerfsm.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replays: what conforms, what does not, and what explains it. */
class ReplayCommandTest {
  private static final String LAST_LINE =
      "replayed: \\d+/\\d+ traces conform, \\d+/\\d+ stimuli, \\d+ transitions, \\d+ stimuli/s";

  @TempDir private Path directory;

  @Test
  void the_last_line_counts_what_conforms() {
    FsmRun run = FsmRun.of("replay", "bundled:unit").holds();
    assertThat(run.lastLine())
        .matches(LAST_LINE)
        .startsWith("replayed: 57/57 traces conform, 241/241 stimuli, ");
    assertThat(run.lines()).hasSize(1);
    assertThat(run.err()).contains("replaying: 100 %");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--free", "--guided", "--no-check", "--rules=dask-2022.12"})
  void each_way_of_replaying_conforms(String option) {
    assertThat(FsmRun.of("replay", "bundled:cluster", option).holds().lastLine())
        .startsWith("replayed: 68/68 traces conform, ");
  }

  @Test
  void free_replay_compares_no_more_than_is_deterministic() {
    assertThat(stimuli("--free")).isPositive().isLessThan(stimuli("--guided"));
  }

  private static long stimuli(String mode) {
    FsmRun run = FsmRun.of("replay", "bundled:workload", mode, "--json").holds();
    assertThat(JsonTree.of(run).number("conformingStimuli"))
        .isEqualTo(JsonTree.of(run).number("stimuli"));
    return JsonTree.of(run).number("stimuli");
  }

  @Test
  void only_traces_with_the_name_are_replayed() {
    assertThat(FsmRun.of("replay", "bundled:", "--name", "cancel_storm").holds().lastLine())
        .startsWith("replayed: 1/1 traces conform, ");
  }

  @Test
  void an_answer_that_differs_is_shown_with_its_place_and_its_story() {
    Path file = directory.resolve("wrong.jsonl");
    List<String> lines = new ArrayList<>(RecordedLines.cancelled());
    lines.set(2, lines.get(2).replaceFirst("\"state\":\"cancelled\"", "\"state\":\"resumed\""));
    lines.set(2, lines.get(2).replaceFirst("\"next\":null", "\"next\":\"fetch\""));
    FsmRun run = FsmRun.of("replay", RecordedLines.write(file, lines).toString()).doesNotHold();
    assertThat(run.out())
        .startsWith(file + ":3: tests/test_cancelled_state.py::")
        .contains("stimulus {\"op\":\"free-keys\"")
        .contains("expected   resumed(executing -> fetch)")
        .contains("actual     cancelled(executing)")
        .contains("story of y")
        .contains("unexplained: 1");
    assertThat(run.lastLine()).matches(LAST_LINE).startsWith("replayed: 0/1 traces conform, ");
  }

  @Test
  void only_so_many_divergences_are_shown_in_full() {
    List<String> wrong = new ArrayList<>(RecordedLines.cancelled());
    wrong.set(1, wrong.get(1).replace("\"tasks\":", "\"tasks\":7"));
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.addAll(wrong);
    }
    Path file = RecordedLines.write(directory.resolve("wrong.jsonl"), all);
    FsmRun run = FsmRun.of("replay", file.toString(), "--show", "1").doesNotHold();
    assertThat(run.out()).containsOnlyOnce("diverges").contains("... and 3 more unexplained");
  }

  @Test
  void what_other_rules_do_otherwise_is_explained_and_counted() {
    FsmRun run = FsmRun.of("replay", "bundled:unit", "--rules", "current").holds();
    assertThat(run.out())
        .contains("correction", "what current does instead of what was recorded")
        .containsPattern("retention +\\d+ +metadata goes only when the scheduler says forget")
        .contains("unexplained: 0");
    assertThat(run.lastLine()).matches(LAST_LINE);
  }

  @Test
  void a_trace_conforms_when_all_that_explains_it_is_put_back() {
    String name = "test_cancel_with_dependencies_in_memory[ExecuteFailureEvent-False]";
    String rules = "current";
    FsmRun run = replay(name, rules, "--to-the-end");
    List<?> corrections = JsonTree.of(run).list("corrections");
    assertThat(corrections).isNotEmpty();
    assertThat(JsonTree.of(run).number("conformingTraces")).isZero();
    for (Object correction : corrections) {
      rules += "+" + JsonTree.at(correction).text("name").replace(" + ", "+");
    }
    assertThat(JsonTree.of(replay(name, rules)).number("conformingTraces")).isEqualTo(1);
  }

  private static FsmRun replay(String name, String rules, String... more) {
    List<String> arguments = new ArrayList<>(List.of("replay", "bundled:unit", "--name", name));
    arguments.addAll(List.of("--rules", rules, "--json"));
    arguments.addAll(List.of(more));
    return FsmRun.of(arguments.toArray(String[]::new)).holds();
  }

  @Test
  void to_the_end_counts_more_corrections_than_the_first_ones() {
    FsmRun first = FsmRun.of("replay", "bundled:fuzz", "--rules", "current", "--json").holds();
    FsmRun all =
        FsmRun.of("replay", "bundled:fuzz", "--rules", "current", "--to-the-end", "--json").holds();
    assertThat(met(all)).isGreaterThan(met(first));
    assertThat(JsonTree.of(all).list("unexplained")).isEmpty();
  }

  private static long met(FsmRun run) {
    return JsonTree.of(run).list("corrections").stream()
        .mapToLong(correction -> JsonTree.at(correction).number("traces"))
        .sum();
  }

  @Test
  void the_number_of_threads_does_not_show() {
    assertThat(withoutSpeed("--threads", "1")).isEqualTo(withoutSpeed("--threads", "3"));
  }

  private static String withoutSpeed(String... threads) {
    List<String> arguments = new ArrayList<>(List.of("replay", "bundled:unit", "bundled:cluster"));
    arguments.addAll(List.of("--rules", "current"));
    arguments.addAll(List.of(threads));
    return FsmRun.of(arguments.toArray(String[]::new))
        .holds()
        .out()
        .replaceAll("\\d+ stimuli/s", "");
  }

  @Test
  void json_is_one_object_with_everything() {
    JsonTree tree = JsonTree.of(FsmRun.of("replay", "bundled:unit", "--json").holds());
    assertThat(tree.list("rules")).isEqualTo(List.of("dask-2022.12"));
    assertThat(tree.get("holds")).isEqualTo(true);
    assertThat(tree.number("traces")).isEqualTo(57);
    assertThat(tree.number("conformingTraces")).isEqualTo(57);
    assertThat(tree.number("stimuli")).isEqualTo(241);
    assertThat(tree.number("transitions")).isPositive();
    assertThat(tree.list("unexplained")).isEmpty();
  }

  @Test
  void json_of_a_divergence_has_its_parts() {
    List<String> lines = new ArrayList<>(RecordedLines.cancelled());
    lines.set(1, lines.get(1).replace("\"tasks\":", "\"tasks\":7"));
    Path file = RecordedLines.write(directory.resolve("wrong.jsonl"), lines);
    JsonTree tree = JsonTree.of(FsmRun.of("replay", file.toString(), "--json").doesNotHold());
    assertThat(tree.get("holds")).isEqualTo(false);
    JsonTree divergence = JsonTree.at(tree.list("unexplained").get(0));
    assertThat(divergence.text("file")).isEqualTo(file.toString());
    assertThat(divergence.number("line")).isEqualTo(2);
    assertThat(divergence.list("differences")).hasSize(1);
  }
}
