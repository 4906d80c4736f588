package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.CANCELLED;
import static io.github.workerfsm.task.TaskState.ERROR;
import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.MEMORY;
import static io.github.workerfsm.task.TaskState.MISSING;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;

import org.junit.jupiter.api.Test;

/** The scheduler frees, and forgets. */
class ReleaseHandlersTest {

  // ---- free-keys

  @Test
  void all_named_keys_are_released() {
    worker()
        .scatter("x", "y")
        .compute("z")
        .free("x", "y", "z")
        .told("release-worker-data y", "release-worker-data x")
        .is("x", RELEASED)
        .is("y", RELEASED)
        .is("z", CANCELLED);
  }

  /** Scenario orphaned-dependency-object. */
  @Test
  void keys_that_are_not_known_are_left_alone() {
    worker().free("x").toldNothing().unknown("x").forget("x").toldNothing().unknown("x");
  }

  @Test
  void freeing_twice_is_freeing_once() {
    worker().scatter("x").free("x").free("x").toldNothing().is("x", RELEASED);
  }

  @Test
  void a_key_may_be_named_twice() {
    worker().scatter("x").free("x", "x").told("release-worker-data x");
  }

  @Test
  void an_input_that_is_taken_away_is_asked_for_again_by_what_waits_for_it() {
    worker()
        .pause()
        .compute("y", needs("x", "B"))
        .free("x")
        .is("x", MISSING)
        .is("y", WAITING_FOR_DEPENDENCIES)
        .waitsFor("y", "x");
  }

  @Test
  void a_ready_task_whose_input_is_taken_away_waits_for_it_again() {
    worker()
        .scatter("x")
        .compute("w")
        .compute("y", needs("x"))
        .is("y", READY)
        .free("x")
        .told("release-worker-data x")
        .is("y", WAITING_FOR_DEPENDENCIES)
        .waitsFor("y", "x")
        .is("x", MISSING)
        .whoHas("x", "B")
        .gatherOk("B", "x")
        .threadSuccess("w")
        .is("y", EXECUTING);
  }

  @Test
  void a_task_that_waits_for_a_run_that_fails_fails_with_it() {
    worker()
        .compute("y", needs("x"))
        .compute("x")
        .threadFailure("x")
        .told("task-erred x: x is broken", "task-erred y: x is broken")
        .is("y", ERROR)
        .is("x", RELEASED);
  }

  @Test
  void a_task_that_waits_for_a_run_that_goes_elsewhere_has_its_value_fetched() {
    worker()
        .compute("y", needs("x"))
        .compute("x")
        .threadReschedule("x")
        .told("reschedule x")
        .is("x", MISSING)
        .waitsFor("y", "x");
  }

  @Test
  void a_task_and_its_input_can_be_freed_in_any_order() {
    worker()
        .scatter("x")
        .pause()
        .compute("y", needs("x"))
        .free("x", "y")
        .is("x", RELEASED)
        .is("y", RELEASED);
    worker()
        .scatter("x")
        .pause()
        .compute("y", needs("x"))
        .free("y", "x")
        .is("x", RELEASED)
        .is("y", RELEASED);
  }

  // ---- forget-keys

  @Test
  void what_is_still_needed_is_forgotten_when_it_no_longer_is() {
    worker()
        .scatter("x")
        .compute("y", needs("x"))
        .threadSuccess("y")
        .is("y", MEMORY)
        .forget("x")
        .told("release-worker-data x")
        .is("x", RELEASED)
        .forget("y")
        .unknown("x", "y");
  }

  @Test
  void a_chain_is_forgotten_from_its_end() {
    worker()
        .scatter("a")
        .compute("b", needs("a"))
        .threadSuccess("b")
        .compute("c", needs("b"))
        .threadSuccess("c")
        .forget("a", "b")
        .is("a", RELEASED)
        .is("b", RELEASED)
        .forget("c")
        .unknown("a", "b", "c");
  }

  @Test
  void what_is_acquired_again_is_not_forgotten() {
    worker()
        .compute("y", needs("x"))
        .free("y")
        .forget("x")
        .acquire(needs("x", "B"))
        .forget("y")
        .gatherOk("B", "x")
        .is("x", MEMORY)
        .free("x")
        .is("x", RELEASED);
  }

  @Test
  void a_failed_task_is_forgotten_with_its_failure() {
    worker().compute("x").threadFailure("x").forget("x").toldNothing().unknown("x");
  }
}
