package io.github.workerfsm.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The command that spoils the table. */
class MutantsCommandTest {
  @Test
  void mutants_are_told_with_counterexample_or_argument() {
    FsmRun run = FsmRun.of("mutants", "--only", "NEW -> MISSING", "--explore", "1").holds();
    assertThat(run.out())
        .contains(
            "drop row: NEW -> MISSING",
            "equivalent: same steps: ",
            "redirect landing: NEW -> MISSING lands in RELEASED",
            "killed by explorer: cluster of A(1) B(1)",
            "violated: ",
            "none is shorter there")
        .containsPattern("does the same at each of [1-9]\\d* events");
    assertThat(run.lastLine()).matches("mutants: \\d+ killed of \\d+, 3 equivalent, 0 survive");
  }

  @Test
  void json_has_the_same_summary() {
    assertThat(
            FsmRun.of("mutants", "--only", "drop row: FLIGHT -> RELEASED [HELD]", "--json")
                .holds()
                .out())
        .startsWith("{\"mutants\":[{\"operator\":\"drop row\"")
        .contains("\"outcome\":\"killed\"", "\"hunter\":\"proof\"", "\"faults\":[]")
        .contains("\"summary\":\"mutants: 1 killed of 1, 0 equivalent, 0 survive\"");
  }

  @Test
  void bad_usage_is_one_line() {
    assertThat(FsmRun.of("mutants", "--threads", "0").complaint()).contains("0 threads");
    assertThat(FsmRun.of("mutants", "--explore", "-1").complaint()).contains("--explore is -1");
    assertThat(FsmRun.of("mutants", "--operator", "bend row").complaint())
        .contains("no mutant is meant", "drop row, redirect landing");
    assertThat(FsmRun.of("mutants", "--only", "no such row").complaint())
        .contains("no mutant is meant");
  }
}
