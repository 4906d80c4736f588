package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.CANCELLED;
import static io.github.workerfsm.task.TaskState.CONSTRAINED;
import static io.github.workerfsm.task.TaskState.ERROR;
import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.FETCH;
import static io.github.workerfsm.task.TaskState.FLIGHT;
import static io.github.workerfsm.task.TaskState.LONG_RUNNING;
import static io.github.workerfsm.task.TaskState.MEMORY;
import static io.github.workerfsm.task.TaskState.MISSING;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.task.TaskState.RESCHEDULED;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static io.github.workerfsm.worker.WorkerScript.workerWithResource;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** While the wish of the scheduler and the holder of a task disagree. */
@ExtendWith(RowCoverage.class)
class CancellationRulesTest {

  // ---- HOLD: nobody wants it, but it cannot be stopped

  @Test
  void releasing_a_running_task_lands_in_cancelled() {
    WorkerScript worker =
        worker()
            .compute("x")
            .free("x")
            .moved("x", EXECUTING, RELEASED, CANCELLED)
            .toldNothing()
            .is("x", CANCELLED, Role.NONE);
    assertThat(worker.task("x").holder()).isEqualTo(Holder.THREAD);
  }

  @Test
  void releasing_a_seceded_task_lands_in_cancelled() {
    worker()
        .compute("x")
        .secede("x")
        .free("x")
        .moved("x", LONG_RUNNING, RELEASED, CANCELLED)
        .is("x", CANCELLED, Role.NONE);
  }

  @Test
  void releasing_a_task_in_transfer_lands_in_cancelled() {
    WorkerScript worker =
        worker()
            .acquire(needs("x", "B"))
            .free("x")
            .moved("x", FLIGHT, RELEASED, CANCELLED)
            .is("x", CANCELLED, Role.NONE);
    assertThat(worker.task("x").holder()).isEqualTo(Holder.TRANSFER);
  }

  /** Scenario rescheduled-release-drops-coroutine. */
  @Test
  void releasing_a_rescheduled_task_lands_in_cancelled() {
    worker()
        .acquire(needs("x", "B"))
        .compute("x")
        .is("x", RESCHEDULED, Role.COMPUTE)
        .free("x")
        .moved("x", RESCHEDULED, RELEASED, CANCELLED)
        .gatherOk("B", "x")
        .is("x", RELEASED);
  }

  @Test
  void a_cancelled_run_keeps_its_slot_and_its_resources() {
    workerWithResource("R", 1)
        .compute(Assignment.of("x").resource("R", 1))
        .compute("other")
        .compute(Assignment.of("y").resource("R", 1))
        .compute("z")
        .free("x")
        .toldNothing()
        .is("y", CONSTRAINED)
        .is("z", READY);
  }

  @Test
  void an_input_in_transfer_that_nothing_waits_for_any_more_is_cancelled() {
    worker().compute("y", needs("x", "B")).free("y").is("y", RELEASED).is("x", CANCELLED);
  }

  // ---- KEEP

  @Test
  void a_cancelled_task_can_be_released_again_without_effect() {
    worker()
        .compute("x")
        .free("x")
        .free("x")
        .moved("x", CANCELLED, RELEASED, CANCELLED)
        .toldNothing()
        .is("x", CANCELLED);
  }

  @Test
  void what_waits_for_its_thread_to_be_an_input_can_be_wanted_again_without_effect() {
    worker()
        .compute("x")
        .free("x")
        .compute("y", needs("x", "B"))
        .is("x", RESCHEDULED, Role.FETCH)
        .compute("z", needs("x", "B"))
        .moved("x", RESCHEDULED, FETCH, RESCHEDULED)
        .is("x", RESCHEDULED, Role.FETCH);
  }

  @Test
  void what_waits_for_its_transfer_to_be_computed_can_be_assigned_again_without_effect() {
    worker()
        .acquire(needs("x", "B"))
        .compute("x")
        .compute("x")
        .moved("x", RESCHEDULED, WAITING_FOR_DEPENDENCIES, RESCHEDULED)
        .toldNothing()
        .is("x", RESCHEDULED, Role.COMPUTE);
  }

  // ---- LET_GO, ASK_RELEASE: the completion of what nobody wants

  /** Scenario cancelled-error-leaks-slot. */
  @Test
  void a_cancelled_run_that_succeeds_is_released_in_silence() {
    worker()
        .compute("x")
        .compute("next")
        .free("x")
        .threadSuccess("x")
        .moved("x", CANCELLED, MEMORY, RELEASED)
        .told("note compute-duration", "execute next")
        .is("x", RELEASED, Role.NONE);
  }

  /** Scenarios cancelled-error-leaks-slot and cancelled-failure-stays-in-error. */
  @Test
  void a_cancelled_run_that_fails_is_released_in_silence() {
    worker()
        .compute("x")
        .compute("next")
        .free("x")
        .threadFailure("x")
        .moved("x", CANCELLED, ERROR, RELEASED)
        .told("execute next")
        .is("x", RELEASED, Role.NONE);
  }

  /** Scenario cancelled-reschedule-recursion. */
  @Test
  void a_cancelled_run_that_asks_to_be_run_elsewhere_is_released_in_silence() {
    worker()
        .compute("x")
        .compute("next")
        .free("x")
        .threadReschedule("x")
        .moved("x", CANCELLED, RELEASED, RELEASED)
        .told("execute next")
        .is("x", RELEASED, Role.NONE);
  }

  @Test
  void a_value_that_nobody_wants_is_not_kept() {
    WorkerScript worker =
        worker()
            .acquire(needs("x", "B"))
            .free("x")
            .gatherOk("B", "x")
            .moved("x", CANCELLED, MEMORY, RELEASED)
            .toldNothing()
            .is("x", RELEASED);
    assertThat(worker.task("x").value()).isNull();
    assertThat(worker.gauges().nbytes()).isZero();
  }

  @Test
  void a_cancelled_transfer_that_brings_nothing_is_released_in_silence() {
    worker()
        .acquire(needs("x", "B"))
        .free("x")
        .gatherOk("B")
        .moved("x", CANCELLED, FETCH, CANCELLED)
        .moved("x", CANCELLED, RELEASED, RELEASED)
        .toldNothing()
        .is("x", RELEASED);
  }

  @Test
  void a_cancelled_transfer_that_cannot_be_read_is_released_in_silence() {
    worker()
        .acquire(needs("x", "B", "C", "D"))
        .gatherFailure("B")
        .gatherFailure("C")
        .free("x")
        .gatherFailure("D")
        .moved("x", CANCELLED, ERROR, RELEASED)
        .toldNothing()
        .is("x", RELEASED);
  }

  @Test
  void a_task_of_an_ended_transfer_that_another_one_of_it_lets_go_of_is_released() {
    worker()
        .pause()
        .compute("y", needs("x", "B"))
        .free("y")
        .acquire(needs("y", "B"), needs("x", "B"))
        .unpause()
        .told("gather x, y from B")
        .free("y")
        .is("y", CANCELLED)
        .gatherBusy("B")
        .moved("x", FLIGHT, RELEASED, RELEASED)
        .is("x", RELEASED)
        .is("y", RELEASED);
  }

  // ---- RESUME_RUN, RESUME_SECEDED_RUN, RESUME_TRANSFER: back where it was

  @Test
  void a_cancelled_run_goes_on_when_it_is_wanted_again() {
    worker()
        .compute("x")
        .free("x")
        .compute("x")
        .moved("x", CANCELLED, WAITING_FOR_DEPENDENCIES, EXECUTING)
        .toldNothing()
        .is("x", EXECUTING, Role.COMPUTE)
        .threadSuccess("x")
        .told("note compute-duration", "task-finished x");
  }

  /** Scenario stale-run-accepted. */
  @Test
  void a_run_that_goes_on_is_reported_as_the_run_that_it_was_started_as() {
    worker()
        .compute(Assignment.of("x").run(1))
        .free("x")
        .compute(Assignment.of("x").run(2))
        .is("x", EXECUTING)
        .threadSuccess("x")
        .told("note compute-duration", "task-finished x run 1");
  }

  @Test
  void a_run_that_goes_on_does_not_wait_for_inputs_that_it_has_read() {
    worker()
        .compute("x", needs("i", "B"))
        .gatherOk("B", "i")
        .free("x", "i")
        .is("i", RELEASED)
        .compute("x", needs("i", "B"))
        .toldNothing()
        .is("x", EXECUTING)
        .is("i", RELEASED);
  }

  /** Scenario secede-cancel-resume. */
  @Test
  void a_seceded_run_goes_on_when_it_is_wanted_again_and_says_again_that_it_has_seceded() {
    worker()
        .compute(Assignment.of("x").run(1))
        .secede("x")
        .free("x")
        .compute(Assignment.of("x").run(2))
        .moved("x", CANCELLED, WAITING_FOR_DEPENDENCIES, LONG_RUNNING)
        .told("long-running x run 2, in arrears")
        .is("x", LONG_RUNNING, Role.COMPUTE);
  }

  @Test
  void a_cancelled_transfer_goes_on_when_its_value_is_wanted_again() {
    worker()
        .acquire(needs("x", "B"))
        .free("x")
        .acquire(needs("x", "B"))
        .moved("x", CANCELLED, FETCH, FLIGHT)
        .toldNothing()
        .is("x", FLIGHT, Role.FETCH)
        .gatherOk("B", "x")
        .told("add-keys x");
  }

  @Test
  void a_run_is_to_be_reported_again_once_its_task_is_assigned_again() {
    worker()
        .compute("x")
        .free("x")
        .compute("y", needs("x", "B"))
        .is("x", RESCHEDULED)
        .free("y")
        .compute("x")
        .moved("x", RESCHEDULED, WAITING_FOR_DEPENDENCIES, EXECUTING)
        .is("x", EXECUTING, Role.COMPUTE)
        .threadSuccess("x")
        .told("note compute-duration", "task-finished x");
  }

  @Test
  void a_seceded_run_is_to_be_reported_again_once_its_task_is_assigned_again() {
    worker()
        .compute("x")
        .secede("x")
        .acquire(needs("x", "B"))
        .is("x", RESCHEDULED, Role.FETCH)
        .compute("x")
        .moved("x", RESCHEDULED, WAITING_FOR_DEPENDENCIES, LONG_RUNNING)
        .told("long-running x, in arrears")
        .is("x", LONG_RUNNING, Role.COMPUTE);
  }

  @Test
  void a_transfer_is_to_bring_a_copy_again_once_only_the_value_is_wanted() {
    worker()
        .acquire(needs("x", "B"))
        .compute("x")
        .is("x", RESCHEDULED, Role.COMPUTE)
        .acquire(needs("x", "B"))
        .moved("x", RESCHEDULED, FETCH, FLIGHT)
        .is("x", FLIGHT, Role.FETCH)
        .gatherOk("B", "x")
        .told("add-keys x");
  }

  // ---- TURN_TO_FETCH, TURN_TO_COMPUTE: the role changes while it is held

  @Test
  void a_cancelled_run_whose_value_is_wanted_is_rescheduled() {
    worker()
        .compute("x")
        .free("x")
        .compute("y", needs("x", "B"))
        .moved("x", CANCELLED, FETCH, RESCHEDULED)
        .toldNothing()
        .is("x", RESCHEDULED, Role.FETCH)
        .is("y", WAITING_FOR_DEPENDENCIES);
  }

  @Test
  void a_cancelled_transfer_of_what_is_to_be_computed_is_rescheduled() {
    worker()
        .acquire(needs("x", "B"))
        .free("x")
        .compute("x")
        .moved("x", CANCELLED, WAITING_FOR_DEPENDENCIES, RESCHEDULED)
        .toldNothing()
        .is("x", RESCHEDULED, Role.COMPUTE);
  }

  @Test
  void a_running_task_whose_value_is_wanted_as_an_input_is_rescheduled_by_way_of_cancelled() {
    worker()
        .compute("x")
        .acquire(needs("x", "B"))
        .detoured("x", EXECUTING, FETCH)
        .moved("x", EXECUTING, RELEASED, CANCELLED)
        .is("x", RESCHEDULED, Role.FETCH);
  }

  /** Scenario reassigned-in-flight-without-spec. */
  @Test
  void an_input_in_transfer_that_is_assigned_is_rescheduled_by_way_of_cancelled() {
    WorkerScript worker =
        worker()
            .acquire(needs("x", "B"))
            .compute(Assignment.of("x").run(4))
            .detoured("x", FLIGHT, WAITING_FOR_DEPENDENCIES)
            .toldNothing()
            .is("x", RESCHEDULED, Role.COMPUTE);
    assertThat(worker.task("x").spec().run()).isEqualTo(4);
    worker.gatherNetworkFailure("B").told("execute x run 4");
  }

  // ---- SECEDE_UNHEARD

  /** Scenario secede-while-cancelled-ignored. */
  @Test
  void a_cancelled_run_that_secedes_makes_room_and_says_nothing() {
    worker()
        .compute("x")
        .compute("w")
        .free("x")
        .secede("x")
        .moved("x", CANCELLED, LONG_RUNNING, CANCELLED)
        .told("execute w")
        .is("x", CANCELLED)
        .compute("x")
        .told("long-running x, in arrears")
        .is("x", LONG_RUNNING);
  }

  @Test
  void a_rescheduled_run_that_secedes_makes_room_and_says_nothing() {
    worker()
        .compute("x")
        .compute("w")
        .acquire(needs("x", "B"))
        .secede("x")
        .moved("x", RESCHEDULED, LONG_RUNNING, RESCHEDULED)
        .told("execute w")
        .is("x", RESCHEDULED);
  }

  // ---- FETCH_INSTEAD, COMPUTE_INSTEAD: the holder has let go in vain

  /** Scenario rescheduled-run-fails. */
  @Test
  void a_run_that_fails_where_only_its_value_is_wanted_has_it_fetched_in_silence() {
    workerWithResource("R", 1)
        .compute(Assignment.of("x").resource("R", 1))
        .free("x")
        .compute("y", needs("x", "B"))
        .threadFailure("x")
        .moved("x", RESCHEDULED, ERROR, RELEASED)
        .told("gather x from B")
        .is("x", FLIGHT, Role.FETCH)
        .compute(Assignment.of("z").resource("R", 1))
        .told("execute z")
        .gatherOk("B", "x")
        .told("add-keys x", "execute y");
  }

  @Test
  void a_run_that_asks_to_be_run_elsewhere_where_only_its_value_is_wanted_has_it_fetched() {
    worker()
        .compute("x")
        .free("x")
        .compute("y", needs("x", "B"))
        .threadReschedule("x")
        .moved("x", RESCHEDULED, RELEASED, RELEASED)
        .told("gather x from B")
        .is("x", FLIGHT);
  }

  @Test
  void a_run_that_fails_where_only_its_value_is_wanted_asks_for_a_holder_if_none_is_known() {
    worker()
        .compute("x")
        .acquire(needs("x"))
        .threadFailure("x")
        .is("x", MISSING)
        .findMissing()
        .told("request-refresh-who-has x");
  }

  /** Scenario resumed-fetch-failure-drops-compute. */
  @Test
  void a_transfer_that_brings_nothing_of_what_is_to_be_computed_has_it_computed() {
    worker()
        .acquire(needs("x", "B"))
        .free("x")
        .compute("x")
        .gatherOk("B")
        .moved("x", RESCHEDULED, FETCH, RELEASED)
        .told("execute x")
        .is("x", EXECUTING, Role.COMPUTE);
  }

  @Test
  void a_run_that_has_failed_holds_nothing_while_its_value_cannot_be_brought_yet() {
    WorkerScript worker =
        worker()
            .compute("x")
            .free("x")
            .compute("y", needs("x", "B"))
            .pause()
            .threadFailure("x")
            .moved("x", RESCHEDULED, ERROR, RELEASED)
            .is("x", FETCH, Role.FETCH);
    assertThat(worker.task("x").holder()).isEqualTo(Holder.NONE);
    assertThat(worker.task("x").running()).isNull();
  }

  @Test
  void a_transfer_that_fails_for_good_has_what_is_to_be_computed_computed() {
    worker()
        .acquire(needs("x", "B", "C", "D"))
        .gatherFailure("B")
        .gatherFailure("C")
        .compute("x")
        .gatherFailure("D")
        .moved("x", RESCHEDULED, ERROR, RELEASED)
        .told("execute x")
        .is("x", EXECUTING);
  }

  @Test
  void a_transfer_in_vain_has_what_is_to_be_computed_wait_for_its_inputs() {
    worker()
        .acquire(needs("x", "B"))
        .compute("x", needs("w", "C"))
        .toldNothing()
        .is("w", RELEASED)
        .gatherBusy("B")
        .is("x", WAITING_FOR_DEPENDENCIES)
        .waitsFor("x", "w")
        .is("w", FLIGHT)
        .gatherOk("C", "w")
        .told("add-keys w", "execute x");
  }

  @Test
  void inputs_are_not_asked_for_before_the_transfer_of_the_value_itself_has_ended() {
    worker()
        .acquire(needs("x", "B"))
        .compute("x", needs("w", "C"))
        .toldNothing()
        .gatherOk("B", "x")
        .told("gather w from C")
        .is("x", WAITING_FOR_DEPENDENCIES)
        .is("w", FLIGHT);
  }
}
