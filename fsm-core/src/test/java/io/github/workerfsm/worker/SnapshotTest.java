package io.github.workerfsm.worker;

import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.snapshot.IllegalSnapshotException;
import io.github.workerfsm.snapshot.PayloadFormat;
import io.github.workerfsm.snapshot.SnapshotProgress;
import io.github.workerfsm.task.TaskSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a snapshot looks like, and what is refused. */
class SnapshotTest {

  @Test
  void a_snapshot_has_a_line_for_each_task() throws IOException {
    WorkerScript script =
        worker()
            .compute("x")
            .threadSuccess("x")
            .compute(Assignment.of("y").needs("x").needs("z", "B").run(7));
    assertThat(text(script.machine()).split("\n"))
        .containsExactly(
            "{\"snapshot\":1,\"rules\":\"current\",\"table\":\""
                + RuleSet.CURRENT.table().fingerprint()
                + "\",\"tasks\":3}",
            "{\"address\":\"A\",\"threads\":1,\"running\":true,\"totalResources\":{},"
                + "\"availableResources\":{},\"transferCountLimit\":9999,"
                + "\"transferMessageBytesLimit\":null,\"transferBytesLimit\":null,"
                + "\"transferThrottleThreshold\":10000000,\"transitionLimit\":null,"
                + "\"defaultNbytes\":1024}",
            "{\"running\":true,\"executed\":1,\"transitions\":7,\"generation\":-2,\"excess\":0,"
                + "\"unaccounted\":0,\"free\":{}}",
            "{\"task\":\"x\",\"state\":\"memory\",\"role\":\"compute\",\"priority\":[0,0,0],"
                + "\"generation\":0,\"nbytes\":10,\"spec\":{},"
                + "\"value\":{\"type\":\"int\",\"nbytes\":10,\"payload\":\"value of x\"}}",
            "{\"task\":\"y\",\"state\":\"waiting-for-dependencies\",\"role\":\"compute\","
                + "\"priority\":[0,0,0],\"generation\":-1,\"inputs\":[\"x\",\"z\"],"
                + "\"awaits\":[\"z\"],\"keeps\":[\"z\"],\"spec\":{\"run\":7}}",
            "{\"task\":\"z\",\"state\":\"flight\",\"role\":\"fetch\",\"priority\":[0,0,0],"
                + "\"generation\":-1,\"nbytes\":1,\"holders\":[\"B\"]}",
            "{\"peer\":\"B\",\"transfer\":[\"z\"],\"nbytes\":1}",
            "{\"ready\":[],\"constrained\":[]}",
            "{\"end\":3}");
  }

  @Test
  void texts_of_any_characters_come_back() throws IOException {
    String key = "a \"quoted\" \\ key,\n\t\u007f of \u00e9, \ud83d\ude00 and half \ud83d";
    String text = text(worker().compute(key).machine());
    assertThat(text).matches("[ -~\n]*");
    assertThat(restored(text).task(key)).isNotNull();
  }

  @Test
  void a_machine_that_remembers_more_than_its_state_is_not_stored() {
    WorkerScript old = worker(RuleSet.L20, settings -> settings);
    assertThatIllegalStateException()
        .isThrownBy(() -> text(old.machine()))
        .withMessage(
            "under the rules l20 a machine remembers more than its state, expected rules whose"
                + " machines can be stored");
    assertThat(RuleSet.CURRENT.rememberBeyondState()).isFalse();
    assertThat(RuleSet.DASK_2022_12.rememberBeyondState()).isFalse();
  }

  @Test
  void another_version_is_refused() throws IOException {
    String text = text(worker().machine());
    refused(
        text.replace("\"snapshot\":1", "\"snapshot\":2"),
        "snapshot, line 1, column 14: the version is 2, expected 1");
  }

  @Test
  void another_table_is_refused() throws IOException {
    WorkerScript reference = worker(RuleSet.DASK_2022_12, settings -> settings);
    refused(
        text(reference.machine()),
        "snapshot, line 1, column 64: the table is "
            + RuleSet.DASK_2022_12.table().fingerprint()
            + " of dask-2022.12, expected "
            + RuleSet.CURRENT.table().fingerprint()
            + " of current");
  }

  @Test
  void a_member_that_is_not_known_is_refused() throws IOException {
    String text = text(worker().compute("x").machine());
    refused(
        text.replace("\"run\":\"spec\"", "\"run\":\"spec\",\"shoes\":2"),
        "snapshot, line 4, column 106: a member is not known or not in its place,"
            + " expected those of version 1 in their order");
  }

  @Test
  void an_input_that_is_not_there_is_refused() throws IOException {
    String text = text(worker().compute("y", needs("x", "B")).machine());
    refused(
        text.replace("\"inputs\":[\"x\"]", "\"inputs\":[\"q\"]").replace("[\"x\"]", "[\"q\"]"),
        "snapshot, line 6, column 2: there are 2 tasks, and 3 are named, expected 2 of both");
  }

  @Test
  void a_state_that_breaks_an_invariant_is_refused() throws IOException {
    String text = text(worker().compute("x").machine());
    refused(
        text.replace(",\"run\":\"spec\"", ""),
        "snapshot: the state breaks an invariant, expected none broken:"
            + " F of x (executing): role COMPUTE and holder NONE do not go with the state");
  }

  @Test
  void a_payload_that_the_format_cannot_write_is_refused() {
    WorkerScript script = worker();
    script.send(new Event.ComputeTask("s", TaskSpec.of("x").payload(42).build(), List.of(), false));
    assertThatThrownBy(() -> text(script.machine()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a payload is of class java.lang.Integer, expected a text or another format");
  }

  @Test
  void progress_is_told_every_few_thousand_tasks() throws IOException {
    WorkerScript script = worker();
    int tasks = SnapshotWriter.PACE * 2 + 1;
    for (int i = 0; i < tasks; i++) {
      script.machine().handle(Assignment.of("x" + i).event("s"));
    }
    List<Integer> told = new ArrayList<>();
    SnapshotProgress progress =
        (done, total) -> {
          assertThat(total).isEqualTo(tasks);
          told.add(done);
        };
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    script.machine().snapshot(bytes, PayloadFormat.TEXT, progress);
    assertThat(told).containsExactly(SnapshotWriter.PACE, SnapshotWriter.PACE * 2, tasks);
    told.clear();
    WorkerStateMachine.restore(
        new ByteArrayInputStream(bytes.toByteArray()),
        RuleSet.CURRENT,
        0,
        PayloadFormat.TEXT,
        progress);
    assertThat(told).containsExactly(SnapshotWriter.PACE, SnapshotWriter.PACE * 2, tasks);
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> restored(text))
        .isInstanceOf(IllegalSnapshotException.class)
        .hasMessage(message);
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
        0,
        PayloadFormat.TEXT,
        SnapshotProgress.NONE);
  }
}
