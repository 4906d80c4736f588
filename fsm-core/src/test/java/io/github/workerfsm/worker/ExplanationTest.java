package io.github.workerfsm.worker;

import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static io.github.workerfsm.worker.WorkerScript.workerWithResource;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.table.Transition;
import io.github.workerfsm.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a task is, what it waits for, and what could move it next. */
class ExplanationTest {

  private static WorkerScript busyWorker() {
    return workerWithResource("R", 1)
        .compute(Assignment.of("running").resource("R", 1))
        .compute("seceded")
        .secede("seceded")
        .compute("failed")
        .threadFailure("failed")
        .compute("cancelled")
        .free("cancelled")
        .scatter("here")
        .compute("ready", needs("here"))
        .compute(Assignment.of("constrained").resource("R", 1))
        .compute("waiting", needs("flying", "B"), needs("missing"))
        .acquire(needs("queued", "B"))
        .acquire(needs("turned", "C"))
        .compute("turned")
        .compute("gone")
        .free("gone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          running     | executing: a thread runs it. It waits for its thread to end.
          seceded     | long-running: a thread runs it outside of the slots. It waits for its thread to end.
          failed      | error: the failure is here. It waits for nothing; the failure is: failed is broken.
          cancelled   | cancelled: nobody wants it, a thread or transfer still holds it. It waits for its thread to end, which cannot be stopped.
          here        | memory: the value is here. It waits for nothing; it is an input of ready (ready).
          ready       | ready: inputs are here, waits for a thread. It waits for a thread: 2 of 2 are taken,
          constrained | constrained: inputs are here, waits for resources. It waits for 1 of resource R, of which 0 is free, and for a thread:
          waiting     | waiting-for-dependencies: to be computed here, inputs are missing. It waits for 2 of its 2 inputs: flying (flight), missing (missing).
          flying      | flight: a transfer brings it. It waits for the transfer from B to end.
          missing     | missing: wanted as an input, no holder is known. It waits for the scheduler to name a holder.
          queued      | fetch: wanted as an input, holders are known. It waits for a transfer: B is being asked for other tasks.
          turned      | rescheduled: its role changed, a thread or transfer still holds it. It waits for the transfer from C to end.
          gone        | released: no value, no holder, no role; metadata kept. It waits for nothing.
          """)
  void says_where_a_task_is_and_what_it_waits_for(String key, String beginning) {
    assertThat(busyWorker().machine().explain(key))
        .startsWith("Task " + key + " is " + beginning)
        .doesNotContain("\n");
  }

  @Test
  void says_that_a_key_is_not_known() {
    assertThat(worker().machine().explain("x"))
        .isEqualTo("Task x is not known here: it was never named, or it has been forgotten.");
  }

  @Test
  void says_that_the_worker_is_paused() {
    WorkerScript worker = worker().pause().compute("x").acquire(needs("y", "B"));
    assertThat(worker.machine().explain("x")).contains("for a thread: the worker is paused.");
    assertThat(worker.machine().explain("y")).contains("for a transfer: the worker is paused.");
  }

  @Test
  void says_that_a_peer_is_busy_or_that_a_limit_has_been_reached() {
    WorkerScript worker =
        worker(settings -> settings.transferBytesLimit(5))
            .acquire(needs("x", "B"))
            .gatherBusy("B")
            .acquire(needs("w", 5, "C"))
            .acquire(needs("y", 5, "D"));
    assertThat(worker.machine().explain("x")).contains("for a transfer: B is busy.");
    assertThat(worker.machine().explain("y"))
        .contains("for a transfer: D is free, but a limit of transfers has been reached.");
  }

  @Test
  void names_five_of_many() {
    Assignment assignment = Assignment.of("y");
    for (int i = 0; i < 8; i++) {
      assignment.needs("x" + i);
    }
    assertThat(worker().compute(assignment).machine().explain("y"))
        .contains("8 of its 8 inputs: x0 (missing), x1 (missing)")
        .contains("x4 (missing) and 3 more.");
  }

  @Test
  void names_every_row_that_could_be_taken_now_or_when_its_holder_has_let_go() {
    assertThat(worker().compute("x").machine().explain("x"))
        .endsWith(
            " Next: to memory by the thread pool (the run has succeeded);"
                + " to error by the thread pool (the run has failed);"
                + " to long-running by the thread pool (the run has left the slots);"
                + " to cancelled by the scheduler (a running thread cannot be stopped);"
                + " to released by the thread pool"
                + " (the run has ended by asking to be run elsewhere).");
  }

  @Test
  void names_no_row_that_refuses() {
    WorkerScript worker = busyWorker();
    for (Task task : worker.machine().tasks()) {
      String explanation = worker.machine().explain(task.key());
      for (Transition<?, ?, ?, ?> row : RuleSet.CURRENT.table().rowsFrom(task.state())) {
        if (row.isNever()) {
          assertThat(explanation).doesNotContain(row.reason());
        }
      }
    }
  }

  @Test
  void changes_nothing() {
    WorkerScript worker = busyWorker();
    String before = Dump.of(worker.machine());
    assertThat(Dump.of(worker.machine())).isEqualTo(before);
    worker.machine().check();
  }
}
