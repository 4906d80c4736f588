package io.github.workerfsm.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The bench: what it measures and what it says; how fast anything is, no test can say. */
class BenchCommandTest {
  private static final String NAME = "test_WorkerState__to_dict#1";
  private static final String WHOLE_NAME = "tests/test_worker_state_machine.py::" + NAME;

  @Test
  void json_has_the_speed_of_each_trace() {
    FsmRun run =
        FsmRun.of("bench", "bundled:unit", "--name", NAME, "--runs", "1", "--json").holds();
    JsonTree trace = JsonTree.at(JsonTree.at(JsonTree.of(run).get("traces")).get(WHOLE_NAME));
    assertThat(trace.number("stimuli")).isEqualTo(2);
    assertThat(trace.number("transitions")).isPositive();
    assertThat(trace.number("stimuliPerCpuSecond")).isPositive();
    assertThat(trace.number("transitionsPerCpuSecond")).isPositive();
    assertThat(trace.get("ratio")).isNull();
  }

  @Test
  void a_python_without_the_reference_is_said_in_one_line() {
    FsmRun run =
        FsmRun.of(
                "bench",
                "bundled:unit",
                "--name",
                NAME,
                "--runs",
                "1",
                "--against-reference",
                "--python",
                "/no/such/python3")
            .holds();
    assertThat(run.err())
        .contains("reference: not measured, /no/such/python3 cannot import distributed");
    assertThat(run.out()).contains("stimuli/CPU s", WHOLE_NAME);
    assertThat(run.lastLine()).isEqualTo("measured: 1 traces, 0 skipped");
  }

  @Test
  void a_trace_of_which_the_events_make_no_sense_under_the_rules_is_skipped() {
    FsmRun run =
        FsmRun.of("bench", "bundled:fuzz", "--name", "fuzz/123#1", "--rules", "current")
            .doesNotHold();
    assertThat(run.err()).contains("skipping fuzz/123#1: ");
    assertThat(run.lastLine()).isEqualTo("measured: 0 traces, 1 skipped");
  }
}
