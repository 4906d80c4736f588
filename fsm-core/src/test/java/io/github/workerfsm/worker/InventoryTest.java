package io.github.workerfsm.worker;

import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.TaskState;
import org.junit.jupiter.api.Test;

/** What a worker tells a scheduler that has taken the place of another. */
class InventoryTest {
  private static InventoryEntry entry(WorkerScript worker, String key) {
    return worker.machine().inventory().entries().stream()
        .filter(entry -> entry.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void keys_are_in_order_and_nothing_changes() {
    WorkerScript worker = worker().compute("y", needs("x", "C", "B")).compute("a");
    Inventory inventory = worker.machine().inventory();
    assertThat(inventory.entries()).extracting(InventoryEntry::key).containsExactly("a", "x", "y");
    assertThat(inventory.address()).isEqualTo("A");
    assertThat(worker.machine().inventory()).isEqualTo(inventory);
  }

  @Test
  void a_run_is_told_with_the_assignment_that_was_started() {
    WorkerScript worker = worker().compute(Assignment.of("x").run(3));
    assertThat(entry(worker, "x").assignment().run()).isEqualTo(3);
    worker.free("x");
    assertThat(entry(worker, "x").state()).isEqualTo(TaskState.CANCELLED);
    assertThat(entry(worker, "x").holder()).isEqualTo(Holder.THREAD);
    assertThat(entry(worker, "x").assignment()).isNull();
    assertThat(entry(worker, "x").started()).isNotNull();
    worker.compute(Assignment.of("x").run(4));
    assertThat(entry(worker, "x").assignment().run()).isEqualTo(3);
  }

  @Test
  void values_failures_and_transfers_are_told() {
    WorkerScript worker = worker().compute("x").threadSuccess("x").compute("y").threadFailure("y");
    worker.compute("z", needs("i", "C", "B"));
    assertThat(entry(worker, "x").inMemory()).isTrue();
    assertThat(entry(worker, "y").failure()).isNotEmpty();
    assertThat(entry(worker, "i").holders()).containsExactly("B", "C");
    assertThat(entry(worker, "i").comingFrom()).isNotNull();
    assertThat(entry(worker, "z").dependencies()).containsExactly("i");
  }

  @Test
  void it_can_be_written_as_json() {
    Inventory inventory =
        worker().compute(Assignment.of("y").needs("x", "B").run(7)).machine().inventory();
    assertThat(inventory.toMap().keySet())
        .containsExactly("address", "threads", "resources", "running", "entries");
    assertThat(inventory.entries().get(1).toMap())
        .hasToString(
            "{key=y, state=waiting-for-dependencies, role=COMPUTE, holder=NONE, spec={run=7,"
                + " dependencies=[x], priority=[0.0, 0.0, 0.0], resources={}}, seceded=false,"
                + " dependencies=[x], nbytes=-1, holders=[], promised=false, suspicion=0}");
  }
}
