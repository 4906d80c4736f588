package io.github.workerfsm.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fuzzer from the command line. */
class FuzzCommandTest {

  @Test
  void the_last_line_counts_runs_events_and_failures() {
    FsmRun run = FsmRun.of("fuzz", "--seeds", "60").holds();
    assertThat(run.lastLine()).matches("fuzzed: 60 runs, \\d+ events, 0 failures");
    assertThat(run.out()).contains("rows", "rare situations", "were the same");
  }

  @Test
  void a_finding_is_printed_and_written_in_every_form(@TempDir Path folder) throws Exception {
    FsmRun run =
        FsmRun.of("fuzz", "--seeds=900", "--rules=dask-2022.12", "--shrink=800", "--out=" + folder)
            .doesNotHold();
    assertThat(run.out()).contains("after shrinking:", "script:");
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString().replaceAll(".*\\.", "")))
          .contains("scenario", "puml", "jsonl", "java");
    }
  }

  @Test
  void a_campaign_goes_on_where_it_was_stopped(@TempDir Path folder) {
    String file = "--campaign=" + folder.resolve("c.fuzz");
    FsmRun.of("fuzz", "--seeds=30", file).holds();
    FsmRun resumed = FsmRun.of("fuzz", "--seeds=60", file).holds();
    FsmRun whole = FsmRun.of("fuzz", "--seeds=60").holds();
    assertThat(resumed.lastLine()).isEqualTo(whole.lastLine());
  }

  @Test
  void protocols_are_walked_through_with_any_faults() {
    FsmRun run = FsmRun.of("fuzz", "--model=liveness", "--seeds=20", "--faults=9").holds();
    assertThat(run.lines().get(0)).startsWith("liveness of manager and interchange, 9 faults of");
    assertThat(run.lastLine())
        .matches("walked: 20 runs, \\d+ steps, \\d+ of them faults, 0 failures");
    assertThat(FsmRun.of("fuzz", "--model=stream", "--seeds=9", "--json").holds().out())
        .contains("\"failures\":0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--seeds=0            | --seeds is 0, expected 1 or more",
        "--threads=0          | --threads is 0, expected 1 or more",
        "--shrink=-1          | --shrink is -1, expected 0 or more",
        "--strategy=lucky     | there is no strategy lucky, expected one of uniform",
        "--rules=nobody       | there is no rule set nobody, expected one of",
        "--network=nothing    | there is no override nothing of the network, expected one of",
        "--faults=3           | --faults is for protocols, expected --model with it",
        "--kinds=cut          | expected --model stream, status, cleanup or liveness with them",
        "--model=stream --strategy=pct2 | are for clusters, expected no --model with them",
        "--model=status --faults=-1 | -1 faults, expected 0 or more"
      })
  void what_makes_no_sense_is_refused_in_one_line(String option, String expected) {
    assertThat(FsmRun.of(("fuzz " + option).split(" ")).complaint()).contains(expected);
  }

  @Test
  void a_file_that_is_no_campaign_is_refused(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("c.fuzz");
    Files.writeString(file, "something else");
    assertThat(FsmRun.of("fuzz", "--campaign=" + file).complaint()).contains("does not begin with");
    assertThat(file).hasContent("something else");
  }
}
