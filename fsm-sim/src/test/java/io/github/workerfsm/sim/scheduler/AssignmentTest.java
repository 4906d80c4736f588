package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.Desk.needing;
import static io.github.workerfsm.sim.scheduler.Desk.on;
import static io.github.workerfsm.sim.scheduler.Desk.task;
import static io.github.workerfsm.sim.scheduler.Desk.urgent;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.TaskSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets a task, when, and with what. */
class AssignmentTest {

  private final Desk desk = new Desk();

  @Test
  void a_task_without_inputs_is_assigned_at_once() {
    desk.join("A");
    assertThat(desk.submit(task("x"))).containsExactly("A compute x");
    assertThat(desk.where("x")).isEqualTo("processing on A");
  }

  @Test
  void an_input_is_started_first_and_its_dependent_waits() {
    desk.join("A");
    assertThat(desk.submit(task("x"), task("y(x)"))).containsExactly("A compute x");
    assertThat(desk.state("y").waitingOn()).containsExactly("x");
    assertThat(desk.finished("A", "x")).containsExactly("A compute y(x:A)");
  }

  @Test
  void the_message_carries_run_function_needs_priority_and_sizes() {
    desk.handle(
        new SchedulerEvent.Join(Desk.worker("A"), 1, Resources.of(java.util.Map.of("GPU", 2))));
    desk.submit(task("x"), needing("GPU", "y(x)"));
    List<Outgoing> sent =
        desk.scheduler.handle(
            new SchedulerEvent.FromWorker(
                Desk.worker("A"),
                new Instruction.TaskFinished("s", "x", desk.state("x").run(), 80, "int")));
    Event.ComputeTask compute = (Event.ComputeTask) sent.get(0).message();
    TaskSpec spec = compute.spec();
    assertThat(spec.run()).isEqualTo(desk.state("y").run()).isNotEqualTo(desk.state("x").run());
    assertThat(spec.payload()).isEqualTo("f");
    assertThat(spec.resources().amounts()).containsEntry("GPU", 1.0);
    assertThat(spec.dependencies()).containsExactly("x");
    assertThat(compute.inputs()).containsExactly(new Event.Input("x", 80, List.of("tcp://A:1")));
  }

  @Test
  void holders_of_inputs_are_preferred() {
    desk.join("A").join("B");
    desk.submit(on("B", "x"), task("y(x)"));
    assertThat(desk.finished("B", "x")).containsExactly("B compute y(x:B)");
  }

  @Test
  void then_the_least_occupied_then_who_joined_first() {
    desk.join("A").join("B");
    assertThat(desk.submit(List.of("x", "y", "z"), task("x"), task("y"), task("z")))
        .containsExactly("A compute x", "B compute y", "A compute z");
  }

  @Test
  void the_more_urgent_go_first() {
    desk.join("A");
    assertThat(desk.submit(List.of("x", "y"), urgent(1, "x"), urgent(0, "y")))
        .containsExactly("A compute y", "A compute x");
  }

  @Test
  void a_task_for_which_nobody_is_there_waits_for_a_worker() {
    desk.join("A");
    assertThat(desk.submit(on("B", "x"))).isEmpty();
    assertThat(desk.where("x")).isEqualTo("no-worker");
    assertThat(desk.join("C", 1)).isEmpty();
    assertThat(desk.join("B", 1)).containsExactly("B compute x");
  }

  @Test
  void a_worker_without_the_resource_does_not_count() {
    desk.join("A");
    assertThat(desk.submit(needing("GPU", "x"))).isEmpty();
    assertThat(desk.scheduler.unrunnable()).containsExactly("x");
  }

  @Test
  void root_like_tasks_beyond_the_open_slots_are_queued() {
    desk.join("A");
    assertThat(desk.submit(List.of("r-1", "r-2", "r-3"), task("r-1"), task("r-2"), task("r-3")))
        .containsExactly("A compute r-1");
    assertThat(desk.scheduler.queue()).containsExactly("r-2", "r-3");
    assertThat(desk.finished("A", "r-1")).containsExactly("A compute r-2");
    assertThat(desk.join("B", 1)).containsExactly("B compute r-3");
  }

  @Test
  void a_long_running_task_opens_a_slot() {
    desk.join("A");
    desk.submit(List.of("r-1", "r-2", "r-3"), task("r-1"), task("r-2"), task("r-3"));
    assertThat(
            desk.says("A", new Instruction.LongRunning("s", "r-1", desk.state("r-1").run(), 1.0)))
        .containsExactly("A compute r-2");
    assertThat(desk.state("r-1").longRunning()).isTrue();
  }

  @Test
  void a_secession_of_another_run_or_worker_is_ignored() {
    desk.join("A").join("B");
    desk.submit(task("x"));
    desk.says("A", new Instruction.LongRunning("s", "x", 77, 1.0));
    desk.says("B", new Instruction.LongRunning("s", "x", desk.state("x").run(), 1.0));
    desk.says("A", new Instruction.LongRunning("s", "unheard-of", 1, 1.0));
    assertThat(desk.state("x").longRunning()).isFalse();
  }

  @Test
  void a_paused_worker_gets_nothing_until_it_goes_on() {
    desk.join("A");
    desk.paused("A", true);
    assertThat(desk.submit(task("x"))).isEmpty();
    assertThat(desk.where("x")).isEqualTo("no-worker");
    assertThat(desk.paused("A", false)).containsExactly("A compute x");
  }
}
