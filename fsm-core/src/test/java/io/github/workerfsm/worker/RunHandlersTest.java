package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.ERROR;
import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.MEMORY;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static io.github.workerfsm.worker.WorkerScript.workerWithThreads;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.TaskSpec;
import org.junit.jupiter.api.Test;

/** Runs end. */
class RunHandlersTest {

  @Test
  void a_run_that_succeeds_has_its_duration_noted() {
    worker().compute("x").threadSuccess("x").told("note compute-duration", "task-finished x");
  }

  @Test
  void a_run_that_fails_or_goes_elsewhere_has_no_duration() {
    worker()
        .compute("x")
        .threadFailure("x")
        .told("task-erred x: x is broken")
        .compute("y")
        .threadReschedule("y")
        .told("reschedule y");
  }

  @Test
  void the_size_that_a_run_reports_replaces_the_one_that_was_announced() {
    WorkerScript worker =
        worker().compute("x").acquire(needs("x", 50, "B")).compute("x").threadSuccess("x", 8);
    assertThat(worker.task("x").nbytes()).isEqualTo(8);
    assertThat(worker.gauges().nbytes()).isEqualTo(8);
  }

  @Test
  void every_end_of_a_run_is_counted() {
    WorkerScript worker =
        workerWithThreads(4).compute("v").compute("w").compute("x").compute("y").free("y");
    worker.threadSuccess("v").threadFailure("w").threadReschedule("x").threadSuccess("y");
    assertThat(worker.gauges().executed()).isEqualTo(4);
    assertThat(worker.gauges().executing()).isZero();
    worker.is("v", MEMORY).is("w", ERROR).is("x", RELEASED).is("y", RELEASED);
  }

  /** Scenario late-result-on-resubmitted-task. */
  @Test
  void the_thread_is_free_before_the_outcome_is_handled() {
    worker()
        .compute("x")
        .compute("y")
        .compute("z", needs("x"))
        .threadSuccess("x")
        .is("y", EXECUTING)
        .is("z", READY);
  }

  @Test
  void a_thread_goes_to_what_was_ready_before_its_outcome_makes_others_ready() {
    worker()
        .compute(Assignment.of("x").priority(0, 0, 1))
        .compute(Assignment.of("old").priority(0, 0, 9))
        .compute(Assignment.of("urgent").priority(0, 0, 0).needs("x"))
        .threadSuccess("x")
        .is("old", EXECUTING)
        .is("urgent", READY);
  }

  @Test
  void a_paused_worker_gives_no_thread_away() {
    worker().compute("x").compute("y").pause().threadSuccess("x").is("y", READY);
  }

  /** The news has crossed the message that made the worker forget. */
  @Test
  void a_task_that_is_gone_may_secede() {
    worker().send(new Event.Secede("secede-1", "x", TaskSpec.NO_RUN, 1)).toldNothing();
  }

  @Test
  void the_end_of_a_seceded_run_leaves_the_slots_alone() {
    WorkerScript worker = worker().compute("x").compute("y").secede("x").is("y", EXECUTING);
    worker.compute("z").threadFailure("x").is("z", READY);
    assertThat(worker.gauges().executing()).isEqualTo(1);
    assertThat(worker.gauges().longRunning()).isZero();
  }
}
