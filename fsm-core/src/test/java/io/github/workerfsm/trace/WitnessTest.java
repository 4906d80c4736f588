package io.github.workerfsm.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WitnessTest {

  private static final String PEER = "tcp://host-2:1";

  private final WorkerStateMachine machine =
      new WorkerStateMachine(Settings.at("tcp://host-1:1").build(), RuleSet.DASK_2022_12);
  private final Witness witness = new Witness(machine);

  @Test
  void what_changed_is_told_by_key_in_order() {
    Answer answer = after(compute("b", "z", "a"));
    assertThat(answer.states())
        .hasToString("{a=flight, b=waiting, z=flight}")
        .containsOnlyKeys("a", "b", "z");
    assertThat(answer.states().keySet()).containsExactly("a", "b", "z");
    assertThat(answer.counts()).isEqualTo(machine.gauges());
    assertThat(answer.raised()).isNull();
  }

  @Test
  void what_did_not_change_is_not_told() {
    after(compute("b", "a"));
    Answer answer = after(new Event.Pause("s"));
    assertThat(answer.states()).isEmpty();
    assertThat(answer.transitions()).isEmpty();
    assertThat(answer.instructions()).isEmpty();
  }

  @Test
  void a_state_that_is_asked_for_is_told_all_the_same() {
    after(compute("b", "a"));
    List<Event> events = List.of(new Event.Pause("s"));
    witness.next(events);
    Answer answer =
        witness.returned(events, machine.handle(events.get(0)), List.of("b", "never-heard-of"));
    assertThat(answer.states()).hasToString("{b=waiting, never-heard-of=forgotten}");
  }

  @Test
  void a_task_that_comes_and_goes_within_a_step_has_not_changed() {
    Answer answer = after(compute("b"), new Event.CancelCompute("s", "c"));
    assertThat(answer.states()).hasToString("{b=executing}");
    Answer gone =
        after(
            new Event.UpdateData("s", ImmutableMap.of("d", new Value(null, 1, "int")), false),
            new Event.FreeKeys("s", List.of("d")));
    assertThat(gone.transitions()).isNotEmpty();
    assertThat(gone.states()).isEmpty();
  }

  @Test
  void a_forgotten_task_is_told_once() {
    after(compute("b"));
    after(new Event.FreeKeys("s", List.of("b")));
    Answer answer = after(success("b"));
    assertThat(answer.states()).hasToString("{b=forgotten}");
    assertThat(after(new Event.FreeKeys("s", List.of("b"))).states()).isEmpty();
  }

  @Test
  void a_change_of_what_holds_a_task_is_a_change() {
    after(compute("b"));
    assertThat(after(new Event.FreeKeys("s", List.of("b"))).states())
        .hasToString("{b=cancelled(executing)}");
    assertThat(after(new Event.Secede("s", "b", TaskSpec.NO_RUN, 1)).states())
        .hasToString("{b=cancelled(long-running)}");
  }

  @Test
  void what_the_reference_does_not_log_is_left_out() {
    Value value = new Value(null, 1, "int");
    assertThat(after(new Event.UpdateData("s", ImmutableMap.of("d", value), true)))
        .satisfies(
            answer -> {
              assertThat(answer.states()).hasToString("{d=memory}");
              assertThat(answer.transitions()).isEmpty();
            });
    assertThat(texts(after(compute("b")).transitions()))
        .containsExactly("b: released -> waiting", "b: waiting -> ready", "b: ready -> executing");
  }

  @Test
  void a_run_that_asks_to_be_run_elsewhere_is_a_request_of_its_own() {
    after(compute("b"));
    assertThat(texts(after(new Event.Reschedule("s", "b", TaskSpec.NO_RUN)).transitions()))
        .containsExactly(
            "b: executing -> rescheduled, landed in released", "b: released -> forgotten");
  }

  @Test
  void the_same_request_made_by_the_scheduler_is_none() {
    after(compute("b", "a"));
    assertThat(texts(after(new Event.FreeKeys("s", List.of("b"))).transitions()))
        .contains("b: waiting -> released");
  }

  @Test
  void a_step_that_raised_tells_how_far_it_came() {
    witness.next(List.of(new Event.Pause("s")));
    machine.handle(compute("b"));
    Answer answer = witness.raised(new IllegalStateException("no"));
    assertThat(answer.raised()).isEqualTo("IllegalStateException: no");
    assertThat(answer.transitions()).hasSize(3);
    assertThat(answer.counts()).isNull();
  }

  @Test
  void a_machine_with_tasks_is_watched_from_now_on() {
    after(compute("b"));
    Witness late = new Witness(machine);
    Event event = new Event.FreeKeys("s", List.of("b"));
    late.next(List.of(event));
    assertThat(late.returned(List.of(event), machine.handle(event), List.of()).states())
        .hasToString("{b=cancelled(executing)}");
  }

  private Answer after(Event... events) {
    List<Event> all = Arrays.asList(events);
    witness.next(all);
    return witness.returned(all, machine.handle(events), List.of());
  }

  private static Event compute(String key, String... inputs) {
    return new Event.ComputeTask(
        "compute-" + key,
        TaskSpec.of(key).dependencies(List.of(inputs)).build(),
        Stream.of(inputs).map(input -> new Event.Input(input, 1, List.of(PEER))).toList(),
        false);
  }

  private static Event success(String key) {
    return new Event.ExecuteSuccess("s", key, TaskSpec.NO_RUN, new Value(null, 1, "int"));
  }

  private static List<String> texts(List<RecordedTransition> transitions) {
    return transitions.stream().map(RecordedTransition::toString).toList();
  }
}
