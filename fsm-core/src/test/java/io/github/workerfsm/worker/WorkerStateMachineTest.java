package io.github.workerfsm.worker;

import static io.github.workerfsm.task.TaskState.CANCELLED;
import static io.github.workerfsm.task.TaskState.CONSTRAINED;
import static io.github.workerfsm.task.TaskState.EXECUTING;
import static io.github.workerfsm.task.TaskState.FETCH;
import static io.github.workerfsm.task.TaskState.FLIGHT;
import static io.github.workerfsm.task.TaskState.READY;
import static io.github.workerfsm.task.TaskState.RESCHEDULED;
import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static io.github.workerfsm.worker.WorkerScript.workerWithResource;
import static io.github.workerfsm.worker.WorkerScript.workerWithThreads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The machine from outside: what it is told, what it answers, what can be read off it. */
class WorkerStateMachineTest {

  private static void reconfigure(WorkerScript worker, UnaryOperator<Settings.Builder> change) {
    worker.machine().reconfigure(change.apply(worker.machine().settings().toBuilder()).build());
  }

  // ---- events in, instructions out

  @Test
  void a_machine_starts_empty_and_running_under_the_current_rules() {
    WorkerStateMachine machine = new WorkerStateMachine(Settings.at("A").build());
    assertThat(machine.tasks()).isEmpty();
    assertThat(machine.running()).isTrue();
    assertThat(machine.failed()).isFalse();
    assertThat(machine.transitions()).isZero();
    assertThat(machine.rules()).isSameAs(RuleSet.CURRENT);
    assertThat(machine.gauges()).isEqualTo(new Gauges(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void the_instructions_of_an_event_are_the_callers_to_keep() {
    WorkerScript worker = worker().compute("x");
    List<Instruction> kept = worker.instructions();
    worker.threadSuccess("x");
    assertThat(kept.stream().map(Lines::of)).containsExactly("execute x");
  }

  @Test
  void a_batch_gives_the_instructions_of_all_its_events_in_order() {
    assertThat(
            worker()
                .machine()
                .handle(
                    Assignment.of("x").event("1"),
                    new Event.StealRequest("2", "x"),
                    new Event.FindMissing("3"))
                .stream()
                .map(Lines::of))
        .containsExactly("execute x", "steal-response x: executing");
  }

  @Test
  void tasks_are_listed_in_the_order_of_their_keys() {
    assertThat(worker().scatter("c", "a", "b").machine().tasks())
        .extracting(Task::key)
        .containsExactly("a", "b", "c");
  }

  // ---- gauges

  @Test
  void gauges_count_what_there_is() {
    WorkerScript worker =
        workerWithResource("R", 1)
            .scatter("m")
            .compute(Assignment.of("e").resource("R", 1))
            .compute("l")
            .secede("l")
            .compute("f")
            .compute("r")
            .compute(Assignment.of("c").resource("R", 1))
            .compute("w", needs("i", 7, "B"), needs("j"))
            .acquire(needs("q", "B"));
    assertThat(worker.gauges()).isEqualTo(new Gauges(10, 1, 2, 1, 1, 1, 1, 1, 1, 1, 0, 1, 7, 1));
  }

  @Test
  void gauges_count_cancelled_and_rescheduled_tasks_where_they_are_held() {
    WorkerScript worker =
        workerWithThreads(3)
            .compute("x")
            .free("x")
            .compute("y")
            .acquire(needs("y", "C"))
            .acquire(needs("v", "B"))
            .free("v")
            .is("x", CANCELLED)
            .is("y", RESCHEDULED)
            .is("v", CANCELLED);
    assertThat(worker.gauges().executing()).isEqualTo(2);
    assertThat(worker.gauges().inFlight()).isEqualTo(1);
  }

  // ---- an observer

  @Test
  void an_observer_hears_of_every_transition_a_detour_in_halves_first() {
    WorkerStateMachine machine = new WorkerStateMachine(Settings.at("A").build());
    machine.handle(Assignment.of("x").event("1"));
    List<String> heard = new ArrayList<>();
    machine.observe(
        (task, from, requested, landing, row) ->
            heard.add(
                task.key() + ": " + from + " " + requested + " " + landing + " " + (row != null)));
    machine.handle(new Event.AcquireReplicas("2", List.of(needs("x", "B"))));
    assertThat(heard)
        .containsExactly(
            "x: EXECUTING RELEASED CANCELLED true",
            "x: CANCELLED FETCH RESCHEDULED true",
            "x: EXECUTING FETCH RESCHEDULED false");
    machine.observe(null);
    machine.handle(new Event.FreeKeys("3", List.of("x")));
    assertThat(heard).hasSize(3);
  }

  // ---- other settings

  @Test
  void more_resources_let_more_start_with_the_next_event() {
    WorkerScript worker =
        workerWithResource("R", 1)
            .compute(Assignment.of("x").resource("R", 1))
            .compute(Assignment.of("y").resource("R", 1))
            .is("y", CONSTRAINED);
    reconfigure(
        worker,
        settings ->
            settings
                .totalResources(Resources.of(Map.of("R", 2)))
                .availableResources(Resources.of(Map.of("R", 1))));
    worker.is("y", CONSTRAINED).unpause().is("y", EXECUTING);
  }

  @Test
  void other_settings_leave_resources_and_pause_as_they_are() {
    WorkerScript worker =
        workerWithResource("R", 1).compute(Assignment.of("x").resource("R", 1)).pause();
    reconfigure(worker, settings -> settings.threads(5));
    worker
        .compute(Assignment.of("y").resource("R", 1))
        .is("y", CONSTRAINED)
        .unpause()
        .is("y", CONSTRAINED);
  }

  @Test
  void settings_can_pause_a_worker_and_let_it_go_on() {
    WorkerScript worker = worker();
    reconfigure(worker, settings -> settings.running(false));
    worker.compute("x").is("x", READY);
    reconfigure(worker, settings -> settings.running(true));
    worker.compute("y").is("y", EXECUTING).is("x", READY);
  }

  @Test
  void limits_of_transfers_can_change() {
    WorkerScript worker = worker().acquire(needs("x", 10, "B"));
    reconfigure(worker, settings -> settings.transferBytesLimit(10));
    worker.acquire(needs("y", 1, "C")).is("y", FETCH);
    reconfigure(worker, settings -> settings.transferBytesLimit(11));
    worker.acquire(needs("z", 5, "D")).is("y", FLIGHT).is("z", FETCH);
  }

  @Test
  void the_own_address_can_become_known_late() {
    WorkerScript worker = worker();
    reconfigure(worker, settings -> settings.address("tcp://host-2:1"));
    worker
        .acquire(needs("x", "tcp://host-1:1", "tcp://host-2:1", "tcp://host-2:9"))
        .told("gather x from tcp://host-2:9");
  }

  @Test
  void settings_say_what_is_wrong_with_them() {
    assertThatThrownBy(() -> Settings.at("A").threads(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads is -1, expected 0 or more");
    assertThatThrownBy(() -> Settings.at("A").transferBytesLimit(-5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("transferBytesLimit is -5, expected 0 or more");
  }
}
