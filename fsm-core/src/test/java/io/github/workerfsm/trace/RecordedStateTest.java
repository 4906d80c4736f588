package io.github.workerfsm.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedStateTest {

  private static final String PEER = "tcp://host-2:1";
  private static final Event.Input INPUT = new Event.Input("a", 1, List.of(PEER));
  private static final Event FREE = new Event.FreeKeys("s", List.of("a"));
  private static final Event ACQUIRE = new Event.AcquireReplicas("s", List.of(INPUT));
  private static final Event SECEDE = new Event.Secede("s", "a", TaskSpec.NO_RUN, 1);
  private static final Event COMPUTE =
      new Event.ComputeTask("s", TaskSpec.of("a").build(), List.of(), false);
  private static final Event NEED =
      new Event.ComputeTask(
          "s", TaskSpec.of("b").dependencies(List.of("a")).build(), List.of(INPUT), false);

  private final WorkerStateMachine machine =
      new WorkerStateMachine(Settings.at("tcp://host-1:1").build(), RuleSet.DASK_2022_12);

  @Test
  void a_key_that_is_not_known_is_forgotten() {
    assertThat(RecordedState.of(null)).isEqualTo(new RecordedState("forgotten", null, null));
  }

  @Test
  void a_task_that_a_thread_runs() {
    assertThat(after(COMPUTE)).isEqualTo(new RecordedState("executing", null, null));
    assertThat(after(SECEDE)).isEqualTo(new RecordedState("long-running", null, null));
  }

  @Test
  void a_cancelled_task_has_what_still_holds_it() {
    assertThat(after(COMPUTE, FREE)).isEqualTo(new RecordedState("cancelled", "executing", null));
    assertThat(after(SECEDE)).isEqualTo(new RecordedState("cancelled", "long-running", null));
  }

  @Test
  void a_cancelled_transfer() {
    assertThat(after(ACQUIRE, FREE)).isEqualTo(new RecordedState("cancelled", "flight", null));
  }

  @Test
  void a_resumed_task_has_what_it_is_wanted_for() {
    assertThat(after(COMPUTE, FREE, NEED))
        .isEqualTo(new RecordedState("resumed", "executing", "fetch"));
    assertThat(after(SECEDE)).isEqualTo(new RecordedState("resumed", "long-running", "fetch"));
  }

  @Test
  void a_resumed_transfer() {
    assertThat(after(ACQUIRE, FREE, COMPUTE))
        .isEqualTo(new RecordedState("resumed", "flight", "waiting"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "released",
        "waiting",
        "ready",
        "constrained",
        "executing",
        "long-running",
        "memory",
        "error",
        "fetch",
        "flight",
        "missing",
        "forgotten"
      })
  void a_plain_state_is_a_word(String name) {
    RecordedState state = read(name);
    assertThat(state).isEqualTo(new RecordedState(name, null, null));
    assertThat(state).hasToString(name);
    assertThat(state.tree()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "cancelled, executing, , cancelled(executing)",
    "cancelled, long-running, , cancelled(long-running)",
    "cancelled, flight, , cancelled(flight)",
    "resumed, executing, fetch, resumed(executing -> fetch)",
    "resumed, long-running, fetch, resumed(long-running -> fetch)",
    "resumed, flight, waiting, resumed(flight -> waiting)",
  })
  void a_held_state_is_an_object(
      String state, String previous, @Nullable String next, String text) {
    Map<String, @Nullable Object> object = object(state, previous, next);
    RecordedState held = read(new LinkedHashMap<>(object));
    assertThat(held).isEqualTo(new RecordedState(state, previous, next));
    assertThat(held).hasToString(text);
    assertThat(held.tree()).isEqualTo(object);
  }

  @ParameterizedTest
  @CsvSource({
    "cancelled, waiting, ",
    "cancelled, executing, fetch",
    "resumed, executing, waiting",
    "resumed, flight, fetch",
    "resumed, flight, ",
    "executing, executing, ",
  })
  void a_held_state_that_cannot_be(String state, String previous, @Nullable String next) {
    assertThatThrownBy(() -> read(object(state, previous, next)))
        .isInstanceOf(FormatProblem.class)
        .hasMessageContaining("expected the name of a state, or an object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancelled", "resumed", "rescheduled", "Waiting", ""})
  void a_word_that_is_no_plain_state(String name) {
    assertThatThrownBy(() -> read(name)).isInstanceOf(FormatProblem.class);
  }

  private RecordedState after(Event... events) {
    machine.handle(events);
    return RecordedState.of(machine.task("a"));
  }

  private static RecordedState read(Object value) {
    Map<String, @Nullable Object> states = new LinkedHashMap<>();
    states.put("k", value);
    return RecordedState.read("k", new Members("\"states\"", states));
  }

  private static Map<String, @Nullable Object> object(
      String state, String previous, @Nullable String next) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("state", state);
    object.put("previous", previous);
    object.put("next", next);
    return object;
  }
}
