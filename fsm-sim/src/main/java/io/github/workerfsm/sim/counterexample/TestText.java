package io.github.workerfsm.sim.counterexample;

/** A counterexample as the source of a JUnit test that fails for the same reason. */
public final class TestText {
  private TestText() {}

  /**
   * The source of a class in the package {@code regression}.
   *
   * @param className its simple name
   * @param title what happens, in a sentence
   */
  public static String of(Counterexample found, String className, String title) {
    String scenario = ScenarioText.of(found, "counterexample", title);
    return """
        package regression;

        import static org.assertj.core.api.Assertions.assertThat;

        import io.github.workerfsm.sim.scenario.Scenario;
        import io.github.workerfsm.sim.scenario.ScenarioParser;
        import io.github.workerfsm.sim.scenario.ScenarioRun;
        import io.github.workerfsm.sim.scenario.ScenarioRunner;
        import io.github.workerfsm.sim.scenario.ScriptLine.Under;
        import org.junit.jupiter.api.Test;

        class %s {
          private static final String SCENARIO =
              ""\"
        %s\
              ""\";

          @Test
          void every_property_holds() throws Exception {
            Scenario scenario = ScenarioParser.parse("%s", SCENARIO);
            ScenarioRun run = ScenarioRunner.play(scenario, scenario.rules(), Under.FAULTY);
            assertThat(run.problem()).isEmpty();
            assertThat(run.violated()).isEmpty();
          }
        }
        """
        .formatted(className, indented(scenario), className);
  }

  private static String indented(String text) {
    StringBuilder indented = new StringBuilder();
    text.lines()
        .forEach(line -> indented.append(line.isEmpty() ? "" : "      ").append(line).append('\n'));
    return indented.toString();
  }
}
