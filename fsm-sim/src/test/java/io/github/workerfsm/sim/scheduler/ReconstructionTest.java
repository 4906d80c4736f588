package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.Desk.retried;
import static io.github.workerfsm.sim.scheduler.Desk.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.Inventory;
import io.github.workerfsm.worker.InventoryEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A new scheduler makes its books of what workers know and clients want. */
class ReconstructionTest {
  private final Desk desk = new Desk();

  private static Attendance at(String worker, InventoryEntry... entries) {
    WorkerId id = Desk.worker(worker);
    return new Attendance(
        id, new Inventory(id.address(), 1, Resources.NONE, true, ImmutableList.copyOf(entries)));
  }

  private static InventoryEntry entry(String key, TaskState state, @Nullable TaskSpec spec) {
    boolean thread = state == TaskState.EXECUTING;
    return new InventoryEntry(
        key,
        state,
        spec == null ? Role.FETCH : Role.COMPUTE,
        thread ? Holder.THREAD : Holder.NONE,
        spec,
        thread ? spec : null,
        false,
        spec == null ? ImmutableList.of() : ImmutableList.copyOf(spec.dependencies()),
        8,
        ImmutableList.of(),
        false,
        null,
        state == TaskState.ERROR ? key + " failed" : null,
        0);
  }

  private static TaskSpec spec(String key, long run, String... inputs) {
    return TaskSpec.of(key).dependencies(List.of(inputs)).payload("f").run(run).build();
  }

  private List<String> recover(
      List<String> wanted, List<TaskDefinition> tasks, Attendance... workers) {
    return desk.handle(
        new SchedulerEvent.Recover(
            1,
            ImmutableList.copyOf(workers),
            ImmutableList.copyOf(tasks),
            ImmutableList.copyOf(wanted)));
  }

  @Test
  void a_value_is_not_computed_again_and_what_it_alone_needed_is_freed() {
    assertThat(
            recover(
                List.of("y"),
                List.of(task("x"), task("y(x)")),
                at("A", entry("x", TaskState.MEMORY, null), entry("y", TaskState.MEMORY, null))))
        .containsExactly("A free x");
    assertThat(desk.where("y")).isEqualTo("memory on A");
    assertThat(desk.where("x")).isEqualTo("released");
  }

  @Test
  void a_run_is_adopted_and_its_report_is_taken() {
    assertThat(
            recover(
                List.of("x"),
                List.of(task("x")),
                at("A", entry("x", TaskState.READY, spec("x", 3))),
                at("B", entry("x", TaskState.EXECUTING, spec("x", 4)))))
        .containsExactly("A free x");
    assertThat(desk.where("x")).isEqualTo("processing on B");
    desk.finished("B", "x", 4);
    assertThat(desk.where("x")).isEqualTo("memory on B");
  }

  @Test
  void what_nobody_has_is_assigned_under_a_run_of_the_new_epoch() {
    assertThat(recover(List.of("x"), List.of(task("x")), at("A"))).containsExactly("A compute x");
    assertThat(desk.state("x").run()).isEqualTo((1L << 32) + 1);
  }

  @Test
  void a_run_of_a_task_whose_input_is_lost_is_cancelled_before_it_is_assigned_again() {
    assertThat(
            recover(
                List.of("y"),
                List.of(task("x"), task("y(x)")),
                at("A", entry("y", TaskState.EXECUTING, spec("y", 3, "x")))))
        .containsExactly("A free y", "A compute x");
    assertThat(desk.where("y")).isEqualTo("waiting");
  }

  @Test
  void a_run_of_another_function_is_not_adopted() {
    assertThat(
            recover(
                List.of("x"),
                List.of(Desk.computing("g", "x")),
                at("A", entry("x", TaskState.EXECUTING, spec("x", 3)))))
        .containsExactly("A free x", "A compute x");
  }

  @Test
  void keys_that_nobody_needs_are_forgotten() {
    assertThat(recover(List.of(), List.of(), at("A", entry("x", TaskState.MEMORY, null))))
        .containsExactly("A forget x");
    assertThat(desk.scheduler.keys()).isEmpty();
  }

  @Test
  void a_failure_counts_against_the_retries() {
    recover(List.of("x"), List.of(task("x")), at("A", entry("x", TaskState.ERROR, null)));
    assertThat(desk.where("x")).startsWith("erred");
    Desk other = new Desk();
    assertThat(
            other.handle(
                new SchedulerEvent.Recover(
                    1,
                    ImmutableList.of(at("A", entry("x", TaskState.ERROR, null))),
                    ImmutableList.of(retried(1, "x")),
                    ImmutableList.of("x"))))
        .containsExactly("A compute x");
    assertThat(other.state("x").retriesLeft()).isZero();
  }

  @Test
  void a_placed_value_that_is_gone_takes_with_it_what_needs_it() {
    assertThat(recover(List.of("y", "z"), List.of(task("y(p)"), task("z")), at("A")))
        .containsExactly("A compute z");
    assertThat(desk.scheduler.keys()).containsExactly("z");
  }

  @Test
  void who_looks_for_an_input_is_told_where_it_is() {
    assertThat(
            recover(
                List.of("x", "y"),
                List.of(task("x"), task("y(x)")),
                at("A", entry("x", TaskState.MEMORY, null)),
                at(
                    "B",
                    entry("x", TaskState.MISSING, null),
                    entry("y", TaskState.WAITING_FOR_DEPENDENCIES, spec("y", 2, "x")))))
        .hasSize(1);
    assertThat(desk.where("y")).isEqualTo("processing on B");
  }

  @Test
  void only_a_new_scheduler_recovers() {
    desk.join("A");
    assertThatThrownBy(() -> recover(List.of(), List.of()))
        .hasMessage("recover: the scheduler has tasks or workers already, expected a new one");
    assertThatThrownBy(() -> new Scheduler().handle(twice()))
        .hasMessageContaining("attends twice, expected once");
  }

  private static SchedulerEvent.Recover twice() {
    return new SchedulerEvent.Recover(
        1, ImmutableList.of(at("A"), at("A")), ImmutableList.of(), ImmutableList.of());
  }
}
