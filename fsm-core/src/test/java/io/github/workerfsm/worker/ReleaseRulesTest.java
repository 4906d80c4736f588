package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.CANCELLED;
import static io.github.workerfsm.task.TaskState.CONSTRAINED;
import static io.github.workerfsm.task.TaskState.ERROR;
import static io.github.workerfsm.task.TaskState.FETCH;
import static io.github.workerfsm.task.TaskState.FORGOTTEN;
import static io.github.workerfsm.task.TaskState.MEMORY;
import static io.github.workerfsm.task.TaskState.MISSING;
import static io.github.workerfsm.task.TaskState.NEW;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.task.TaskState.RESCHEDULED;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static io.github.workerfsm.worker.WorkerScript.workerWithResource;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.task.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When a task is let go. */
@ExtendWith(RowCoverage.class)
class ReleaseRulesTest {

  // ---- SET_ASIDE

  @Test
  void an_input_that_is_named_ahead_of_need_is_set_aside_with_its_holders() {
    worker()
        .acquire(needs("x", "B"))
        .compute("x", needs("w", "C"))
        .is("x", RESCHEDULED)
        .moved("w", NEW, RELEASED, RELEASED)
        .is("w", RELEASED, Role.NONE)
        .heldBy("w", "C");
  }

  // ---- DROP

  @Test
  void a_waiting_task_is_dropped() {
    worker()
        .compute("y", needs("x"))
        .free("y")
        .moved("y", WAITING_FOR_DEPENDENCIES, RELEASED, RELEASED)
        .toldNothing()
        .is("y", RELEASED, Role.NONE)
        .waitsFor("y");
  }

  @Test
  void a_ready_task_is_dropped_from_its_queue() {
    worker()
        .compute("x")
        .compute("y")
        .free("y")
        .moved("y", READY, RELEASED, RELEASED)
        .threadSuccess("x")
        .told("note compute-duration", "task-finished x");
  }

  @Test
  void a_constrained_task_is_dropped_from_its_queue() {
    workerWithResource("R", 1)
        .compute(Assignment.of("x").resource("R", 1))
        .compute(Assignment.of("y").resource("R", 1))
        .free("y")
        .moved("y", CONSTRAINED, RELEASED, RELEASED)
        .threadSuccess("x")
        .told("note compute-duration", "task-finished x");
  }

  @Test
  void a_failure_is_dropped() {
    WorkerScript worker =
        worker()
            .compute("x")
            .threadFailure("x")
            .free("x")
            .moved("x", ERROR, RELEASED, RELEASED)
            .toldNothing()
            .is("x", RELEASED);
    assertThat(worker.task("x").failure()).isNull();
  }

  @Test
  void an_input_that_waits_for_a_transfer_is_dropped_with_what_waits_for_it() {
    worker()
        .pause()
        .compute("y", needs("x", "B"))
        .free("y")
        .moved("x", FETCH, RELEASED, RELEASED)
        .heldBy("x")
        .unpause()
        .toldNothing();
  }

  /** Scenarios zombie-after-missing-release and forgotten-key-still-missing. */
  @Test
  void a_missing_input_is_dropped_with_what_waits_for_it() {
    worker()
        .compute("y", needs("x"))
        .free("y")
        .moved("x", MISSING, RELEASED, RELEASED)
        .is("x", RELEASED)
        .findMissing()
        .toldNothing();
  }

  @Test
  void an_input_that_another_task_waits_for_is_kept() {
    worker()
        .compute("y", needs("x"))
        .compute("z", needs("x"))
        .free("y")
        .is("x", MISSING)
        .waitsFor("z", "x");
  }

  @Test
  void an_input_in_memory_is_kept() {
    worker()
        .compute("z", needs("x", "B"), needs("y", "C"))
        .gatherOk("B", "x")
        .free("z")
        .is("x", MEMORY)
        .is("y", CANCELLED);
  }

  @Test
  void a_waiting_task_waits_again_for_inputs_that_are_let_go_one_after_the_other() {
    workerWithResource("R", 1)
        .pause()
        .scatter("a", "b")
        .compute("w", needs("a"), needs("b"), needs("c", "B"))
        .compute("r", needs("a"), needs("b"))
        .is("r", READY)
        .waitsFor("w", "c")
        .free("a", "b")
        .is("r", WAITING_FOR_DEPENDENCIES)
        .waitsFor("r", "a", "b")
        .waitsFor("w", "a", "b", "c")
        .is("a", MISSING)
        .is("b", MISSING);
  }

  @Test
  void a_released_task_keeps_what_is_known_of_it() {
    WorkerScript worker =
        worker()
            .compute("first")
            .compute(Assignment.of("y").run(1).priority(4).needs("x", "B", "C"))
            .gatherFailure("B")
            .free("y");
    assertThat(worker.task("y").spec().run()).isEqualTo(1);
    assertThat(worker.task("y").priority().element(0)).isEqualTo(4);
    assertThat(worker.task("y").dependencies()).containsExactly(worker.task("x"));
    assertThat(worker.task("x").dependents()).containsExactly(worker.task("y"));
    assertThat(worker.task("x").suspicion()).isEqualTo(1);
  }

  // ---- DISCARD

  @Test
  void a_value_is_discarded_and_the_scheduler_is_told() {
    WorkerScript worker =
        worker()
            .compute("x")
            .threadSuccess("x")
            .free("x")
            .moved("x", MEMORY, RELEASED, RELEASED)
            .told("release-worker-data x")
            .is("x", RELEASED);
    assertThat(worker.task("x").value()).isNull();
    assertThat(worker.task("x").nbytes()).isEqualTo(-1);
    assertThat(worker.gauges().nbytes()).isZero();
    assertThat(worker.gauges().inMemory()).isZero();
  }

  // ---- FORGET

  @Test
  void metadata_goes_when_the_scheduler_says_forget() {
    worker()
        .compute("x")
        .threadSuccess("x")
        .free("x")
        .is("x", RELEASED)
        .forget("x")
        .moved("x", RELEASED, FORGOTTEN, FORGOTTEN)
        .toldNothing()
        .unknown("x");
  }

  @Test
  void forgetting_implies_freeing() {
    worker().compute("x").threadSuccess("x").forget("x").told("release-worker-data x").unknown("x");
  }

  @Test
  void what_is_held_is_forgotten_once_it_is_let_go() {
    worker()
        .compute("x")
        .forget("x")
        .is("x", CANCELLED)
        .threadSuccess("x")
        .told("note compute-duration")
        .unknown("x");
  }

  @Test
  void an_input_is_forgotten_with_the_last_task_that_needs_it() {
    worker()
        .compute("y", needs("x"))
        .compute("z", needs("x"))
        .free("y", "z")
        .forget("x")
        .is("x", RELEASED)
        .forget("y")
        .is("x", RELEASED)
        .forget("z")
        .unknown("x", "y", "z");
  }

  @Test
  void an_input_that_the_scheduler_has_not_forgotten_stays() {
    WorkerScript worker = worker().compute("y", needs("x")).free("y").forget("y").unknown("y");
    worker.is("x", RELEASED);
    assertThat(worker.task("x").dependents()).isEmpty();
  }

  @Test
  void what_is_wanted_again_is_not_forgotten() {
    worker().compute("x").forget("x").compute("x").threadSuccess("x").free("x").is("x", RELEASED);
  }

  @Test
  void when_all_is_forgotten_nothing_is_left() {
    WorkerScript worker =
        worker()
            .compute("z", needs("x", "B"), needs("y", "C"))
            .gatherOk("B", "x")
            .gatherOk("C", "y")
            .threadSuccess("z")
            .forget("x", "y", "z")
            .told("release-worker-data z", "release-worker-data y", "release-worker-data x");
    assertThat(worker.gauges()).isEqualTo(new Gauges(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0));
  }
}
