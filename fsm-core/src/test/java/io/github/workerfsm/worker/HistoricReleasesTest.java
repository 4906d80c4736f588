package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.CANCELLED;
import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.MEMORY;
import static io.github.workerfsm.task.TaskState.MISSING;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.RELEASED;
import static io.github.workerfsm.task.TaskState.WAITING_FOR_DEPENDENCIES;
import static io.github.workerfsm.worker.Fault.breaks;
import static io.github.workerfsm.worker.Fault.faulty;
import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The historic scenarios of what is let go, line by line, with the fault and without. */
class HistoricReleasesTest {

  @Test
  void running_task_dropped_by_late_gather() {
    WorkerScript broken =
        faulty("running-task-dropped-by-late-gather")
            .compute("y", needs("x", "B"))
            .free("y")
            .unknown("x", "y")
            .compute("x")
            .told("execute x")
            .gatherNetworkFailure("B")
            .told("reschedule x")
            .unknown("x")
            .free("x")
            .compute("x")
            .told("execute x")
            .threadSuccess("x")
            .is("x", MEMORY)
            .threadSuccess("x")
            .toldNothing();
    assertThat(broken.gauges().executing()).isEqualTo(-1);
    breaks(broken, "S4");
    broken.compute("a").compute("b").is("a", EXECUTING).is("b", EXECUTING);

    worker()
        .compute("y", needs("x", "B"))
        .free("y")
        .compute("x")
        .gatherNetworkFailure("B")
        .told("execute x")
        .threadSuccess("x")
        .told("note compute-duration", "task-finished x");
  }

  @Test
  void orphaned_dependency_object() {
    WorkerScript stuck =
        faulty("orphaned-dependency-object")
            .compute("y", needs("x", "B"))
            .gatherNetworkFailure("B")
            .findMissing()
            .free("y")
            .compute("y", needs("x", "C"))
            .told("gather x from C")
            .whoHas("x")
            .unknown("x");
    breaks(stuck, "S2");
    stuck
        .gatherOk("C", "x")
        .toldNothing()
        .is("y", WAITING_FOR_DEPENDENCIES)
        .compute("z", needs("w", "D"))
        .toldNothing();
    worker()
        .compute("y", needs("x", "B"))
        .gatherNetworkFailure("B")
        .findMissing()
        .free("y")
        .compute("y", needs("x", "C"))
        .whoHas("x")
        .gatherOk("C", "x")
        .is("y", EXECUTING);
  }

  @Test
  void superfluous_data_drops_reassigned_task() {
    faulty("superfluous-data-drops-reassigned-task")
        .acquire(needs("x", "B"))
        .gatherOk("B", "x")
        .compute("x")
        .told("task-finished x")
        .removeReplicas("x")
        .toldNothing()
        .unknown("x");
    faulty("superfluous-data-drops-reassigned-task")
        .compute("w")
        .compute("x")
        .is("x", READY)
        .removeReplicas("x")
        .toldNothing()
        .unknown("x");
    worker()
        .acquire(needs("x", "B"))
        .gatherOk("B", "x")
        .compute("x")
        .removeReplicas("x")
        .told("release-worker-data x");
    worker().compute("w").compute("x").removeReplicas("x").is("x", READY);
  }

  @Test
  void zombie_after_missing_release() {
    WorkerScript released =
        faulty("zombie-after-missing-release")
            .compute("f2", needs("f1", "C"))
            .gatherNetworkFailure("C")
            .findMissing()
            .whoHas("f1")
            .is("f1", RELEASED)
            .is("f2", WAITING_FOR_DEPENDENCIES)
            .findMissing()
            .toldNothing();
    breaks(released, "S5");
    released.free("f2").is("f1", RELEASED);
    faulty("zombie-after-missing-release")
        .compute("f2", needs("f1", "C"))
        .gatherNetworkFailure("C")
        .free("f2")
        .is("f1", MISSING)
        .findMissing()
        .told("request-refresh-who-has f1");

    worker()
        .compute("f2", needs("f1", "C"))
        .gatherNetworkFailure("C")
        .findMissing()
        .whoHas("f1")
        .is("f1", MISSING)
        .free("f2")
        .is("f1", RELEASED)
        .findMissing()
        .toldNothing();
  }

  @Test
  void remove_replica_ping_pong() {
    WorkerScript endless =
        faulty("remove-replica-ping-pong")
            .compute("y", needs("x", "B"))
            .gatherOk("B", "x")
            .free("y")
            .is("y", CANCELLED);
    for (int round = 0; round < 3; round++) {
      endless.removeReplicas("x").told("add-keys x");
    }
    worker()
        .compute("y", needs("x", "B"))
        .gatherOk("B", "x")
        .free("y")
        .removeReplicas("x")
        .told("release-worker-data x");
  }

  @Test
  void replica_refusal_not_reported() {
    faulty("replica-refusal-not-reported")
        .compute("y", needs("x", "B"))
        .gatherOk("B", "x")
        .removeReplicas("x")
        .toldNothing()
        .is("x", MEMORY);
    worker()
        .compute("y", needs("x", "B"))
        .gatherOk("B", "x")
        .removeReplicas("x")
        .told("add-keys x")
        .is("x", MEMORY);
  }

  @Test
  void every_historic_override_has_a_test_of_its_scenario() {
    List<String> tests =
        List.of(
                HistoricAssignmentsTest.class,
                HistoricTransfersTest.class,
                HistoricCancellationsTest.class,
                HistoricReleasesTest.class)
            .stream()
            .flatMap(room -> List.of(room.getDeclaredMethods()).stream())
            .map(method -> method.getName().replace('_', '-'))
            .toList();
    assertThat(RuleOverrides.all())
        .filteredOn(override -> override.source().startsWith("scenario "))
        .filteredOn(override -> !RuleSet.DASK_2022_12.overrides().contains(override))
        .hasSizeGreaterThan(30)
        .extracting(RuleOverride::name)
        .allMatch(name -> tests.contains(name));
  }
}
