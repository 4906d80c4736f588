package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.ERROR;
import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.FETCH;
import static io.github.workerfsm.task.TaskState.FLIGHT;
import static io.github.workerfsm.task.TaskState.MEMORY;
import static io.github.workerfsm.task.TaskState.MISSING;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.RESCHEDULED;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static io.github.workerfsm.worker.Fault.breaks;
import static io.github.workerfsm.worker.Fault.faulty;
import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The historic scenarios of transfers, line by line, with the fault and without. */
class HistoricTransfersTest {

  @Test
  void suspicious_counter_reset() {
    WorkerScript endless = faulty("suspicious-counter-reset");
    for (int round = 0; round < 10; round++) {
      endless
          .compute("y", needs("x", "B"))
          .told("gather x from B")
          .gatherFailure("B")
          .is("x", MISSING)
          .free("y")
          .unknown("x", "y");
    }

    WorkerScript ends = worker();
    for (int round = 0; round < 2; round++) {
      ends.compute("y", needs("x", "B")).gatherFailure("B").is("x", MISSING).free("y");
    }
    ends.compute("y", needs("x", "B"))
        .gatherFailure("B")
        .told("release-worker-data x", "task-erred y: input x cannot be gathered: unreadable")
        .is("y", ERROR);
  }

  @Test
  void same_host_stale_holder() {
    WorkerScript endless =
        faulty("same-host-stale-holder")
            .compute("y", needs("x", "A:2", "B:1"))
            .told("gather x from A:2");
    for (int round = 0; round < 10; round++) {
      endless.gatherOk("A:2").told("gather x from A:2").heldBy("x", "B:1", "A:2");
    }
    worker()
        .compute("y", needs("x", "A:2", "B:1"))
        .told("gather x from A:2")
        .gatherOk("A:2")
        .told("gather x from B:1")
        .gatherOk("B:1", "x")
        .is("y", EXECUTING);
  }

  @Test
  void requeue_on_new_replica_wrong_set() {
    WorkerScript stuck =
        faulty("requeue-on-new-replica-wrong-set")
            .compute("y", needs("x", "A:2"))
            .gatherNetworkFailure("A:2")
            .is("x", MISSING)
            .whoHas("x", "C")
            .toldNothing()
            .is("x", FETCH)
            .findMissing()
            .toldNothing()
            .is("y", WAITING_FOR_DEPENDENCIES);
    breaks(stuck, "S1");
    worker()
        .compute("y", needs("x", "A:2"))
        .gatherNetworkFailure("A:2")
        .whoHas("x", "C")
        .told("gather x from C");
  }

  @Test
  void busy_holder_never_refreshed() {
    WorkerScript endless =
        faulty("busy-holder-never-refreshed").compute("h", needs("f", "A:2"), needs("g", "A:2"));
    for (int round = 0; round < 5; round++) {
      endless
          .gatherBusy("A:2")
          .told("retry A:2 later", "request-refresh-who-has h")
          .whoHas("h")
          .toldNothing()
          .retryBusy("A:2")
          .told(round % 2 == 0 ? "gather f, g from A:2" : "gather g, f from A:2");
    }
    worker()
        .compute("h", needs("f", "A:2"), needs("g", "A:2"))
        .gatherBusy("A:2")
        .told("retry A:2 later", "request-refresh-who-has g, f");
  }

  @Test
  void batch_aborted_by_one_key() {
    WorkerScript stopped =
        faulty("batch-aborted-by-one-key")
            .compute("res1", needs("f1", "A:2"), needs("f2", "A:2"), needs("f3", "A:2"))
            .compute("res2", needs("f1", "A:2"), needs("f2", "A:2"));
    stopped = reassigned(stopped);
    stopped.is("f3", FETCH);
    stopped.fails(script -> script.gatherOk("A:2", "f1", "f2", "f3"), "a value in this state");
    stopped.is("f1", FLIGHT).is("f2", FLIGHT).is("res2", WAITING_FOR_DEPENDENCIES);
    breaks(stopped, "S8");

    WorkerScript right =
        worker()
            .compute("res1", needs("f1", "A:2"), needs("f2", "A:2"), needs("f3", "A:2"))
            .compute("res2", needs("f1", "A:2"), needs("f2", "A:2"));
    reassigned(right)
        .is("f3", FLIGHT)
        .gatherOk("A:2", "f1", "f2", "f3")
        .is("f1", MEMORY)
        .is("f3", MEMORY)
        .is("res1", READY)
        .is("res2", EXECUTING);
  }

  /** Brings all three in one transfer, and lets go of f3 meanwhile. */
  private static WorkerScript reassigned(WorkerScript script) {
    return script
        .is("f3", FLIGHT)
        .free("res1")
        .compute("res1", needs("f1", "A:2"), needs("f2", "A:2"), needs("f3", "A:2"));
  }

  @Test
  void resumed_key_not_requested() {
    WorkerScript stuck =
        faulty("resumed-key-not-requested")
            .compute("y", needs("x", "A:2"))
            .free("y")
            .compute("x")
            .is("x", RESCHEDULED)
            .gatherOk("A:2")
            .toldNothing()
            .is("x", RESCHEDULED);
    breaks(stuck, "S8");
    worker()
        .compute("y", needs("x", "A:2"))
        .free("y")
        .compute("x")
        .gatherOk("A:2")
        .told("execute x");
  }

  private static final UnaryOperator<Settings.Builder> ONE_AT_A_TIME =
      settings -> settings.transferMessageBytesLimit(1);

  @Test
  void fetch_to_missing_removed() {
    WorkerScript stuck =
        faulty("fetch-to-missing-removed", ONE_AT_A_TIME)
            .compute("y", needs("x2", "A:2"), needs("x1", "A:2"))
            .told("gather x1 from A:2")
            .is("x2", FETCH)
            .gatherNetworkFailure("A:2")
            .is("x1", MISSING)
            .is("x2", FETCH)
            .findMissing()
            .told("request-refresh-who-has x1");
    breaks(stuck, "S1");
    worker(ONE_AT_A_TIME)
        .compute("y", needs("x2", "A:2"), needs("x1", "A:2"))
        .gatherNetworkFailure("A:2")
        .is("x2", MISSING)
        .findMissing()
        .told("request-refresh-who-has x1, x2");
  }

  @Test
  void fetch_to_missing_refused() {
    WorkerScript stopped =
        faulty("fetch-to-missing-refused", ONE_AT_A_TIME)
            .compute("y", needs("x2", "A:2"), needs("x1", "A:2"))
            .fails(script -> script.gatherNetworkFailure("A:2"), "the last holder");
    stopped.is("x1", FLIGHT).is("x2", FETCH);
  }

  @Test
  void released_missing_recursion() {
    faulty("released-missing-recursion")
        .fails(script -> script.compute("y", needs("x")), "reaches the limit of its chain");
    faulty("released-missing-recursion")
        .compute("y", needs("x", "B"))
        .gatherNetworkFailure("B")
        .free("y")
        .fails(script -> script.acquire(needs("x")), "reaches the limit of its chain");
    worker().compute("y", needs("x")).is("x", MISSING);
  }

  @Test
  void new_replica_while_holders_in_flight() {
    faulty("new-replica-while-holders-in-flight")
        .acquire(needs("x", "B"))
        .acquire(needs("y", "B"))
        .acquire(needs("y", "B", "C"))
        .toldNothing()
        .is("y", FETCH)
        .findMissing()
        .told("gather y from C");
    worker()
        .acquire(needs("x", "B"))
        .acquire(needs("y", "B"))
        .acquire(needs("y", "B", "C"))
        .told("gather y from C");
  }

  @Test
  void gather_undeserialisable_dependency() {
    WorkerScript stuck =
        faulty("gather-undeserialisable-dependency")
            .compute("y", needs("x", "B"))
            .gatherFailure("B")
            .told("task-erred x: unreadable")
            .is("x", ERROR)
            .is("y", WAITING_FOR_DEPENDENCIES);
    assertThat(stuck.task("y").waitingFor()).containsExactly("x");
    breaks(stuck, "S5");
    worker().compute("y", needs("x", "B")).gatherFailure("B").toldNothing().is("x", MISSING);
  }
}
