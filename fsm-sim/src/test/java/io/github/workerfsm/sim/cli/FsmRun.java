package io.github.workerfsm.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the program printed and returned, run within this process. */
record FsmRun(int exitCode, String out, String err) {

  static FsmRun of(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = Fsm.run(out, err, false, args);
    return new FsmRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  List<String> lines() {
    return out.lines().toList();
  }

  String lastLine() {
    List<String> lines = lines();
    return lines.get(lines.size() - 1);
  }

  FsmRun holds() {
    assertThat(err).doesNotContain("fsm: ").doesNotContain("\tat ");
    assertThat(exitCode).as(err).isZero();
    return this;
  }

  FsmRun doesNotHold() {
    assertThat(exitCode).as(err).isEqualTo(1);
    assertThat(err).doesNotContain("\tat ");
    return this;
  }

  /** Bad usage or input: exit code 2, nothing on standard output, one line about it. */
  String complaint() {
    assertThat(exitCode).as(err).isEqualTo(2);
    assertThat(out).isEmpty();
    List<String> complaints = err.lines().filter(line -> !line.matches(".*: \\d+ %")).toList();
    assertThat(complaints).hasSize(1);
    assertThat(complaints.get(0)).startsWith("fsm: ").contains("expected");
    return complaints.get(0);
  }
}
