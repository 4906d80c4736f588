package io.github.workerfsm.worker;

import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.snapshot.PayloadFormat;
import io.github.workerfsm.snapshot.SnapshotProgress;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever a worker can remember of a task comes back from a snapshot, and counts as before. */
class SnapshotRoundTripTest {

  /** A worker that has a task of every kind. */
  private static WorkerStateMachine fullWorker() {
    return worker(s -> s.threads(4).totalResources(Resources.of(Map.of("R", 1.5))))
        .compute(Assignment.of("seceded").run(1))
        .secede("seceded")
        .compute(Assignment.of("actor").actor().resource("R", 1))
        .compute(Assignment.of("constrained").resource("R", 1).priority(3, 0.5))
        .compute("failed")
        .threadFailure("failed")
        .compute(Assignment.of("cancelled").run(3).resource("R", 0.25))
        .free("cancelled")
        .compute(Assignment.of("again").run(4).needs("here"))
        .scatter("here")
        .free("again")
        .compute(Assignment.of("again").run(5).priority(9))
        .acquire(needs("suspect", "D", "E"))
        .gatherFailure("D")
        .acquire(needs("busy", "C"))
        .gatherBusy("C")
        .compute(
            Assignment.of("waiting").needs("flight", 5, "B").needs("missing").needs("busy", "C"))
        .send(
            new Event.ComputeTask(
                "promise",
                TaskSpec.of("later").dependencies(List.of("promised")).build(),
                List.of(new Event.Input("promised", 1, List.of(), true)),
                false))
        .compute(Assignment.of("z").needs("shared"))
        .compute(Assignment.of("a").needs("shared"))
        .pause()
        .compute(Assignment.of("ready").run(8).priority(2))
        .acquire(needs("wanted", "G", "H"))
        .compute(Assignment.of("user").priority(1).needs("wanted", "G"))
        .machine();
  }

  @Test
  void every_mark_of_a_task_is_written() throws IOException {
    assertThat(text(fullWorker()))
        .contains("\"actor\":true", "\"seceded\":true", "\"promised\":true", "\"suspicion\":1")
        .contains("\"failure\":{\"text\":", "\"resources\":{\"R\":0.25}", "\"busy\":true")
        .contains("\"dependents\":[\"z\",\"a\"]", "\"run\":{\"run\":4", "\"run\":\"spec\"")
        .contains("\"wanted\":[", "\"constrained\":[\"constrained\"]", "\"ready\":[\"ready\"]");
  }

  @Test
  void everything_comes_back() throws IOException {
    WorkerStateMachine machine = fullWorker();
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
    WorkerStateMachine machine = fullWorker();
    WorkerStateMachine twin = restored(text(machine));
    List<Event> events =
        List.of(
            new Event.Unpause("1"),
            new Event.ExecuteSuccess("2", "again", 4, new Value("1", 8, "int")),
            new Event.ExecuteSuccess("3", "actor", -1, new Value("2", 8, "int")),
            new Event.RetryBusyWorker("4", "C"),
            new Event.FreeKeys("5", List.of("waiting", "z", "cancelled")),
            new Event.RefreshWhoHas("6", List.of(new Event.Location("shared", List.of("B", "K")))),
            new Event.GatherNetworkFailure("7", "B", 5));
    for (Event event : events) {
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
