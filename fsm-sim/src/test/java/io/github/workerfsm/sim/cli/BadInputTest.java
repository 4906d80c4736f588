package io.github.workerfsm.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's mistake costs one line, which says what was wrong and what was expected. */
class BadInputTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"replay", "bench"})
  void a_missing_file(String command) {
    assertThat(FsmRun.of(command, "no/such/file.jsonl").complaint())
        .isEqualTo(
            "fsm: no/such/file.jsonl: there is no such file, expected a trace file, a directory of"
                + " *.jsonl or *.jsonl.gz files, or bundled:");
  }

  @Test
  void a_missing_file_of_a_story() {
    assertThat(FsmRun.of("story", "no/such/file.jsonl", "x").complaint())
        .startsWith("fsm: no/such/file.jsonl: there is no such file, expected");
  }

  @Test
  void a_directory_without_traces() throws IOException {
    Files.writeString(directory.resolve("README.md"), "nothing here");
    assertThat(FsmRun.of("replay", directory.toString()).complaint())
        .isEqualTo(
            "fsm: "
                + directory
                + ": no traces in this directory, expected *.jsonl or *.jsonl.gz files");
  }

  @Test
  void a_bundled_file_that_is_not_bundled() {
    assertThat(FsmRun.of("replay", "bundled:units").complaint())
        .startsWith("fsm: bundled:units: there is no such bundled file, expected one of unit,");
  }

  @Test
  void truncated_gzip() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(whole)) {
      gzip.write(String.join("\n", RecordedLines.cancelled()).getBytes("UTF-8"));
    }
    Path file = directory.resolve("cut.jsonl.gz");
    Files.write(file, Arrays.copyOf(whole.toByteArray(), whole.size() / 2));
    assertThat(FsmRun.of("replay", file.toString()).complaint())
        .matches(
            "fsm: .*cut.jsonl.gz:\\d+: the gzip data ends too early, expected a complete file");
  }

  @Test
  void invalid_json_is_found_with_its_line_and_column() {
    List<String> lines = new ArrayList<>(RecordedLines.cancelled());
    lines.set(2, lines.get(2).replace("\"instructions\":", "\"instructions\""));
    Path file = RecordedLines.write(directory.resolve("bad.jsonl"), lines);
    assertThat(FsmRun.of("replay", file.toString()).complaint())
        .startsWith("fsm: " + file + ":3: invalid JSON at column ")
        .endsWith("expected one JSON object per line");
  }

  @Test
  void a_line_of_100_megabytes() throws IOException {
    Path file = directory.resolve("long.jsonl");
    byte[] block = new byte[1 << 20];
    Arrays.fill(block, (byte) 'x');
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < 100; i++) {
        out.write(block);
      }
    }
    assertThat(FsmRun.of("replay", file.toString()).complaint())
        .startsWith("fsm: " + file + ":1: ")
        .contains("expected");
  }

  @Test
  void a_file_that_vanishes_between_listing_and_reading() throws IOException {
    RecordedLines.write(directory.resolve("a.jsonl"), RecordedLines.cancelled());
    Files.createSymbolicLink(directory.resolve("b.jsonl"), directory.resolve("gone"));
    assertThat(FsmRun.of("replay", directory.toString()).complaint())
        .isEqualTo(
            "fsm: "
                + directory.resolve("b.jsonl")
                + ": the file has vanished since it was listed, expected it to stay");
  }

  @Test
  void a_directory_where_a_file_is_expected_is_no_trace() throws IOException {
    Files.createDirectory(directory.resolve("c.jsonl"));
    assertThat(FsmRun.of("replay", directory.toString()).complaint()).contains("no traces");
  }

  @ParameterizedTest
  @ValueSource(strings = {"replay", "bench"})
  void an_unknown_rule_set_lists_the_valid_ones(String command) {
    assertThat(FsmRun.of(command, "bundled:unit", "--rules", "curent").complaint())
        .isEqualTo(
            "fsm: Invalid value for option '--rules': there is no rule set curent, expected one of"
                + " current, dask-2022.12, n21, l21, l20; see fsm "
                + command
                + " --help");
  }

  @Test
  void an_unknown_difference_lists_the_valid_ones() {
    assertThat(FsmRun.of("table", "--rules", "current+retentoin").complaint())
        .contains("there is no difference retentoin", "expected one of retention, run-identity,");
  }

  @Test
  void an_unknown_trace_name() {
    assertThat(FsmRun.of("replay", "bundled:unit", "--name", "nonsense").complaint())
        .startsWith("fsm: bundled:unit: no trace has nonsense in its name, expected");
    assertThat(FsmRun.of("bench", "bundled:unit", "--name", "nonsense").complaint())
        .startsWith("fsm: bundled:unit: no trace has nonsense in its name, expected");
    assertThat(FsmRun.of("story", "bundled:unit", "x", "--trace", "nonsense").complaint())
        .startsWith("fsm: bundled:unit: there is no trace nonsense, expected one of tests/");
  }

  @Test
  void an_unknown_key_names_some_that_are_known() {
    assertThat(
            FsmRun.of("story", "bundled:cluster", "f9", "--trace", "handle_compute[True-True]#2")
                .complaint())
        .isEqualTo(
            "fsm: bundled:cluster: no task f9 up to there, expected a key such as f1, f2, f3, f4");
  }

  @Test
  void a_key_of_several_traces_names_them() {
    assertThat(FsmRun.of("story", "bundled:cluster", "f3").complaint())
        .startsWith("fsm: bundled:cluster: task f3 is in 4 traces, expected --trace with one of");
  }

  @Test
  void an_unknown_command_lists_the_commands() {
    assertThat(FsmRun.of("rply").complaint()).contains("replay");
    assertThat(FsmRun.of("wxyz").complaint()).contains("table", "story", "--help");
  }

  @Test
  void an_unknown_option() {
    assertThat(FsmRun.of("replay", "bundled:unit", "--thread", "2").complaint())
        .contains("--thread", "--threads");
  }

  @Test
  void a_missing_path() {
    assertThat(FsmRun.of("replay").complaint()).contains("PATH", "fsm replay --help");
  }

  @Test
  void a_number_that_is_none_or_too_small() {
    assertThat(FsmRun.of("replay", "bundled:unit", "--threads", "two").complaint())
        .contains("--threads", "two");
    assertThat(FsmRun.of("replay", "bundled:unit", "--threads", "0").complaint())
        .contains("--threads is 0, expected 1 or more");
    assertThat(FsmRun.of("bench", "bundled:unit", "--runs", "0").complaint())
        .contains("--runs is 0, expected 1 or more");
  }

  @Test
  void both_of_two_options_that_exclude_each_other() {
    assertThat(FsmRun.of("replay", "bundled:unit", "--free", "--guided").complaint())
        .contains("--free", "--guided");
  }

  @Test
  void a_recorder_does_not_overwrite_a_file() throws IOException {
    Path file = directory.resolve("record.py");
    Files.writeString(file, "mine");
    assertThat(FsmRun.of("recorder", "-o", file.toString()).complaint())
        .isEqualTo(
            "fsm: " + file + ": the file exists, expected a new name, or --force to overwrite it");
    assertThat(file).hasContent("mine");
  }

  @Test
  void a_recorder_that_cannot_be_written() {
    Path file = directory.resolve("no/such/directory/record.py");
    assertThat(FsmRun.of("recorder", "-o", file.toString()).complaint()).contains(file.toString());
  }
}
