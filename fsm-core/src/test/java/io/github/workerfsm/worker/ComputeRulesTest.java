package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.CONSTRAINED;
import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.FETCH;
import static io.github.workerfsm.task.TaskState.FLIGHT;
import static io.github.workerfsm.task.TaskState.LONG_RUNNING;
import static io.github.workerfsm.task.TaskState.MEMORY;
import static io.github.workerfsm.task.TaskState.MISSING;
import static io.github.workerfsm.task.TaskState.NEW;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static io.github.workerfsm.worker.WorkerScript.workerWithResource;
import static io.github.workerfsm.worker.WorkerScript.workerWithThreads;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.TaskSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From an assignment to a running thread. */
@ExtendWith(RowCoverage.class)
class ComputeRulesTest {

  // ---- CLASSIFY

  @Test
  void a_task_without_inputs_runs_at_once() {
    worker()
        .compute("x")
        .told("execute x")
        .moved("x", NEW, WAITING_FOR_DEPENDENCIES, WAITING_FOR_DEPENDENCIES)
        .is("x", EXECUTING, Role.COMPUTE);
  }

  @Test
  void every_input_that_is_not_here_is_asked_for() {
    worker()
        .compute("z", needs("x", "B"), needs("y", "C"))
        .told("gather x from B", "gather y from C")
        .is("z", WAITING_FOR_DEPENDENCIES, Role.COMPUTE)
        .waitsFor("z", "x", "y")
        .is("x", FLIGHT, Role.FETCH)
        .is("y", FLIGHT, Role.FETCH);
  }

  @Test
  void an_input_that_is_here_is_not_asked_for() {
    worker()
        .scatter("x")
        .compute("z", needs("x", "B"), needs("y", "C"))
        .told("gather y from C")
        .waitsFor("z", "y");
  }

  @Test
  void the_last_input_makes_a_task_ready() {
    worker()
        .compute("z", needs("x", "B"), needs("y", "C"))
        .gatherOk("B", "x")
        .told("add-keys x")
        .is("z", WAITING_FOR_DEPENDENCIES)
        .waitsFor("z", "y")
        .gatherOk("C", "y")
        .told("add-keys y", "execute z")
        .is("z", EXECUTING);
  }

  @Test
  void one_input_serves_all_who_wait_for_it() {
    workerWithThreads(2)
        .compute("y", needs("x", "B"))
        .compute("z", needs("x", "B"))
        .toldNothing()
        .gatherOk("B", "x")
        .told("add-keys x", "execute z", "execute y");
  }

  @Test
  void a_released_task_starts_from_the_beginning() {
    worker()
        .compute("x")
        .compute("y")
        .free("y")
        .is("y", RELEASED, Role.NONE)
        .compute("y")
        .moved("y", RELEASED, WAITING_FOR_DEPENDENCIES, WAITING_FOR_DEPENDENCIES)
        .is("y", READY, Role.COMPUTE);
  }

  @Test
  void an_assignment_of_what_is_assigned_already_changes_nothing() {
    workerWithResource("R", 1)
        .compute("x")
        .compute(Assignment.of("c").resource("R", 1))
        .compute(Assignment.of("d").resource("R", 1))
        .compute("w", needs("i", "B"))
        .compute("x")
        .toldNothing()
        .is("x", EXECUTING)
        .compute("d")
        .toldNothing()
        .is("d", CONSTRAINED)
        .compute("w")
        .toldNothing()
        .is("w", WAITING_FOR_DEPENDENCIES)
        .waitsFor("w", "i");
  }

  // ---- CLASSIFY_ANEW

  @Test
  void an_input_that_waits_for_a_transfer_can_be_assigned() {
    worker()
        .pause()
        .acquire(needs("x", "B"))
        .is("x", FETCH, Role.FETCH)
        .compute("x", needs("w", "C"))
        .moved("x", FETCH, WAITING_FOR_DEPENDENCIES, WAITING_FOR_DEPENDENCIES)
        .is("x", WAITING_FOR_DEPENDENCIES, Role.COMPUTE)
        .heldBy("x")
        .unpause()
        .told("gather w from C");
  }

  @Test
  void an_input_that_nobody_has_can_be_assigned() {
    worker()
        .acquire(needs("x"))
        .is("x", MISSING)
        .compute("x")
        .moved("x", MISSING, WAITING_FOR_DEPENDENCIES, WAITING_FOR_DEPENDENCIES)
        .told("execute x")
        .findMissing()
        .toldNothing();
  }

  @Test
  void what_waits_for_an_input_waits_on_when_that_is_assigned() {
    worker()
        .compute("y", needs("x"))
        .is("x", MISSING)
        .compute("x")
        .told("execute x")
        .is("y", WAITING_FOR_DEPENDENCIES)
        .threadSuccess("x")
        .told("note compute-duration", "task-finished x", "execute y");
  }

  // ---- QUEUE, START

  @Test
  void a_ready_task_waits_for_a_free_thread() {
    worker()
        .compute("x")
        .compute("y")
        .toldNothing()
        .is("y", READY)
        .threadSuccess("x")
        .told("note compute-duration", "task-finished x", "execute y")
        .is("y", EXECUTING);
  }

  @Test
  void there_are_no_more_runs_than_threads() {
    WorkerScript worker = workerWithThreads(2).compute("x").compute("y").compute("z");
    assertThat(worker.gauges().executing()).isEqualTo(2);
    assertThat(worker.gauges().ready()).isEqualTo(1);
  }

  @Test
  void the_most_urgent_task_runs_first() {
    worker()
        .compute("x")
        .compute(Assignment.of("late").priority(0, 0, 2))
        .compute(Assignment.of("soon").priority(0, 0, 1))
        .threadSuccess("x")
        .is("soon", EXECUTING)
        .threadSuccess("soon")
        .is("late", EXECUTING);
  }

  @Test
  void of_equally_urgent_tasks_the_last_assigned_runs_first() {
    worker().compute("x").compute("y").compute("z").threadSuccess("x").is("z", EXECUTING);
  }

  @Test
  void the_instruction_carries_the_run_and_the_specification_of_the_assignment() {
    WorkerScript worker = worker().compute(Assignment.of("x").run(7)).told("execute x run 7");
    Instruction.Execute execute = (Instruction.Execute) worker.instructions().get(0);
    assertThat(execute.spec().run()).isEqualTo(7);
    assertThat(worker.task("x").spec()).isSameAs(execute.spec());
    assertThat(worker.task("x").running()).isSameAs(execute.spec());
    assertThat(worker.task("x").holder()).isEqualTo(Holder.THREAD);
  }

  @Test
  void a_paused_worker_starts_nothing() {
    worker()
        .pause()
        .compute("x")
        .toldNothing()
        .is("x", READY)
        .unpause()
        .told("execute x")
        .is("x", EXECUTING);
  }

  @Test
  void an_actor_is_noted_as_one() {
    WorkerScript worker = worker().compute(Assignment.of("x").actor()).compute("y");
    assertThat(worker.task("x").actor()).isTrue();
    assertThat(worker.task("y").actor()).isFalse();
  }

  // ---- DEMAND, QUEUE_FOR_RESOURCES

  @Test
  void a_task_that_needs_resources_queues_for_them() {
    workerWithResource("R", 1)
        .compute(Assignment.of("x").resource("R", 1))
        .moved("x", WAITING_FOR_DEPENDENCIES, READY, WAITING_FOR_DEPENDENCIES)
        .moved("x", WAITING_FOR_DEPENDENCIES, CONSTRAINED, CONSTRAINED)
        .told("execute x")
        .compute(Assignment.of("y").resource("R", 1))
        .toldNothing()
        .is("y", CONSTRAINED);
  }

  /** Scenario dependencies-bypass-resource-check. */
  @Test
  void the_last_input_does_not_get_a_task_around_its_resources() {
    workerWithResource("R", 1)
        .compute(Assignment.of("x").resource("R", 1))
        .compute(Assignment.of("y").resource("R", 1).needs("i", "B"))
        .gatherOk("B", "i")
        .told("add-keys i")
        .is("y", CONSTRAINED)
        .threadSuccess("x")
        .told("note compute-duration", "task-finished x", "execute y");
  }

  @Test
  void what_needs_no_resources_is_not_held_up_by_what_does() {
    workerWithResource("R", 1)
        .compute(Assignment.of("x").resource("R", 1))
        .compute(Assignment.of("urgent").resource("R", 1).priority(0, 0, -1))
        .compute("modest")
        .told("execute modest");
  }

  @Test
  void a_more_urgent_task_that_needs_resources_goes_first_when_they_are_free() {
    workerWithResource("R", 1)
        .compute("x")
        .compute("y")
        .compute("modest")
        .compute(Assignment.of("urgent").resource("R", 1).priority(0, 0, -1))
        .threadSuccess("x")
        .is("urgent", EXECUTING)
        .threadSuccess("y")
        .is("modest", EXECUTING);
  }

  @Test
  void what_needs_more_than_there_is_waits_and_holds_up_nobody() {
    workerWithResource("R", 1)
        .compute(Assignment.of("huge").resource("R", 2))
        .compute(Assignment.of("alien").resource("S", 1))
        .is("huge", CONSTRAINED)
        .is("alien", CONSTRAINED)
        .compute("x")
        .told("execute x");
  }

  @Test
  void resources_are_held_until_the_run_ends_and_then_are_free_whatever_its_end() {
    workerWithResource("R", 1)
        .compute(Assignment.of("v").resource("R", 1))
        .compute(Assignment.of("w").resource("R", 1))
        .compute(Assignment.of("x").resource("R", 1))
        .compute(Assignment.of("y").resource("R", 1))
        .threadSuccess("v")
        .is("y", EXECUTING)
        .threadFailure("y")
        .is("x", EXECUTING)
        .threadReschedule("x")
        .is("w", EXECUTING)
        .threadSuccess("w")
        .compute(Assignment.of("z").resource("R", 1))
        .told("execute z");
  }

  // ---- SECEDE

  @Test
  void a_run_that_secedes_makes_room_for_another() {
    worker()
        .compute(Assignment.of("x").run(3))
        .compute("y")
        .secede("x")
        .told("long-running x run 3", "execute y")
        .is("x", LONG_RUNNING, Role.COMPUTE)
        .is("y", EXECUTING)
        .threadSuccess("x")
        .is("x", MEMORY);
  }

  @Test
  void the_scheduler_hears_how_long_a_seceding_run_has_counted() {
    WorkerScript worker = worker().compute("x").secede("x");
    assertThat(worker.instructions())
        .containsExactly(new Instruction.LongRunning("secede-2", "x", TaskSpec.NO_RUN, 2.5));
    assertThat(worker.task("x").seceded()).isTrue();
    assertThat(worker.gauges().executing()).isZero();
    assertThat(worker.gauges().longRunning()).isEqualTo(1);
  }

  @Test
  void a_run_that_secedes_keeps_its_resources() {
    workerWithResource("R", 1)
        .compute(Assignment.of("x").resource("R", 1))
        .compute(Assignment.of("y").resource("R", 1))
        .secede("x")
        .told("long-running x")
        .is("y", CONSTRAINED)
        .threadSuccess("x")
        .is("y", EXECUTING);
  }

  @Test
  void seceding_twice_is_seceding_once() {
    worker().compute("x").secede("x").secede("x").toldNothing().is("x", LONG_RUNNING);
  }

  @Test
  void a_paused_worker_does_not_give_the_slot_of_a_seceding_run_away() {
    worker()
        .compute("x")
        .compute("y")
        .pause()
        .secede("x")
        .told("long-running x")
        .is("y", READY)
        .unpause()
        .told("execute y");
  }
}
