package io.github.workerfsm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.sim.replay.CorpusReplay;
import io.github.workerfsm.sim.replay.TraceSource;
import io.github.workerfsm.sim.replay.TraceVerdict;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.trace.TraceRecorder;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded here replays like what was recorded there. */
class RecordedHereTest {

  @TempDir Path directory;

  /**
   * Its header cannot know how many lines will follow. Under l20 a task that is about to start is
   * in no queue, which a replay reports.
   */
  @Test
  void a_recording_replays_by_the_rules_that_it_names() throws Exception {
    for (RuleSet rules : RuleSet.all()) {
      if (rules == RuleSet.L20) {
        continue;
      }
      Path file = directory.resolve("box.jsonl.gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file));
          TraceRecorder recorder = new TraceRecorder(machine(rules), "box", out)) {
        recorder.handle(
            new Event.ComputeTask("s1", TaskSpec.of("a").run(3).build(), List.of(), false));
        recorder.handle(new Event.FreeKeys("s2", List.of("a")));
        recorder.handle(new Event.ExecuteSuccess("s3", "a", 3, new Value(null, 1, "int")));
      }
      List<TraceVerdict> verdicts = replayed(file);
      assertThat(verdicts).hasSize(1);
      assertThat(verdicts.get(0).divergence()).isNull();
      assertThat(verdicts.get(0).rules()).isSameAs(rules);
      assertThat(verdicts.get(0).stimuli()).isEqualTo(3);
      assertThat(verdicts.get(0).header().lines()).isNull();
    }
  }

  /** A process that dies leaves a file without an end. */
  @Test
  void a_recording_that_was_never_closed_replays() throws Exception {
    Path file = directory.resolve("box.jsonl");
    try (OutputStream out = Files.newOutputStream(file)) {
      TraceRecorder recorder = new TraceRecorder(machine(RuleSet.CURRENT), "box", out);
      recorder.handle(new Event.UpdateData("s1", values(), true));
      assertThat(replayed(file).get(0).conformingStimuli()).isEqualTo(1);
    }
  }

  private static WorkerStateMachine machine(RuleSet rules) {
    return new WorkerStateMachine(Settings.at("tcp://host-1:1").build(), rules);
  }

  private static ImmutableMap<String, Value> values() {
    return ImmutableMap.of("d", new Value(null, 1, "int"));
  }

  private static List<TraceVerdict> replayed(Path file) throws IOException, InterruptedException {
    return CorpusReplay.asRecorded().run(TraceSource.at(List.of(file.toString())), 1, bytes -> {});
  }
}
