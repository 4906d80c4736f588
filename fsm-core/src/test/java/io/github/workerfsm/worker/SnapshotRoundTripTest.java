package io.github.workerfsm.worker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.snapshot.PayloadFormat;
import io.github.workerfsm.snapshot.SnapshotProgress;
import io.github.workerfsm.task.Task;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Whatever a worker can remember of a task comes back from a snapshot, and counts as before. */
class SnapshotRoundTripTest {
  @Test
  void every_mark_of_a_task_is_written() throws IOException {
    assertThat(text(FullWorker.machine()))
        .contains("\"actor\":true", "\"seceded\":true", "\"promised\":true", "\"suspicion\":1")
        .contains("\"failure\":{\"text\":", "\"resources\":{\"R\":0.25}", "\"busy\":true")
        .contains("\"dependents\":[\"z\",\"a\"]", "\"run\":{\"run\":4", "\"run\":\"spec\"")
        .contains("\"wanted\":[", "\"constrained\":[\"constrained\"]", "\"ready\":[\"ready\"]");
  }

  @Test
  void everything_comes_back() throws IOException {
    WorkerStateMachine machine = FullWorker.machine();
    WorkerStateMachine twin = restored(text(machine));
    assertThat(twin.tasks())
        .extracting(Task::key)
        .isEqualTo(machine.tasks().stream().map(Task::key).toList());
    assertThat(twin.gauges()).isEqualTo(machine.gauges());
    assertThat(twin.transitions()).isEqualTo(machine.transitions());
    assertThat(text(twin)).isEqualTo(text(machine));
  }

  @Test
  void the_restored_worker_answers_as_the_other() throws IOException {
    WorkerStateMachine machine = FullWorker.machine();
    WorkerStateMachine twin = restored(text(machine));
    for (Event event : FullWorker.later()) {
      assertThat(twin.handle(event).toString()).isEqualTo(machine.handle(event).toString());
    }
    assertThat(text(twin)).isEqualTo(text(machine));
  }

  private static String text(WorkerStateMachine machine) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    machine.snapshot(bytes, PayloadFormat.TEXT, SnapshotProgress.NONE);
    return bytes.toString(US_ASCII);
  }

  private static WorkerStateMachine restored(String text) throws IOException {
    return WorkerStateMachine.restore(
        new ByteArrayInputStream(text.getBytes(US_ASCII)),
        RuleSet.CURRENT,
        WorkerStateMachine.STORY_LINES,
        PayloadFormat.TEXT,
        SnapshotProgress.NONE);
  }
}
