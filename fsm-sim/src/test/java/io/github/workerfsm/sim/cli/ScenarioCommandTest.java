package io.github.workerfsm.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that plays deadlocks. */
class ScenarioCommandTest {

  @Test
  void all_scenarios_are_reproduced_and_complete() {
    assertThat(FsmRun.of("scenario", "--all").holds().lastLine())
        .matches(
            "scenarios: (\\d+)/\\1 reproduced under the faulty rule,"
                + " \\1/\\1 complete under the current rules");
  }

  @Test
  void one_scenario_is_told_step_by_step() {
    FsmRun run = FsmRun.of("scenario", "cancelled-error-leaks-slot").holds();
    assertThat(run.out())
        .contains(
            "Under the faulty rules",
            "A thread failure x",
            "A x: executing -> cancelled(executing)",
            "Under the current rules",
            "Outcome: complete");
    assertThat(FsmRun.of("scenario", "18").holds().out()).isEqualTo(run.out());
  }

  @Test
  void json_has_the_same_summary() {
    assertThat(FsmRun.of("scenario", "18", "--json").holds().out())
        .startsWith("{\"scenarios\":[{\"number\":18,")
        .contains("\"summary\":\"scenarios: 1/1 reproduced under the faulty rule, 1/1 complete");
  }

  @Test
  void other_rules_can_be_tried() {
    FsmRun run = FsmRun.of("scenario", "18", "--rules", "dask-2022.12").holds();
    assertThat(run.lastLine()).isEqualTo("scenarios: 1/1 complete under dask-2022.12");
  }

  @Test
  void bad_usage_is_one_line(@TempDir Path folder) throws Exception {
    assertThat(FsmRun.of("scenario").complaint()).contains("no scenario is named");
    assertThat(FsmRun.of("scenario", "nothing").complaint())
        .contains("there is no scenario nothing");
    Path bad = folder.resolve("bad.scenario");
    Files.writeString(bad, "scenario: bad\nworkers: A\nscript:\n  A slides\n");
    assertThat(FsmRun.of("scenario", bad.toString()).complaint())
        .contains("bad.scenario:4:5: found \"slides\", expected");
  }
}
