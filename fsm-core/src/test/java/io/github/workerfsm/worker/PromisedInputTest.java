package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.FLIGHT;
import static io.github.workerfsm.task.TaskState.MEMORY;
import static io.github.workerfsm.task.TaskState.MISSING;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static io.github.workerfsm.worker.WorkerScript.workerWithThreads;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.snapshot.PayloadFormat;
import io.github.workerfsm.snapshot.SnapshotProgress;
import io.github.workerfsm.task.TaskSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A task is assigned before its inputs exist: it waits without asking, and starts by itself. */
class PromisedInputTest {
  private static Event.Input promised(String key) {
    return Event.Input.promised(key);
  }

  @Test
  void a_promised_input_is_not_asked_for() {
    WorkerScript worker = worker().compute("y", promised("x")).toldNothing();
    worker.is("y", WAITING_FOR_DEPENDENCIES).is("x", MISSING).findMissing().toldNothing();
    assertThat(worker.machine().asksForHolders()).isFalse();
    assertThat(worker.machine().explain("x")).contains("promised to say where");
  }

  @Test
  void the_task_starts_when_the_last_input_has_been_announced_and_brought() {
    worker()
        .compute("z", promised("x"), promised("y"))
        .whoHas("x", "B")
        .told("gather x from B")
        .gatherOk("B", "x")
        .is("z", WAITING_FOR_DEPENDENCIES)
        .whoHas("y", "C")
        .told("gather y from C")
        .gatherOk("C", "y")
        .told("add-keys y", "execute z")
        .is("z", EXECUTING);
  }

  @Test
  void an_input_that_is_computed_here_is_neither_sought_nor_taken_from_its_thread() {
    worker()
        .compute("x")
        .compute("y", promised("x"))
        .toldNothing()
        .is("x", EXECUTING)
        .is("y", WAITING_FOR_DEPENDENCIES)
        .threadSuccess("x")
        .told("note compute-duration", "task-finished x", "execute y");
  }

  @Test
  void an_input_that_waits_for_a_thread_here_stays_in_its_queue() {
    worker()
        .compute("w")
        .compute("x")
        .compute("y", promised("x"))
        .is("x", READY)
        .threadSuccess("w")
        .told("note compute-duration", "task-finished w", "execute x");
  }

  @Test
  void an_input_that_is_assigned_here_later_is_computed_here() {
    workerWithThreads(2)
        .compute("y", promised("x"))
        .compute("x")
        .told("execute x")
        .threadSuccess("x")
        .told("note compute-duration", "task-finished x", "execute y");
  }

  @Test
  void the_promise_survives_an_answer_that_nobody_holds_it() {
    worker()
        .compute("y", promised("x"))
        .whoHas("x")
        .findMissing()
        .toldNothing()
        .whoHas("x", "B")
        .is("x", FLIGHT);
  }

  @Test
  void once_announced_it_is_asked_for_like_any_other() {
    worker()
        .compute("y", promised("x"))
        .whoHas("x", "B")
        .gatherNetworkFailure("B")
        .is("x", MISSING)
        .findMissing()
        .told("request-refresh-who-has x");
  }

  @Test
  void a_later_announcement_without_a_promise_ends_it() {
    workerWithThreads(2)
        .compute("y", promised("x"))
        .compute("z", needs("x"))
        .findMissing()
        .told("request-refresh-who-has x");
  }

  @Test
  void what_is_here_already_needs_no_promise() {
    worker()
        .compute("x")
        .threadSuccess("x")
        .compute("y", promised("x"))
        .told("execute y")
        .is("x", MEMORY);
  }

  @Test
  void a_promise_with_holders_is_refused() {
    TaskSpec spec = TaskSpec.of("y").dependencies(List.of("x")).build();
    worker()
        .refuses(
            new Event.ComputeTask(
                "s1", spec, List.of(new Event.Input("x", 1, List.of("B"), true)), false),
            "compute-task s1: input x is promised and held by [B], expected no holders of what is"
                + " promised");
  }

  @Test
  void a_promise_outlives_a_snapshot() throws IOException {
    WorkerStateMachine machine = worker().compute("y", promised("x")).machine();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    machine.snapshot(out, PayloadFormat.TEXT, SnapshotProgress.NONE);
    WorkerStateMachine restored =
        WorkerStateMachine.restore(
            new ByteArrayInputStream(out.toByteArray()),
            RuleSet.CURRENT,
            0,
            PayloadFormat.TEXT,
            SnapshotProgress.NONE);
    assertThat(restored.asksForHolders()).isFalse();
    assertThat(restored.handle(new Event.FindMissing("f"))).isEmpty();
  }
}
