package io.github.workerfsm.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every bundled scenario gets stuck under its faulty rules and completes under the current ones.
 */
class ScenariosTest {

  static List<String> ids() throws Exception {
    return ScenarioLibrary.bundled().stream().map(Scenario::id).toList();
  }

  private static Scenario named(String id) throws Exception {
    return ScenarioLibrary.bundled().stream()
        .filter(scenario -> scenario.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void is_reproduced_under_the_faulty_rules(String id) throws Exception {
    ScenarioResult result = ScenarioRunner.play(named(id));
    assertThat(result.reproduced()).as(result.faultyOutcome()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void completes_under_the_current_rules(String id) throws Exception {
    ScenarioResult result = ScenarioRunner.play(named(id));
    assertThat(result.complete()).as(result.currentOutcome()).isTrue();
  }

  @Test
  void is_played_the_same_way_every_time() throws Exception {
    for (Scenario scenario : ScenarioLibrary.bundled()) {
      assertThat(ScenarioRunner.play(scenario)).isEqualTo(ScenarioRunner.play(scenario));
    }
  }

  @Test
  void numbers_and_files_go_with_the_ids() throws Exception {
    for (Scenario scenario : ScenarioLibrary.bundled()) {
      assertThat(scenario.file())
          .isEqualTo(scenario.number() + "-" + scenario.id() + ScenarioLibrary.SUFFIX);
    }
    assertThat(ids()).doesNotHaveDuplicates();
  }
}
