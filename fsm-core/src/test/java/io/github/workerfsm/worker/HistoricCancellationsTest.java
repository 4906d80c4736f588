package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.CANCELLED;
import static io.github.workerfsm.task.TaskState.ERROR;
import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.FLIGHT;
import static io.github.workerfsm.task.TaskState.LONG_RUNNING;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.task.TaskState.RESCHEDULED;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static io.github.workerfsm.worker.Fault.breaks;
import static io.github.workerfsm.worker.Fault.faulty;
import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;

import io.github.workerfsm.task.Resources;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The historic scenarios of cancelled and rescheduled tasks, with the fault and without. */
class HistoricCancellationsTest {
  private static final UnaryOperator<Settings.Builder> RESOURCE =
      settings -> settings.totalResources(Resources.of(Map.of("R", 1)));

  @Test
  void cancelled_error_leaks_slot() {
    WorkerScript stuck =
        faulty("cancelled-error-leaks-slot", RESOURCE)
            .compute(Assignment.of("x").resource("R", 1))
            .free("x")
            .is("x", CANCELLED)
            .threadFailure("x")
            .told("task-erred x: x is broken")
            .is("x", ERROR)
            .compute("w")
            .toldNothing()
            .is("w", READY);
    breaks(stuck, "S3", "S4");
    worker(RESOURCE)
        .compute(Assignment.of("x").resource("R", 1))
        .free("x")
        .threadFailure("x")
        .toldNothing()
        .is("x", RELEASED)
        .compute("w")
        .told("execute w");
  }

  @Test
  void cancelled_failure_stays_in_error() {
    faulty("cancelled-failure-stays-in-error")
        .compute("x")
        .free("x")
        .threadFailure("x")
        .is("x", ERROR)
        .compute("w")
        .told("execute w")
        .is("x", ERROR)
        .machine()
        .check();
    worker().compute("x").free("x").threadFailure("x").is("x", RELEASED);
  }

  @Test
  void resumed_fetch_failure_drops_compute() {
    faulty("resumed-fetch-failure-drops-compute")
        .compute("y", needs("x", "B"))
        .free("y")
        .compute("x")
        .is("x", RESCHEDULED)
        .gatherNetworkFailure("B")
        .toldNothing()
        .unknown("x");
    worker()
        .compute("y", needs("x", "B"))
        .free("y")
        .compute("x")
        .gatherNetworkFailure("B")
        .told("execute x");
    faulty("resumed-fetch-failure-drops-compute")
        .compute("y", needs("x", "B", "C"))
        .free("y")
        .compute("x")
        .gatherNetworkFailure("B")
        .told("execute x");
  }

  @Test
  void rescheduled_release_drops_coroutine() {
    faulty("rescheduled-release-drops-coroutine")
        .compute("y", needs("x", "B"))
        .free("y")
        .compute("x")
        .free("x")
        .unknown("x")
        .fails(script -> script.gatherOk("B", "x"), "key x is looked up, and is not known");
    faulty("rescheduled-release-drops-coroutine")
        .compute("y", needs("x", "B", "C"))
        .free("y")
        .compute("x")
        .free("x")
        .acquire(needs("x", "C"))
        .told("gather x from C")
        .is("x", FLIGHT);
    worker()
        .compute("y", needs("x", "B"))
        .free("y")
        .compute("x")
        .free("x")
        .is("x", CANCELLED)
        .gatherOk("B", "x")
        .is("x", RELEASED);
  }

  @Test
  void cancelled_reschedule_recursion() {
    faulty("cancelled-reschedule-recursion")
        .compute("x")
        .free("x")
        .fails(script -> script.threadReschedule("x"), "lead round in circles")
        .is("x", CANCELLED);
    worker().compute("x").free("x").threadReschedule("x").toldNothing().is("x", RELEASED);
  }

  @Test
  void secede_cancel_resume() {
    faulty("secede-cancel-resume")
        .compute("x")
        .secede("x")
        .free("x")
        .is("x", CANCELLED)
        .fails(script -> script.compute("x"), "was executing or in flight");
    faulty("secede-cancel-resume").compute("x").free("x").compute("x").is("x", EXECUTING);
    worker()
        .compute("x")
        .secede("x")
        .free("x")
        .compute("x")
        .told("long-running x, in arrears")
        .is("x", LONG_RUNNING);
  }

  @Test
  void rescheduled_run_fails() {
    WorkerScript stuck =
        faulty("rescheduled-run-fails", RESOURCE)
            .compute(Assignment.of("x").resource("R", 1))
            .free("x")
            .compute("y", needs("x", "B"))
            .is("x", RESCHEDULED)
            .threadFailure("x")
            .told("task-erred x: x is broken")
            .is("x", ERROR)
            .is("y", WAITING_FOR_DEPENDENCIES);
    breaks(stuck, "S3", "S4", "S5");
    worker(RESOURCE)
        .compute(Assignment.of("x").resource("R", 1))
        .free("x")
        .compute("y", needs("x", "B"))
        .threadFailure("x")
        .told("gather x from B")
        .gatherOk("B", "x")
        .is("y", EXECUTING);
  }

  @Test
  void secede_while_cancelled_ignored() {
    faulty("secede-while-cancelled-ignored")
        .compute("x")
        .free("x")
        .secede("x")
        .toldNothing()
        .compute("w")
        .is("w", READY)
        .compute("x")
        .is("x", EXECUTING)
        .is("w", READY);
    worker()
        .compute("x")
        .free("x")
        .secede("x")
        .compute("w")
        .told("execute w")
        .compute("x")
        .told("long-running x, in arrears");
  }

  /** The reply of a run that was found cancelled before it began is a reschedule here. */
  @Test
  void early_cancel_reply() {
    faulty("early-cancel-reply")
        .compute("x")
        .free("x")
        .compute("x")
        .is("x", EXECUTING)
        .threadReschedule("x")
        .toldNothing()
        .is("x", CANCELLED)
        .compute("w")
        .is("w", READY);
    WorkerScript stuck =
        faulty("early-cancel-reply")
            .compute("x")
            .free("x")
            .compute("y", needs("x", "B"))
            .is("x", RESCHEDULED)
            .threadReschedule("x")
            .is("x", RELEASED)
            .is("y", WAITING_FOR_DEPENDENCIES);
    breaks(stuck, "S5");
    worker()
        .compute("x")
        .free("x")
        .compute("x")
        .threadReschedule("x")
        .told("reschedule x")
        .compute("w")
        .told("execute w");
    worker()
        .compute("x")
        .free("x")
        .compute("y", needs("x", "B"))
        .threadReschedule("x")
        .told("gather x from B");
  }
}
