package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.CANCELLED;
import static io.github.workerfsm.task.TaskState.CONSTRAINED;
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
import static io.github.workerfsm.worker.WorkerScript.workerWithThreads;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.task.Priority;
import org.junit.jupiter.api.Test;

/** The scheduler assigns, takes back, and gives to others. */
class AssignmentHandlersTest {

  // ---- compute-task

  @Test
  void an_assignment_makes_the_tasks_that_it_names() {
    WorkerScript worker = worker().compute("y", needs("x", 7, "B", "C"));
    assertThat(worker.machine().tasks()).extracting("key").containsExactly("x", "y");
    assertThat(worker.task("x").nbytes()).isEqualTo(7);
    assertThat(worker.task("x").holders()).containsExactly("B", "C");
    assertThat(worker.task("x").dependents()).containsExactly(worker.task("y"));
    assertThat(worker.task("y").dependencies()).containsExactly(worker.task("x"));
  }

  @Test
  void the_last_assignment_counts() {
    WorkerScript worker =
        worker()
            .pause()
            .compute(Assignment.of("x").run(1).priority(5))
            .free("x")
            .compute(Assignment.of("x").run(2).priority(6));
    assertThat(worker.task("x").spec().run()).isEqualTo(2);
    assertThat(worker.task("x").priority()).isEqualTo(Priority.of(6));
  }

  @Test
  void an_input_is_as_urgent_as_the_first_task_that_needs_it() {
    WorkerScript worker =
        worker()
            .compute(Assignment.of("y").priority(3).needs("x", "B"))
            .compute(Assignment.of("z").priority(1).needs("x", "B"));
    assertThat(worker.task("x").priority()).isEqualTo(Priority.of(3));
  }

  @Test
  void an_input_that_is_assigned_has_the_urgency_of_its_assignment() {
    WorkerScript worker =
        worker()
            .compute(Assignment.of("y").priority(3).needs("x", "B"))
            .free("y")
            .compute(Assignment.of("x").priority(8));
    assertThat(worker.task("x").priority()).isEqualTo(Priority.of(8));
  }

  @Test
  void the_announced_size_of_an_input_that_is_here_does_not_count() {
    WorkerScript worker = worker().scatter("x").compute("y", needs("x", 99, "B"));
    assertThat(worker.task("x").nbytes()).isEqualTo(1);
    assertThat(worker.gauges().nbytes()).isEqualTo(1);
  }

  @Test
  void the_last_announcement_of_holders_counts() {
    worker()
        .pause()
        .compute("y", needs("x", "B", "C"))
        .compute("z", needs("x", "C", "D"))
        .heldBy("x", "C", "D");
  }

  @Test
  void an_input_loses_its_last_holder_by_an_announcement() {
    worker().pause().compute("y", needs("x", "B")).compute("z", needs("x")).is("x", MISSING);
  }

  @Test
  void a_new_holder_of_what_is_queued_is_asked_as_well() {
    worker()
        .compute("y", needs("w", "B"))
        .compute("z", needs("x", "B"))
        .is("x", FETCH)
        .compute("v", needs("x", "B", "C"))
        .told("gather x from C");
  }

  @Test
  void links_outlive_assignments() {
    WorkerScript worker =
        worker().compute("y", needs("x", "B")).free("y").compute("y", needs("x", "B"));
    assertThat(worker.task("y").dependencies()).hasSize(1);
    assertThat(worker.task("x").dependents()).hasSize(1);
  }

  @Test
  void a_task_needs_what_its_last_assignment_names() {
    WorkerScript worker =
        worker()
            .compute("y", needs("a"), needs("b"), needs("c"))
            .free("y")
            .compute("y", needs("b"), needs("d"))
            .waitsFor("y", "b", "d");
    assertThat(worker.task("y").dependencies()).extracting("key").containsExactly("b", "d");
    assertThat(worker.task("a").dependents()).isEmpty();
    assertThat(worker.task("c").dependents()).isEmpty();
    worker.is("a", RELEASED).compute("y").free("y").compute("y").told("execute y");
    assertThat(worker.task("y").dependencies()).isEmpty();
    assertThat(worker.task("d").dependents()).isEmpty();
  }

  @Test
  void an_input_that_is_needed_no_longer_is_let_go() {
    worker()
        .pause()
        .compute("y", needs("x", "B"))
        .acquire(needs("y", "B"))
        .acquire(needs("x", "B"))
        .is("x", FETCH)
        .compute("y")
        .is("x", RELEASED)
        .is("y", READY);
  }

  @Test
  void a_run_that_goes_on_waits_no_longer_for_what_it_has_read() {
    worker()
        .compute("y", needs("x", "B"))
        .gatherOk("B", "x")
        .free("y")
        .compute("y", needs("w"))
        .is("y", EXECUTING)
        .free("x")
        .compute("z", needs("x", "B"))
        .free("z")
        .is("x", CANCELLED);
  }

  @Test
  void a_run_that_goes_on_keeps_none_of_its_old_inputs_wanted() {
    worker()
        .scatter("x")
        .compute("y", needs("x"))
        .free("y")
        .forget("x")
        .is("x", RELEASED)
        .compute("y", needs("w"))
        .is("y", EXECUTING)
        .unknown("x");
  }

  // ---- steal-request

  @Test
  void a_task_that_waits_for_a_thread_is_given_up_to_a_thief() {
    workerWithResource("R", 1)
        .compute(Assignment.of("x").resource("R", 1))
        .compute("other")
        .compute("ready")
        .compute(Assignment.of("constrained").resource("R", 1))
        .compute("waiting", needs("i", "B"))
        .steal("ready")
        .told("steal-response ready: ready")
        .is("ready", RELEASED)
        .steal("constrained")
        .told("steal-response constrained: constrained")
        .is("constrained", RELEASED)
        .steal("waiting")
        .told("steal-response waiting: waiting-for-dependencies")
        .is("waiting", RELEASED)
        .is("i", CANCELLED);
  }

  /** Scenario steal-between-pop-and-start. */
  @Test
  void a_task_on_a_thread_is_not_given_up() {
    workerWithThreads(2)
        .compute("x")
        .compute("y")
        .secede("y")
        .steal("x")
        .told("steal-response x: executing")
        .is("x", EXECUTING)
        .steal("y")
        .told("steal-response y: long-running")
        .is("y", LONG_RUNNING);
  }

  /** Scenario steal-request-for-unknown-key. */
  @Test
  void a_thief_hears_that_a_key_is_not_known() {
    worker().steal("x").told("steal-response x: none").unknown("x");
  }

  @Test
  void a_task_that_is_not_assigned_is_not_given_up() {
    worker()
        .compute("y", needs("x", "B"))
        .steal("x")
        .told("steal-response x: flight")
        .is("x", FLIGHT)
        .gatherOk("B", "x")
        .steal("x")
        .told("steal-response x: memory")
        .is("x", MEMORY);
  }

  @Test
  void a_task_that_waits_for_its_transfer_to_be_computed_is_not_given_up() {
    worker()
        .acquire(needs("x", "B"))
        .compute("x")
        .steal("x")
        .told("steal-response x: rescheduled")
        .is("x", RESCHEDULED);
  }

  // ---- cancel-compute

  @Test
  void an_assignment_that_has_not_started_can_be_taken_back() {
    worker()
        .compute("x")
        .compute("y")
        .compute("z", needs("i", "B"))
        .cancelCompute("y")
        .toldNothing()
        .is("y", RELEASED)
        .cancelCompute("z")
        .is("z", RELEASED)
        .is("i", CANCELLED);
  }

  @Test
  void an_assignment_that_has_started_goes_on() {
    worker()
        .compute("x")
        .cancelCompute("x")
        .toldNothing()
        .is("x", EXECUTING)
        .threadSuccess("x")
        .cancelCompute("x")
        .is("x", MEMORY);
  }

  @Test
  void an_assignment_that_is_not_known_can_be_taken_back_without_effect() {
    worker().cancelCompute("x").toldNothing().unknown("x");
  }

  // ---- pause, unpause

  @Test
  void what_runs_goes_on_while_the_worker_is_paused() {
    worker()
        .compute("x")
        .acquire(needs("w", "B"))
        .pause()
        .threadSuccess("x")
        .told("note compute-duration", "task-finished x")
        .gatherOk("B", "w")
        .told("add-keys w");
  }

  @Test
  void an_unpaused_worker_starts_all_that_it_can() {
    WorkerScript worker =
        workerWithThreads(2)
            .pause()
            .compute("x")
            .compute("y")
            .compute("z")
            .compute("v", needs("w", "B"))
            .unpause();
    worker.told("execute y", "execute z", "gather w from B").is("x", READY);
    assertThat(worker.machine().running()).isTrue();
  }

  @Test
  void pausing_twice_is_pausing_once() {
    worker().pause().pause().compute("x").is("x", READY).unpause().unpause().is("x", EXECUTING);
  }

  @Test
  void a_worker_can_start_out_paused() {
    WorkerScript worker = worker(settings -> settings.running(false)).compute("x").is("x", READY);
    assertThat(worker.machine().running()).isFalse();
    worker.unpause().is("x", EXECUTING);
  }

  @Test
  void a_worker_without_threads_runs_nothing() {
    workerWithThreads(0)
        .compute("x")
        .toldNothing()
        .is("x", READY)
        .compute("z", needs("y", "B"))
        .gatherOk("B", "y")
        .is("z", READY);
  }

  @Test
  void settings_take_effect_with_the_next_event() {
    WorkerScript worker = worker().compute("x").compute("y").compute("z");
    worker.machine().reconfigure(worker.machine().settings().toBuilder().threads(3).build());
    worker
        .is("y", READY)
        .compute("w")
        .told("execute z", "execute w")
        .is("y", READY)
        .is("w", EXECUTING);
    assertThat(worker.machine().settings().threads()).isEqualTo(3);
  }

  @Test
  void runs_beyond_a_lowered_number_of_threads_go_on() {
    WorkerScript worker = workerWithThreads(2).compute("x").compute("y").compute("z");
    worker.machine().reconfigure(worker.machine().settings().toBuilder().threads(1).build());
    worker.threadSuccess("x").is("z", READY).threadSuccess("y").is("z", EXECUTING).is("x", MEMORY);
  }

  @Test
  void a_constrained_task_that_is_stolen_leaves_the_resources_to_others() {
    workerWithResource("R", 1)
        .compute(Assignment.of("x").resource("R", 1))
        .compute(Assignment.of("y").resource("R", 1))
        .compute(Assignment.of("z").resource("R", 1))
        .steal("z")
        .threadSuccess("x")
        .is("y", EXECUTING)
        .is("z", RELEASED);
  }

  @Test
  void a_stolen_task_can_come_back() {
    worker()
        .compute("x")
        .compute("y")
        .steal("y")
        .compute("y")
        .is("y", READY)
        .threadSuccess("x")
        .is("y", EXECUTING);
  }

  @Test
  void an_assigned_task_that_becomes_an_input_is_not_computed() {
    workerWithResource("R", 1)
        .compute("x")
        .compute("busy")
        .compute(Assignment.of("c").resource("R", 2))
        .compute("r")
        .compute("w", needs("i"))
        .is("c", CONSTRAINED)
        .is("r", READY)
        .is("w", WAITING_FOR_DEPENDENCIES)
        .compute("y", needs("c", "B"), needs("r", "B"), needs("w", "B"))
        .detoured("c", CONSTRAINED, FETCH)
        .detoured("r", READY, FETCH)
        .detoured("w", WAITING_FOR_DEPENDENCIES, FETCH)
        .is("i", RELEASED);
  }
}
