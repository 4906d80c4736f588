package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.CANCELLED;
import static io.github.workerfsm.task.TaskState.CONSTRAINED;
import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.FLIGHT;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.task.TaskState.RESCHEDULED;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static io.github.workerfsm.worker.Fault.breaks;
import static io.github.workerfsm.worker.Fault.faulty;
import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.Value;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The historic scenarios of assignments, line by line, with the fault and without. */
class HistoricAssignmentsTest {

  @Test
  void reassigned_in_flight_without_spec() {
    WorkerScript stuck =
        faulty("reassigned-in-flight-without-spec")
            .compute("w")
            .compute("y", needs("x", "B"))
            .compute("x")
            .is("x", READY)
            .free("y")
            .is("x", READY)
            .gatherNetworkFailure("B")
            .is("x", READY)
            .threadSuccess("w")
            .told("note compute-duration", "task-finished w")
            .is("x", EXECUTING)
            .compute("z")
            .is("z", READY);
    breaks(stuck, "S4", "S8");

    worker()
        .compute("w")
        .compute("y", needs("x", "B"))
        .compute("x")
        .is("x", RESCHEDULED)
        .free("y")
        .gatherNetworkFailure("B")
        .is("x", READY)
        .threadSuccess("w")
        .told("note compute-duration", "task-finished w", "execute x")
        .threadSuccess("x");
  }

  @Test
  void erred_key_recompute_crash() {
    faulty("erred-key-recompute-crash")
        .compute("x")
        .threadFailure("x")
        .fails(script -> script.compute("x"), "an assignment of a failed task");
    worker().compute("x").threadFailure("x").compute("x").told("execute x");
  }

  @Test
  void late_result_on_resubmitted_task() {
    faulty("late-result-on-resubmitted-task")
        .compute("x")
        .free("x")
        .unknown("x")
        .compute("w")
        .told("execute w")
        .compute("x")
        .is("x", READY)
        .fails(script -> script.threadSuccess("x"), "a result of what is not running");
    worker()
        .compute("x")
        .free("x")
        .is("x", CANCELLED)
        .compute("w")
        .is("w", READY)
        .compute("x")
        .is("x", EXECUTING)
        .threadSuccess("x")
        .told("note compute-duration", "task-finished x", "execute w");
  }

  @Test
  void steal_between_pop_and_start() {
    WorkerScript stuck =
        faulty("steal-between-pop-and-start")
            .compute("x")
            .toldNothing()
            .is("x", READY)
            .steal("x")
            .told("steal-response x: ready")
            .is("x", RELEASED)
            .compute("w")
            .findMissing()
            .is("w", READY);
    assertThat(stuck.gauges().executing()).isEqualTo(1);
    breaks(stuck, "S4");

    faulty("steal-between-pop-and-start")
        .compute("x")
        .findMissing()
        .told("execute x")
        .threadSuccess("x")
        .machine()
        .check();
    worker().compute("x").steal("x").told("steal-response x: executing").is("x", EXECUTING);
  }

  @Test
  void steal_request_for_unknown_key() {
    faulty("steal-request-for-unknown-key")
        .compute("x")
        .threadReschedule("x")
        .fails(script -> script.steal("x"), "key x is looked up, and is not known");
    worker().compute("x").threadReschedule("x").steal("x").told("steal-response x: released");
    worker().steal("x").told("steal-response x: none");
  }

  @Test
  void dependencies_bypass_resource_check() {
    UnaryOperator<Settings.Builder> two =
        settings -> settings.threads(2).totalResources(Resources.of(Map.of("R", 1)));
    WorkerScript stuck =
        faulty("dependencies-bypass-resource-check", two)
            .compute(Assignment.of("y").needs("x", "B").resource("R", 1))
            .is("y", WAITING_FOR_DEPENDENCIES)
            .gatherOk("B", "x")
            .told("add-keys x", "execute y");
    breaks(stuck, "S3");
    stuck
        .threadSuccess("y")
        .compute(Assignment.of("a").resource("R", 1))
        .compute(Assignment.of("b").resource("R", 1))
        .is("a", EXECUTING)
        .is("b", EXECUTING);
    breaks(stuck, "S3");

    worker(two)
        .compute(Assignment.of("y").needs("x", "B").resource("R", 1))
        .gatherOk("B", "x")
        .threadSuccess("y")
        .compute(Assignment.of("a").resource("R", 1))
        .compute(Assignment.of("b").resource("R", 1))
        .is("a", EXECUTING)
        .is("b", CONSTRAINED);
  }

  @Test
  void stale_run_accepted() {
    Event late = new Event.ExecuteSuccess("late", "x", 1, new Value("of f", 1, "int"));
    faulty("stale-run-accepted")
        .compute(Assignment.of("x").run(1))
        .free("x")
        .compute(Assignment.of("x").run(2))
        .send(late)
        .told("note compute-duration", "task-finished x run 2");
    worker()
        .compute(Assignment.of("x").run(1))
        .free("x")
        .compute(Assignment.of("x").run(2))
        .send(late)
        .told("note compute-duration", "task-finished x run 1");
  }

  @Test
  void what_is_decoded_when_it_is_assigned_again_is_lost_as_well() {
    WorkerScript stuck =
        faulty("steal-between-pop-and-start", settings -> settings.threads(2))
            .compute("x")
            .free("x")
            .compute("x");
    assertThat(stuck.gauges().executing()).isEqualTo(1);
    assertThat(stuck.acquire(needs("f", "B")).task("f").state()).isEqualTo(FLIGHT);
    stuck.is("x", EXECUTING);
  }
}
