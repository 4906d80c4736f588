package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.CANCELLED;
import static io.github.workerfsm.task.TaskState.ERROR;
import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.FETCH;
import static io.github.workerfsm.task.TaskState.FLIGHT;
import static io.github.workerfsm.task.TaskState.LONG_RUNNING;
import static io.github.workerfsm.task.TaskState.MEMORY;
import static io.github.workerfsm.task.TaskState.MISSING;
import static io.github.workerfsm.task.TaskState.NEW;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.task.TaskState.RESCHEDULED;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static io.github.workerfsm.worker.WorkerScript.workerWithThreads;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When a value or a failure arrives. */
@ExtendWith(RowCoverage.class)
class OutcomeRulesTest {

  // ---- FINISH

  @Test
  void the_value_of_a_run_is_kept_and_reported() {
    WorkerScript worker =
        worker()
            .compute(Assignment.of("x").run(3))
            .threadSuccess("x", 25)
            .moved("x", EXECUTING, MEMORY, MEMORY)
            .told("note compute-duration", "task-finished x run 3")
            .is("x", MEMORY);
    assertThat(worker.instructions())
        .contains(new Instruction.TaskFinished("execute-success-2", "x", 3, 25, "int"));
    assertThat(worker.task("x").value()).isEqualTo(new Value("value of x", 25, "int"));
    assertThat(worker.task("x").holder()).isEqualTo(Holder.NONE);
    assertThat(worker.gauges().nbytes()).isEqualTo(25);
    assertThat(worker.gauges().executed()).isEqualTo(1);
  }

  @Test
  void the_value_of_a_seceded_run_is_kept_and_reported() {
    WorkerScript worker =
        worker()
            .compute("x")
            .secede("x")
            .threadSuccess("x")
            .moved("x", LONG_RUNNING, MEMORY, MEMORY)
            .told("note compute-duration", "task-finished x")
            .is("x", MEMORY);
    assertThat(worker.task("x").seceded()).isFalse();
    assertThat(worker.gauges().longRunning()).isZero();
  }

  @Test
  void a_value_makes_those_who_wait_for_it_ready() {
    worker()
        .compute("x")
        .compute("y", needs("x"))
        .is("x", RESCHEDULED)
        .threadSuccess("x")
        .told("note compute-duration", "add-keys x", "execute y");
  }

  @Test
  void an_assignment_of_what_is_here_is_answered_with_its_new_run() {
    worker()
        .compute(Assignment.of("x").run(1))
        .threadSuccess("x")
        .compute(Assignment.of("x").run(2))
        .told("task-finished x run 2")
        .is("x", MEMORY);
  }

  // ---- RECEIVE

  @Test
  void a_value_that_was_brought_is_kept_and_reported_as_a_copy() {
    worker()
        .acquire(needs("x", "B"))
        .gatherOk("B", "x")
        .moved("x", FLIGHT, MEMORY, MEMORY)
        .told("add-keys x")
        .is("x", MEMORY);
  }

  @Test
  void a_value_that_was_brought_counts_with_the_size_that_was_announced() {
    WorkerScript worker = worker().acquire(needs("x", 40, "B")).gatherOk("B", "x");
    assertThat(worker.task("x").nbytes()).isEqualTo(40);
    assertThat(worker.gauges().nbytes()).isEqualTo(40);
  }

  @Test
  void a_value_that_was_announced_to_be_empty_counts_as_empty() {
    WorkerScript worker = worker().acquire(needs("x", 0, "B")).gatherOk("B", "x");
    assertThat(worker.task("x").nbytes()).isZero();
    assertThat(worker.gauges().nbytes()).isZero();
  }

  @Test
  void a_value_that_is_placed_on_a_released_task_is_reported_as_a_copy() {
    worker()
        .compute("x")
        .compute("y")
        .free("y")
        .scatter("y")
        .moved("y", RELEASED, MEMORY, MEMORY)
        .told("add-keys y", "add-keys y")
        .is("y", MEMORY);
  }

  @Test
  void the_value_of_a_run_that_was_wanted_as_an_input_is_reported_as_a_copy() {
    worker()
        .compute("x")
        .free("x")
        .compute("y", needs("x", "B"))
        .threadSuccess("x")
        .moved("x", RESCHEDULED, MEMORY, MEMORY)
        .told("note compute-duration", "add-keys x", "execute y");
  }

  /** Scenario brought-result: what is brought can be the value of an older definition. */
  @Test
  void a_value_that_was_brought_although_it_was_to_be_computed_is_computed_all_the_same() {
    worker()
        .acquire(needs("x", "B"))
        .compute(Assignment.of("x").run(6))
        .is("x", RESCHEDULED, Role.COMPUTE)
        .gatherOk("B", "x")
        .told("execute x run 6")
        .is("x", EXECUTING)
        .threadSuccess("x")
        .told("note compute-duration", "task-finished x run 6")
        .is("x", MEMORY);
  }

  // ---- PLACE

  @Test
  void a_value_that_is_placed_under_a_new_key_is_reported_once() {
    WorkerScript worker =
        worker().scatter("x").moved("x", NEW, MEMORY, MEMORY).told("add-keys x").is("x", MEMORY);
    assertThat(worker.gauges().nbytes()).isEqualTo(1);
  }

  @Test
  void a_client_can_place_a_value_without_a_report() {
    worker().scatterSilently("x").toldNothing().is("x", MEMORY);
  }

  @Test
  void a_value_that_is_placed_on_a_missing_input_ends_the_wait_for_it() {
    worker()
        .compute("y", needs("x"))
        .is("x", MISSING)
        .scatter("x")
        .detoured("x", MISSING, MEMORY)
        .told("add-keys x", "add-keys x", "execute y");
  }

  @Test
  void a_value_that_is_placed_where_one_is_changes_nothing() {
    WorkerScript worker = worker().compute("x").threadSuccess("x", 25).scatter("x");
    worker.told("add-keys x");
    assertThat(worker.task("x").value().nbytes()).isEqualTo(25);
  }

  @Test
  void a_value_that_is_placed_on_a_task_that_waits_ends_its_wait() {
    worker()
        .compute("y", needs("x", "B"))
        .scatter("y")
        .detoured("y", WAITING_FOR_DEPENDENCIES, MEMORY)
        .told("add-keys y", "add-keys y")
        .is("y", MEMORY)
        .is("x", CANCELLED);
  }

  @Test
  void a_value_that_is_placed_on_a_ready_task_spares_its_run() {
    worker()
        .compute("x")
        .compute("y")
        .scatter("y")
        .detoured("y", READY, MEMORY)
        .threadSuccess("x")
        .told("note compute-duration", "task-finished x");
  }

  // ---- DECLINE

  @Test
  void a_value_that_is_placed_on_a_running_task_is_not_taken() {
    worker()
        .compute("x")
        .scatter("x")
        .moved("x", EXECUTING, MEMORY, EXECUTING)
        .told("release-worker-data x")
        .is("x", EXECUTING);
  }

  @Test
  void a_value_that_is_placed_on_a_seceded_task_is_not_taken() {
    worker()
        .compute("x")
        .secede("x")
        .scatterSilently("x")
        .moved("x", LONG_RUNNING, MEMORY, LONG_RUNNING)
        .told("release-worker-data x")
        .is("x", LONG_RUNNING);
  }

  @Test
  void a_value_that_is_placed_on_a_task_in_transfer_is_not_taken() {
    worker()
        .acquire(needs("x", "B"))
        .scatterSilently("x")
        .moved("x", FLIGHT, MEMORY, FLIGHT)
        .told("release-worker-data x")
        .gatherOk("B", "x")
        .told("add-keys x");
  }

  @Test
  void a_value_that_is_placed_on_a_cancelled_task_is_not_taken() {
    worker()
        .compute("x")
        .free("x")
        .scatterSilently("x")
        .moved("x", CANCELLED, MEMORY, CANCELLED)
        .told("release-worker-data x")
        .is("x", CANCELLED);
  }

  @Test
  void a_value_that_is_placed_on_a_rescheduled_task_is_not_taken() {
    worker()
        .compute("x")
        .acquire(needs("x", "B"))
        .scatterSilently("x")
        .moved("x", RESCHEDULED, MEMORY, RESCHEDULED)
        .told("release-worker-data x")
        .is("x", RESCHEDULED);
  }

  @Test
  void only_the_values_that_are_taken_are_reported() {
    worker().compute("x").scatter("w", "x", "y").told("add-keys w, y", "release-worker-data x");
  }

  @Test
  void each_value_of_a_scatter_has_its_place_before_the_next_one_is_taken() {
    worker()
        .pause()
        .compute("z", needs("x", "B"), needs("y", "C"))
        .is("x", FETCH)
        .scatter("x", "z")
        .told("add-keys x, z", "add-keys z", "add-keys x")
        .is("x", MEMORY)
        .is("z", MEMORY)
        .is("y", RELEASED);
  }

  @Test
  void a_value_that_is_not_taken_is_reported_as_such_whatever_else_is_placed() {
    worker()
        .compute("z", needs("x", "B"))
        .is("x", FLIGHT)
        .scatter("x", "z")
        .told("add-keys z", "add-keys z", "release-worker-data x")
        .is("x", CANCELLED);
  }

  @Test
  void a_scatter_of_nothing_is_reported_as_asked_for() {
    worker().scatter().told("add-keys ");
  }

  // ---- FAIL

  @Test
  void the_failure_of_a_run_is_kept_and_reported() {
    WorkerScript worker =
        worker()
            .compute(Assignment.of("x").run(3))
            .threadFailure("x")
            .moved("x", EXECUTING, ERROR, ERROR)
            .told("task-erred x run 3: x is broken")
            .is("x", ERROR);
    assertThat(worker.task("x").failure()).isEqualTo(Failure.of("x is broken"));
    assertThat(worker.task("x").holder()).isEqualTo(Holder.NONE);
  }

  @Test
  void the_failure_of_a_seceded_run_is_kept_and_reported() {
    worker()
        .compute("x")
        .secede("x")
        .threadFailure("x")
        .moved("x", LONG_RUNNING, ERROR, ERROR)
        .told("task-erred x: x is broken");
  }

  /** Scenario erred-key-recompute-crash. */
  @Test
  void a_failed_task_that_is_assigned_again_runs_again() {
    WorkerScript worker =
        worker()
            .compute(Assignment.of("x").run(1))
            .threadFailure("x")
            .compute(Assignment.of("x").run(2))
            .told("execute x run 2")
            .detoured("x", ERROR, WAITING_FOR_DEPENDENCIES)
            .is("x", EXECUTING);
    assertThat(worker.task("x").failure()).isNull();
  }

  // ---- FAIL_TO_START

  @Test
  void a_task_that_cannot_start_lets_its_other_inputs_go() {
    worker()
        .compute("z", needs("x", "B", "C", "D"), needs("y", "E"))
        .gatherFailure("B")
        .gatherFailure("C")
        .gatherFailure("D")
        .moved("z", WAITING_FOR_DEPENDENCIES, ERROR, ERROR)
        .told("release-worker-data x", "task-erred z: input x cannot be gathered: unreadable")
        .is("y", CANCELLED);
  }

  @Test
  void all_tasks_that_wait_for_what_cannot_be_gathered_fail() {
    worker()
        .compute(Assignment.of("y").run(1).needs("x", "B", "C", "D"))
        .compute(Assignment.of("z").run(2).needs("x", "B", "C", "D"))
        .gatherFailure("B")
        .gatherFailure("C")
        .gatherFailure("D")
        .told(
            "release-worker-data x",
            "task-erred z run 2: input x cannot be gathered: unreadable",
            "task-erred y run 1: input x cannot be gathered: unreadable");
  }

  // ---- RUN_ELSEWHERE

  @Test
  void a_run_that_asks_to_be_run_elsewhere_is_released_and_reported() {
    worker()
        .compute(Assignment.of("x").run(3))
        .compute("y")
        .threadReschedule("x")
        .moved("x", EXECUTING, RELEASED, RELEASED)
        .told("reschedule x run 3", "execute y")
        .is("x", RELEASED, Role.NONE);
  }

  @Test
  void a_seceded_run_that_asks_to_be_run_elsewhere_is_released_and_reported() {
    worker()
        .compute("x")
        .secede("x")
        .threadReschedule("x")
        .moved("x", LONG_RUNNING, RELEASED, RELEASED)
        .told("reschedule x")
        .is("x", RELEASED);
  }

  @Test
  void every_completion_that_names_no_run_is_that_of_the_run_under_way() {
    workerWithThreads(1)
        .compute(Assignment.of("x").run(9))
        .send(new Event.ExecuteSuccess("id", "x", TaskSpec.NO_RUN, new Value(null, 1, "int")))
        .told("note compute-duration", "task-finished x run 9");
  }

  @Test
  void a_wanted_input_that_failed_here_is_fetched() {
    worker()
        .compute("x")
        .threadFailure("x")
        .compute("y", needs("x", "B"))
        .detoured("x", ERROR, FETCH)
        .is("x", MISSING)
        .whoHas("x", "B")
        .told("gather x from B");
  }
}
