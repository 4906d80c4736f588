package io.github.workerfsm.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.worker.RuleSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program says of itself. */
class HelpTest {

  @Test
  void help_lists_the_commands() {
    assertThat(FsmRun.of("--help").holds().out())
        .contains(
            "replay",
            "story",
            "table",
            "diagram",
            "scenario",
            "recorder",
            "bench",
            "explore",
            "Exit code");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"replay", "story", "table", "diagram", "scenario", "recorder", "bench", "explore"})
  void each_command_explains_itself_with_examples(String command) {
    FsmRun run = FsmRun.of(command, "--help").holds();
    assertThat(run.out()).contains("Usage: fsm " + command, "Examples:", "--json");
    assertThat(run.lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Screen.WIDTH));
  }

  @Test
  void the_version_names_the_build_and_the_tables() {
    assertThat(FsmRun.of("--version").holds().lines())
        .anyMatch(line -> line.matches("fsm \\d+\\.\\d+.*"))
        .contains("table current: " + RuleSet.CURRENT.table().fingerprint());
  }
}
