package io.github.workerfsm.sim.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import com.google.common.reflect.ClassPath;
import io.github.workerfsm.sim.scenario.Scenario;
import io.github.workerfsm.sim.scenario.ScenarioParser;
import io.github.workerfsm.sim.scenario.ScenarioResult;
import io.github.workerfsm.sim.scenario.ScenarioRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the fuzzer has found and shrunk, in {@code src/test/resources}, folder {@code regressions}:
 * each file fails under the rules that it names, or has failed when it names none, and holds under
 * the current ones.
 */
class RegressionsTest {
  private static final String FOLDER =
      RegressionsTest.class.getPackageName().replace('.', '/') + "/regressions/";

  static List<String> files() throws IOException {
    return ClassPath.from(RegressionsTest.class.getClassLoader()).getResources().stream()
        .map(ClassPath.ResourceInfo::getResourceName)
        .filter(name -> name.startsWith(FOLDER) && name.endsWith(".scenario"))
        .sorted()
        .collect(ImmutableList.toImmutableList());
  }

  @ParameterizedTest
  @MethodSource("files")
  void it_fails_under_its_rules_and_holds_under_the_current_ones(String file) throws Exception {
    String text = Resources.toString(Resources.getResource(file), StandardCharsets.UTF_8);
    Scenario scenario = ScenarioParser.parse(file, text);
    ScenarioResult result = ScenarioRunner.play(scenario);
    assertThat(result.current().problem()).isEmpty();
    assertThat(result.current().violations()).isEmpty();
    boolean faulty = text.contains("\nrules:");
    assertThat(result.reproduced()).as(result.faultyOutcome()).isEqualTo(faulty);
  }
}
