package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.ERROR;
import static io.github.workerfsm.task.TaskState.FETCH;
import static io.github.workerfsm.task.TaskState.FLIGHT;
import static io.github.workerfsm.task.TaskState.MEMORY;
import static io.github.workerfsm.task.TaskState.MISSING;
import static io.github.workerfsm.task.TaskState.NEW;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a wanted input to an open transfer, and back. */
@ExtendWith(RowCoverage.class)
class TransferRulesTest {

  // ---- QUEUE

  @Test
  void a_new_input_with_a_holder_is_queued_for_a_transfer() {
    worker()
        .pause()
        .compute("y", needs("x", "B", "C"))
        .moved("x", NEW, FETCH, FETCH)
        .is("x", FETCH, Role.FETCH)
        .heldBy("x", "B", "C");
  }

  @Test
  void a_released_input_with_a_holder_is_queued_for_a_transfer() {
    worker()
        .pause()
        .compute("y", needs("x", "B"))
        .free("y")
        .is("x", RELEASED)
        .compute("y", needs("x", "C"))
        .moved("x", RELEASED, FETCH, FETCH)
        .heldBy("x", "C");
  }

  @Test
  void an_input_that_a_transfer_did_not_bring_is_asked_of_another_holder() {
    worker()
        .compute("y", needs("x", "B", "C"))
        .told("gather x from B")
        .gatherOk("B")
        .moved("x", FLIGHT, FETCH, FETCH)
        .told("gather x from C")
        .heldBy("x", "C")
        .gatherOk("C", "x")
        .told("add-keys x", "execute y");
  }

  // ---- SEEK, MISS

  @Test
  void an_input_without_a_holder_is_missing() {
    worker()
        .compute("y", needs("x"))
        .moved("x", NEW, FETCH, NEW)
        .moved("x", NEW, MISSING, MISSING)
        .is("x", MISSING, Role.FETCH)
        .is("y", WAITING_FOR_DEPENDENCIES)
        .findMissing()
        .told("request-refresh-who-has x");
  }

  @Test
  void a_released_input_without_a_holder_is_missing() {
    worker()
        .compute("y", needs("x"))
        .free("y")
        .compute("y", needs("x"))
        .moved("x", RELEASED, FETCH, RELEASED)
        .moved("x", RELEASED, MISSING, MISSING);
  }

  @Test
  void an_input_that_its_last_holder_did_not_send_is_missing() {
    worker()
        .compute("y", needs("x", "B"))
        .gatherOk("B")
        .moved("x", FLIGHT, FETCH, FLIGHT)
        .moved("x", FLIGHT, MISSING, MISSING)
        .toldNothing()
        .heldBy("x")
        .findMissing()
        .told("request-refresh-who-has x");
  }

  /** Scenario fetch-to-missing-removed. */
  @Test
  void every_input_that_only_a_dead_peer_had_is_missing() {
    worker(settings -> settings.transferMessageBytesLimit(1))
        .compute("z", needs("x", "B"), needs("y", "B"))
        .told("gather y from B")
        .is("x", FETCH)
        .gatherNetworkFailure("B")
        .moved("x", FETCH, MISSING, MISSING)
        .is("y", MISSING)
        .findMissing()
        .told("request-refresh-who-has x, y");
  }

  @Test
  void this_worker_may_be_among_the_holders_of_what_is_here() {
    worker().scatter("x").compute("y", needs("x", "A", "B")).told("execute y").heldBy("x", "B");
  }

  @Test
  void this_worker_is_not_asked_for_what_is_here_no_longer() {
    worker()
        .compute("y", needs("x", "A", "B"))
        .told("gather x from B")
        .heldBy("x", "B")
        .gatherBusy("B")
        .whoHas("x", "A")
        .moved("x", FETCH, MISSING, MISSING)
        .findMissing()
        .told("request-refresh-who-has x");
  }

  // ---- FIND, GO_ON

  @Test
  void a_missing_input_is_fetched_once_a_holder_is_named() {
    worker()
        .compute("y", needs("x"))
        .whoHas("x", "B")
        .moved("x", MISSING, FETCH, FETCH)
        .told("gather x from B")
        .findMissing()
        .toldNothing();
  }

  /** Scenario requeue-on-new-replica-wrong-set. */
  @Test
  void a_missing_input_is_fetched_once_an_assignment_names_a_holder() {
    worker()
        .compute("y", needs("x"))
        .compute("z", needs("x", "B"))
        .moved("x", MISSING, FETCH, FETCH)
        .told("gather x from B")
        .is("x", FLIGHT);
  }

  @Test
  void a_missing_input_that_still_nobody_has_goes_on_missing() {
    worker()
        .compute("y", needs("x"))
        .compute("z", needs("x"))
        .moved("x", MISSING, FETCH, MISSING)
        .is("x", MISSING)
        .waitsFor("z", "x");
  }

  @Test
  void an_input_in_transfer_is_not_asked_for_again() {
    worker()
        .compute("y", needs("x", "B"))
        .compute("z", needs("x", "B", "C"))
        .moved("x", FLIGHT, FETCH, FLIGHT)
        .toldNothing()
        .is("x", FLIGHT);
  }

  // ---- START

  @Test
  void a_transfer_says_how_much_it_expects() {
    WorkerScript worker = worker().compute("z", needs("x", 10, "B"), needs("y", 20, "B"));
    assertThat(worker.instructions())
        .containsExactly(new Instruction.GatherDep("compute-task-1", "B", List.of("y", "x"), 30));
    assertThat(worker.task("x").comingFrom()).isEqualTo("B");
    assertThat(worker.task("x").holder()).isEqualTo(Holder.TRANSFER);
    assertThat(worker.gauges().transferBytes()).isEqualTo(30);
    assertThat(worker.gauges().transferCount()).isEqualTo(1);
    assertThat(worker.gauges().inFlight()).isEqualTo(2);
  }

  @Test
  void a_peer_with_an_open_transfer_is_not_asked_for_more() {
    worker()
        .compute("y", needs("x", "B"))
        .compute("z", needs("w", "B"))
        .toldNothing()
        .is("w", FETCH)
        .gatherOk("B", "x")
        .told("add-keys x", "execute y", "gather w from B");
  }

  @Test
  void an_input_is_asked_of_another_holder_while_its_first_is_being_asked() {
    worker()
        .compute("y", needs("x", "B"))
        .compute("z", needs("w", "B", "C"))
        .told("gather w from C");
  }

  /** Scenario new-replica-while-holders-in-flight. */
  @Test
  void a_new_holder_is_asked_at_once() {
    worker()
        .compute("y", needs("x", "B"))
        .compute("z", needs("w", "B"))
        .toldNothing()
        .whoHas("w", "B", "C")
        .told("gather w from C");
  }

  @Test
  void a_paused_worker_asks_nobody() {
    worker()
        .pause()
        .compute("y", needs("x", "B"))
        .toldNothing()
        .is("x", FETCH)
        .unpause()
        .told("gather x from B");
  }

  // ---- GIVE_UP

  /** Scenario gather-undeserialisable-dependency. */
  @Test
  void an_input_that_cannot_be_read_three_times_fails_what_waits_for_it() {
    WorkerScript worker =
        worker()
            .compute(Assignment.of("y").run(5).needs("x", "B", "C", "D"))
            .gatherFailure("B")
            .told("gather x from C")
            .gatherFailure("C")
            .told("gather x from D")
            .gatherFailure("D")
            .moved("x", FLIGHT, ERROR, RELEASED)
            .moved("y", WAITING_FOR_DEPENDENCIES, ERROR, ERROR)
            .told(
                "release-worker-data x",
                "task-erred y run 5: input x cannot be gathered: unreadable")
            .is("x", RELEASED)
            .is("y", ERROR);
    assertThat(worker.task("y").failure())
        .isEqualTo(Failure.of("input x cannot be gathered: unreadable"));
    assertThat(worker.task("x").suspicion()).isEqualTo(3);
  }

  @Test
  void a_peer_whose_value_cannot_be_read_is_not_asked_for_it_again() {
    worker()
        .compute("y", needs("x", "B"))
        .gatherFailure("B")
        .toldNothing()
        .is("x", MISSING)
        .heldBy("x");
  }

  /** Scenario suspicious-counter-reset. */
  @Test
  void failed_transfers_are_counted_across_a_release() {
    worker()
        .compute("y", needs("x", "B", "C"))
        .gatherFailure("B")
        .gatherFailure("C")
        .free("y", "x")
        .is("x", RELEASED)
        .compute("y", needs("x", "B"))
        .gatherFailure("B")
        .is("y", ERROR);
  }

  @Test
  void a_failed_transfer_of_what_nothing_waits_for_fails_nothing_and_is_reported() {
    worker()
        .acquire(needs("x", "B", "C", "D"))
        .gatherFailure("B")
        .gatherFailure("C")
        .gatherFailure("D")
        .told("release-worker-data x")
        .is("x", RELEASED);
  }

  @Test
  void only_failures_to_read_count() {
    WorkerScript worker =
        worker()
            .compute("y", needs("x", "B", "C", "D"))
            .gatherOk("B")
            .gatherBusy("C")
            .gatherNetworkFailure("D")
            .is("x", FETCH)
            .retryBusy("C")
            .gatherOk("C", "x")
            .is("x", MEMORY);
    assertThat(worker.task("x").suspicion()).isZero();
  }
}
