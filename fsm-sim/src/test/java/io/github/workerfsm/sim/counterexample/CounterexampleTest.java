package io.github.workerfsm.sim.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.scenario.Scenario;
import io.github.workerfsm.sim.scenario.ScenarioParser;
import io.github.workerfsm.sim.scenario.ScenarioResult;
import io.github.workerfsm.sim.scenario.ScenarioRules;
import io.github.workerfsm.sim.scenario.ScenarioRunner;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.ChoiceText;
import io.github.workerfsm.trace.Replay;
import io.github.workerfsm.trace.ReplayedTrace;
import io.github.workerfsm.trace.TraceReader;
import io.github.workerfsm.worker.RuleSet;
import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to show a counterexample. */
class CounterexampleTest {
  private static final String SOURCE =
      """
      scenario: unreadable
      workers: A(1), B(1)
      graph: x on B; y<x on A
      memory: x on B
      wants: y
      script:
        S>A
        A gather(B) fail
      """;

  private static Counterexample found() throws Exception {
    Scenario scenario = ScenarioParser.parse("unreadable", SOURCE);
    ChoiceText text = new ChoiceText(scenario.world());
    ImmutableList<Choice> choices =
        ImmutableList.of(text.parse("S>A"), text.parse("A gather(B) fail"));
    return new Counterexample(
        scenario.world(), ScenarioRules.CURRENT.base("dask-2022.12"), choices, "L1");
  }

  @Test
  void it_holds_up_when_it_is_played() throws Exception {
    assertThat(found().holdsUp()).isTrue();
    assertThat(found().with(ImmutableList.of()).holdsUp()).isFalse();
  }

  @Test
  void as_a_scenario_it_fails_by_its_rules_and_holds_by_the_current_ones() throws Exception {
    String text = ScenarioText.of(found(), "unreadable", "A value cannot be read.");
    ScenarioResult result = ScenarioRunner.play(ScenarioParser.parse("unreadable", text));
    assertThat(result.reproduced()).as(result.faultyOutcome()).isTrue();
    assertThat(result.complete()).isTrue();
    assertThat(result.scenario().proves()).containsExactly("L1");
  }

  @Test
  void as_a_diagram_it_says_who_told_whom_what() throws Exception {
    assertThat(SequenceText.of(found(), "A value cannot be read."))
        .startsWith("@startuml\n")
        .contains("S -> A: compute y", "B --> A: A gather(B) fail", "rnote over A: ")
        .contains("L1 of y")
        .endsWith("@enduml\n");
  }

  @Test
  void as_a_trace_it_is_followed_by_a_replay() throws Exception {
    byte[] trace = WorkerTrace.of(found(), 0);
    List<ReplayedTrace> replayed = new ArrayList<>();
    try (TraceReader reader = new TraceReader(new ByteArrayInputStream(trace), "trace")) {
      Replay.of(RuleSet.DASK_2022_12, Replay.Mode.GUIDED).run(reader, replayed::add);
    }
    assertThat(replayed).hasSize(1);
    assertThat(replayed.get(0).divergence()).isNull();
  }

  @Test
  void as_a_test_it_fails_for_the_same_reason(@TempDir Path folder) throws Exception {
    Path source = folder.resolve("UnreadableTest.java");
    Files.writeString(source, TestText.of(found(), "UnreadableTest", "A value cannot be read."));
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    String path = System.getProperty("java.class.path");
    int problems =
        compiler.run(null, null, null, "-cp", path, "-d", folder.toString(), source.toString());
    assertThat(problems).isZero();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      Class<?> test = loader.loadClass("regression.UnreadableTest");
      var constructor = test.getDeclaredConstructor();
      constructor.setAccessible(true);
      Method method = test.getDeclaredMethod("every_property_holds");
      method.setAccessible(true);
      Object instance = constructor.newInstance();
      assertThat(failure(method, instance)).contains("L1");
    }
  }

  private static String failure(Method method, Object instance) throws IllegalAccessException {
    try {
      method.invoke(instance);
      return "it has not failed";
    } catch (InvocationTargetException e) {
      return String.valueOf(e.getCause());
    }
  }
}
