package io.github.workerfsm.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.sim.scenario.ScriptLine.Under;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.task.Resources;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scenario files may say, and what is said of those that cannot be read. */
class ScenarioParserTest {
  private static final String FILE = "some.scenario";
  private static final String FULL =
      """
      # a remark
      scenario: some-thing
      number: 7
      title: Something happens.
      origin: #1, #2 (abc)
      period: N21
      class: deadlock
      violates: S1, L2

      rules:
        base dask-2022.12
        worker refuse waiting-for-dependencies -> error
        network silent-peer-is-waited-for

      workers: A(2, R=1, host=h), B, C(later, batch=3, answers=busy)
      graph: x; y<x {R:1} on A, B retries 1; w awaits x priority 5
      scattered: d
      memory: x on B, A
      wants: y

      script:
        S>A compute y{R:1}, who_has{x:[A, B]} -> executing
        # a remark
        faulty: A>S task-finished y (held)
        current: ? A thread success y -> y memory, x memory
        S>A ...
        settle
        expect S: y memory on A, x released

      outcome:
        A: y cancelled(executing), x forgotten
        violates S1 L2
      """;

  @Test
  void every_field_is_read() throws Exception {
    Scenario scenario = ScenarioParser.parse(FILE, FULL);
    assertThat(scenario.id()).isEqualTo("some-thing");
    assertThat(scenario.number()).isEqualTo(7);
    assertThat(scenario.origin()).isEqualTo("#1, #2 (abc)");
    assertThat(scenario.violates()).containsExactly("S1", "L2");
    assertThat(scenario.proves()).containsExactly("S1", "L2");
    assertThat(scenario.outcome())
        .extracting(StateClause::toString)
        .containsExactly("A: y cancelled(executing)", "A: x forgotten");
    assertThat(scenario.rules().network().silentPeer())
        .isEqualTo(io.github.workerfsm.sim.world.NetworkRules.SilentPeer.WAITED_FOR);
    assertThat(scenario.rules().worker().name()).startsWith("dask-2022.12 with");
  }

  @Test
  void the_start_is_read() throws Exception {
    var world = ScenarioParser.parse(FILE, FULL).world();
    assertThat(world.workers().get(0).threads()).isEqualTo(2);
    assertThat(world.workers().get(0).resources()).isEqualTo(Resources.of(Map.of("R", 1)));
    assertThat(world.address(0)).isEqualTo("tcp://h:1");
    assertThat(world.workers().get(2).present()).isFalse();
    assertThat(world.workers().get(2).batchBytes()).isEqualTo(3);
    assertThat(world.workers().get(1).answer()).isEqualTo(ChoiceKind.GATHER_OK);
    assertThat(world.workers().get(2).answer()).isEqualTo(ChoiceKind.GATHER_BUSY);
    assertThat(world.keys()).containsExactly("x", "y", "w", "d");
    assertThat(world.task(1).workers()).containsExactly("tcp://h:1", "tcp://B:2");
    assertThat(world.task(1).retries()).isEqualTo(1);
    assertThat(world.awaitedBy(2)).isEqualTo("x");
    assertThat(world.awaitedBy(1)).isNull();
    assertThat(world.memory().get("x")).containsExactly("B", "A");
    assertThat(world.names(world.wants())).containsExactly("y");
  }

  @Test
  void the_script_is_read() throws Exception {
    var script = ScenarioParser.parse(FILE, FULL).script();
    assertThat(script).hasSize(6);
    assertThat(script.get(0).number()).isEqualTo(22);
    assertThat(script.get(0).expected().get(0)).hasToString("A: y executing");
    assertThat(script.get(1).under()).isEqualTo(Under.FAULTY);
    assertThat(script.get(1).step()).isInstanceOf(ScriptLine.Held.class);
    assertThat(script.get(2).optional()).isTrue();
    assertThat(script.get(2).expected()).hasSize(2);
    assertThat(script.get(3).step()).isInstanceOf(ScriptLine.Drained.class);
    assertThat(script.get(4).step()).isInstanceOf(ScriptLine.Settles.class);
    assertThat(script.get(5).expected().get(0)).hasToString("S: y memory on A");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "graph: x; y<x | grape: x | 16:1: found \"grape\", expected a field",
        "number: 7 | number: seven | 3:9: found \"seven\", expected a number, 0 or more",
        "violates: S1, L2 | violates: S1, L9 | 8:15: found \"L9\", expected one of S1",
        "workers: A(2, R=1 | workers: A(2, R:1 | 15:16: found \":\", expected \"=\"",
        "answers=busy | answers=no | 15:58: found \"no\", expected busy or fail",
        "y<x {R:1} | y<q {R:1} | 16:13: found \"q\", expected a task defined before",
        "memory: x on B | memory: x at B | 18:11: found \"at\", expected on",
        "memory: x on B | memory: x on D | 18:14: there is no worker D, expected one of A, B, C",
        "wants: y | wants: v | 19:8: found \"v\", expected a task defined before",
        "base dask-2022.12 | base dask | 11:8: there is no rule set dask",
        "network silent-peer | network loud-peer | 13:11: there is no override",
        "worker refuse | router refuse | 12:3: found \"router\", expected base, worker",
        "S>A ... | S>A .. | 26:7: found \"..\", expected one of compute",
        "settle | settles | 27:3: there is no worker settles, expected one of A, B, C",
        "expect S: y | expect S: v | 28:13: there is no key v",
        "  A: y canc | A: y canc | 31:1: found \"A\", expected a field"
      })
  void what_cannot_be_read_is_named_with_line_and_column(String good, String bad, String message) {
    assertThat(FULL).contains(good);
    String text =
        good.startsWith("A: y") ? FULL.replace("  A: y canc", bad) : FULL.replace(good, bad);
    assertThatThrownBy(() -> ScenarioParser.parse(FILE, text))
        .isInstanceOf(ScenarioFormatException.class)
        .hasMessageStartingWith(FILE + ":" + message);
  }

  @Test
  void what_is_missing_is_named() {
    assertThatThrownBy(() -> ScenarioParser.parse(FILE, "scenario: a\nscript:\n  settle\n"))
        .hasMessageEndingWith("the file ends, expected a field workers");
    assertThatThrownBy(() -> ScenarioParser.parse(FILE, "scenario: a\nscenario: b\n"))
        .hasMessage(FILE + ":2:1: the field scenario for the second time, expected it once");
    assertThatThrownBy(() -> ScenarioParser.parse(FILE, "  settle\n"))
        .hasMessageStartingWith(FILE + ":1:3: an indented line, expected it in a block");
  }

  @Test
  void a_script_that_cannot_be_played_says_why() throws Exception {
    Scenario scenario =
        ScenarioParser.parse(
            FILE, "scenario: a\nworkers: A\ngraph: x\nwants: x\nscript:\n  A thread success x\n");
    ScenarioResult result = ScenarioRunner.play(scenario);
    assertThat(result.current().problem())
        .isEqualTo(FILE + ":6: A thread success x: no thread of A runs x");
    assertThat(result.reproduced()).isFalse();
    assertThat(result.complete()).isFalse();
  }
}
