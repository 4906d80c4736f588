package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.CANCELLED;
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
import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static io.github.workerfsm.worker.WorkerScript.workerWithThreads;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Copies are brought, dropped, placed and looked for. */
class ReplicaHandlersTest {

  // ---- acquire-replicas

  @Test
  void copies_are_brought_without_a_task_that_needs_them() {
    worker()
        .acquire(needs("x", "B"), needs("y", "C"))
        .told("gather x from B", "gather y from C")
        .is("x", FLIGHT, Role.FETCH)
        .gatherOk("B", "x")
        .told("add-keys x");
  }

  @Test
  void a_copy_that_is_here_is_not_brought_again() {
    worker().scatter("x").acquire(needs("x", 50, "B")).toldNothing().is("x", MEMORY);
  }

  @Test
  void a_copy_is_brought_although_the_same_message_lets_a_dependent_go() {
    WorkerScript worker = worker().compute("z", needs("x")).compute("x").threadFailure("x");
    worker
        .is("z", ERROR)
        .acquire(needs("x", "B"), needs("z", "C"))
        .told("gather x from B")
        .is("z", MISSING);
  }

  @Test
  void copies_come_after_computations_of_default_urgency() {
    WorkerScript worker = worker().acquire(needs("x", "B"));
    assertThat(worker.task("x").priority()).isEqualTo(Priority.REPLICA);
    worker
        .acquire(needs("y", "B"))
        .compute("w", needs("z", "B"))
        .gatherOk("B", "x")
        .told("add-keys x", "gather z, y from B");
  }

  @Test
  void a_copy_of_what_failed_here_is_brought() {
    worker()
        .compute("x")
        .threadFailure("x")
        .acquire(needs("x", "B"))
        .is("x", MISSING)
        .whoHas("x", "B")
        .told("gather x from B");
  }

  @Test
  void a_copy_of_what_is_gone_is_brought() {
    worker().compute("x").threadSuccess("x").free("x").acquire(needs("x", "B")).is("x", FLIGHT);
  }

  // ---- remove-replicas

  @Test
  void a_copy_that_nobody_needs_is_dropped() {
    worker()
        .scatter("x", "y")
        .removeReplicas("x", "y")
        .told("release-worker-data y", "release-worker-data x")
        .is("x", RELEASED)
        .is("y", RELEASED);
  }

  /** Scenario replica-refusal-not-reported. */
  @Test
  void a_copy_that_is_still_to_be_read_is_kept_and_the_scheduler_is_told_that_it_is_here() {
    workerWithThreads(2)
        .scatter("x", "y")
        .compute("running", needs("x"))
        .removeReplicas("x", "y")
        .told("add-keys x", "release-worker-data y")
        .secede("running")
        .removeReplicas("x")
        .told("add-keys x")
        .is("running", LONG_RUNNING)
        .is("x", MEMORY);
  }

  @Test
  void tasks_that_wait_protect_their_inputs() {
    worker()
        .scatter("x", "y")
        .pause()
        .compute("ready", needs("x"))
        .compute("waiting", needs("y"), needs("z"))
        .removeReplicas("x", "y")
        .told("add-keys x, y")
        .is("ready", READY);
  }

  /** Scenario remove-replica-ping-pong. */
  @Test
  void a_cancelled_run_does_not_protect_its_inputs() {
    worker()
        .scatter("x")
        .compute("y", needs("x"))
        .free("y")
        .is("y", CANCELLED)
        .removeReplicas("x")
        .told("release-worker-data x")
        .is("x", RELEASED);
  }

  @Test
  void a_rescheduled_run_does_not_protect_its_inputs() {
    worker()
        .scatter("x")
        .compute("y", needs("x"))
        .acquire(needs("y", "B"))
        .is("y", RESCHEDULED)
        .removeReplicas("x")
        .told("release-worker-data x");
  }

  @Test
  void finished_tasks_do_not_protect_their_inputs() {
    worker()
        .scatter("x")
        .compute("y", needs("x"))
        .threadSuccess("y")
        .removeReplicas("x")
        .told("release-worker-data x");
  }

  /** Scenario superfluous-data-drops-reassigned-task. */
  @Test
  void only_copies_that_are_here_are_dropped() {
    worker()
        .compute("x")
        .acquire(needs("y", "B"))
        .removeReplicas("x", "y", "z")
        .toldNothing()
        .is("x", EXECUTING)
        .is("y", FLIGHT)
        .unknown("z");
  }

  // ---- refresh-who-has

  @Test
  void news_of_holders_replace_what_was_known() {
    worker().pause().acquire(needs("x", "B", "C")).whoHas("x", "C", "D").heldBy("x", "C", "D");
  }

  @Test
  void news_of_a_key_that_is_not_known_are_ignored() {
    worker().whoHas("x", "B").toldNothing().unknown("x");
  }

  @Test
  void a_queued_input_without_a_holder_is_missing() {
    worker()
        .pause()
        .acquire(needs("x", "B"))
        .whoHas("x")
        .moved("x", FETCH, MISSING, MISSING)
        .findMissing()
        .told("request-refresh-who-has x");
  }

  @Test
  void a_missing_input_that_nobody_has_stays_missing() {
    worker().acquire(needs("x")).whoHas("x").toldNothing().is("x", MISSING);
  }

  @Test
  void news_of_what_is_in_transfer_count_when_the_transfer_has_ended() {
    worker()
        .acquire(needs("x", "B"))
        .whoHas("x", "C")
        .toldNothing()
        .is("x", FLIGHT)
        .gatherBusy("B")
        .told("retry B later", "gather x from C");
  }

  @Test
  void news_of_several_keys_count_for_each() {
    worker()
        .acquire(needs("x"), needs("y"))
        .whoHas(
            new Event.Location("x", List.of("B")),
            new Event.Location("y", List.of("B")),
            new Event.Location("z", List.of("B")))
        .told("gather y, x from B");
  }

  // ---- update-data; what becomes of the values is in OutcomeRulesTest

  @Test
  void a_scatter_is_reported_when_it_is_asked_for() {
    worker().scatter("x", "y").told("add-keys x, y").scatterSilently("z").toldNothing();
  }

  @Test
  void a_scattered_value_has_its_own_size() {
    WorkerScript worker = worker().scatter("x", "y", "z");
    assertThat(worker.gauges().nbytes()).isEqualTo(3);
    assertThat(worker.gauges().inMemory()).isEqualTo(3);
  }

  @Test
  void a_scattered_value_can_be_an_input_and_be_wanted_elsewhere_and_be_gone() {
    worker()
        .scatter("x")
        .compute("y", needs("x", "B"))
        .told("execute y")
        .threadSuccess("y")
        .free("x")
        .told("release-worker-data x")
        .compute("z", needs("x", "B"))
        .told("gather x from B");
  }
}
