package io.github.workerfsm.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.replay.CorpusReplay;
import io.github.workerfsm.sim.replay.TraceSource;
import io.github.workerfsm.sim.replay.TraceVerdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
  @BeforeAll
  static void the_reference_is_installed() throws Exception {
    Python.Result reference = Python.reference();
    boolean installed = reference.exitCode() == 0;
    if (!installed) {
      System.out.println(
          "skipped: the recorder is tested against python3-distributed, which is not installed: "
              + reference.lastLine());
    }
    assumeTrue(installed, "python3-distributed is not installed");
  }

  @Test
  void what_is_recorded_of_a_live_cluster_replays_exactly(@TempDir Path traces) throws Exception {
    Python.Result recorded = Python.script("record_small_cluster.py", traces.toString());

    assertThat(recorded.exitCode()).as(recorded.output()).isZero();
    assertThat(recorded.lastLine()).matches("recorded: 2 workers, \\d+ lines");
    ImmutableList<TraceVerdict> verdicts =
        CorpusReplay.asRecorded().run(TraceSource.at(List.of(traces.toString())), 1, bytes -> {});
    assertThat(verdicts).hasSize(2).allMatch(TraceVerdict::conforms);
  }

  @Test
  void the_recorder_keeps_its_promises_on_bare_engines_and_real_workers() throws Exception {
    Python.Result tested = Python.module("unittest", "test_record");

    assertThat(tested.exitCode()).as(tested.output()).isZero();
    assertThat(tested.output()).containsPattern("Ran \\d+ tests");
  }
}
