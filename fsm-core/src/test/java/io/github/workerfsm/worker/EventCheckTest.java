package io.github.workerfsm.worker;

import static io.github.workerfsm.worker.WorkerScript.needs;
import static io.github.workerfsm.worker.WorkerScript.worker;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Events that make no sense: refused with one line that says what was wrong and what was expected,
 * and nothing has changed.
 */
class EventCheckTest {
  private static final TaskSpec SPEC = TaskSpec.of("y").dependencies(List.of("x")).build();
  private static final Value VALUE = new Value("v", 1, "int");
  private static final Failure FAILURE = Failure.of("broken");
  private static final ImmutableMap<String, Value> NO_DATA = ImmutableMap.of();

  /** A worker that is busy in every way: run, secede, transfer, wait, memory, error. */
  private static WorkerScript busyWorker() {
    return worker()
        .compute(Assignment.of("seceded").run(1))
        .secede("seceded")
        .compute("failed")
        .threadFailure("failed")
        .compute(Assignment.of("running").run(2))
        .compute("user", needs("ready"))
        .compute("ready")
        .compute("waiting", needs("flying", 5, "B"))
        .scatter("here");
  }

  private static Arguments refused(Event event, String message) {
    return Arguments.of(event, event.kind().label() + " id: " + message);
  }

  // spotless:off
  static Stream<Arguments> refusals() {
    return Stream.of(
        // ---- compute-task
        refused(new Event.ComputeTask("id", null, List.of(), false), "the specification is missing, expected one"),
        refused(new Event.ComputeTask("id", TaskSpec.of("").build(), List.of(), false), "the key is missing, expected a non-empty text"),
        refused(new Event.ComputeTask("id", SPEC, null, false), "the list of inputs is missing, expected one"),
        refused(new Event.ComputeTask("id", SPEC, asList((Event.Input) null), false), "the input is missing, expected one"),
        refused(new Event.ComputeTask("id", SPEC, List.of(new Event.Input("", 1, List.of("B"))), false), "the key of an input is missing, expected a non-empty text"),
        refused(new Event.ComputeTask("id", SPEC, List.of(new Event.Input("x", -1, List.of("B"))), false), "input x has -1 bytes, expected 0 or more"),
        refused(new Event.ComputeTask("id", SPEC, List.of(new Event.Input("x", 1, null)), false), "the list of holders is missing, expected one"),
        refused(new Event.ComputeTask("id", SPEC, List.of(new Event.Input("x", 1, List.of(""))), false), "the address of a holder is missing, expected a non-empty text"),
        refused(new Event.ComputeTask("id", SPEC, List.of(), false), "task y depends on [x] but announces [], expected the same keys in the same order"),
        refused(new Event.ComputeTask("id", SPEC, List.of(needs("z")), false), "task y depends on [x] but announces [z], expected the same keys in the same order"),
        refused(compute("y", "x", "y"), "task y depends on itself, expected other keys as inputs"),
        refused(compute("y", "x", "z", "x"), "input x is named twice, expected each input once"),
        refused(compute("y", IntStream.range(0, 40).mapToObj(i -> "x" + i % 39).toArray(String[]::new)), "input x0 is named twice, expected each input once"),
        // ---- free-keys, forget-keys, remove-replicas
        refused(new Event.FreeKeys("id", null), "the list of keys is missing, expected one"),
        refused(new Event.FreeKeys("id", List.of("here", "")), "the key is missing, expected a non-empty text"),
        refused(new Event.ForgetKeys("id", asList("here", null)), "the key is missing, expected a non-empty text"),
        refused(new Event.RemoveReplicas("id", asList("here", null)), "the key is missing, expected a non-empty text"),
        // ---- acquire-replicas
        refused(new Event.AcquireReplicas("id", null), "the list of inputs is missing, expected one"),
        refused(new Event.AcquireReplicas("id", List.of(needs("new", "B"), needs("x", -5, "B"))), "input x has -5 bytes, expected 0 or more"),
        refused(new Event.AcquireReplicas("id", List.of(needs("new", "B"), needs("new", "C"))), "input new is named twice, expected each input once"),
        // ---- steal-request, cancel-compute
        refused(new Event.StealRequest("id", ""), "the key is missing, expected a non-empty text"),
        refused(new Event.CancelCompute("id", null), "the key is missing, expected a non-empty text"),
        refused(new Event.CancelCompute("id", "ready"), "task ready is an input of [user (waiting-for-dependencies)], expected a task on which no other task here depends"),
        // ---- refresh-who-has, remove-worker
        refused(new Event.RefreshWhoHas("id", null), "the list of locations is missing, expected one"),
        refused(new Event.RefreshWhoHas("id", asList((Event.Location) null)), "the location is missing, expected one"),
        refused(new Event.RefreshWhoHas("id", List.of(new Event.Location("", List.of("C")))), "the key of a location is missing, expected a non-empty text"),
        refused(new Event.RefreshWhoHas("id", List.of(new Event.Location("flying", List.of("C")), new Event.Location("x", null))), "the list of holders is missing, expected one"),
        refused(new Event.RefreshWhoHas("id", List.of(new Event.Location("flying", List.of("C")), new Event.Location("flying", List.of()))), "key flying is named twice, expected each key once"),
        refused(new Event.RemoveWorker("id", ""), "the worker is missing, expected a non-empty text"),
        // ---- update-data
        refused(new Event.UpdateData("id", null, true), "the data is missing, expected one"),
        refused(new Event.UpdateData("id", ImmutableMap.of("new", VALUE, "", VALUE), true), "the key is missing, expected a non-empty text"),
        // ---- execute-success, execute-failure, reschedule
        refused(new Event.ExecuteSuccess("id", "running", 2, null), "the value is missing, expected one"),
        refused(new Event.ExecuteSuccess("id", "", 2, VALUE), "the key is missing, expected a non-empty text"),
        refused(new Event.ExecuteSuccess("id", "nobody", 2, VALUE), "task nobody is not known, expected a task that was started and has not been completed"),
        refused(new Event.ExecuteSuccess("id", "ready", 2, VALUE), "no thread runs task ready (ready), expected a task that was started and has not been completed"),
        refused(new Event.ExecuteSuccess("id", "flying", -1, VALUE), "no thread runs task flying (flight), expected a task that was started and has not been completed"),
        refused(new Event.ExecuteSuccess("id", "here", -1, VALUE), "no thread runs task here (memory), expected a task that was started and has not been completed"),
        refused(new Event.ExecuteSuccess("id", "running", 3, VALUE), "run 3 of task running, expected run 2"),
        refused(new Event.ExecuteSuccess("id", "running", -2, VALUE), "run -2, expected 0 or more, or -1 for none"),
        refused(new Event.ExecuteFailure("id", "running", 2, null), "the failure is missing, expected one"),
        refused(new Event.ExecuteFailure("id", "failed", -1, FAILURE), "no thread runs task failed (error), expected a task that was started and has not been completed"),
        refused(new Event.ExecuteFailure("id", "seceded", 2, FAILURE), "run 2 of task seceded, expected run 1"),
        refused(new Event.Reschedule("id", "waiting", -1), "no thread runs task waiting (waiting-for-dependencies), expected a task that was started and has not been completed"),
        refused(new Event.Reschedule("id", "running", 1), "run 1 of task running, expected run 2"),
        // ---- secede
        refused(new Event.Secede("id", null, 2, 1.0), "the key is missing, expected a non-empty text"),
        refused(new Event.Secede("id", "running", 2, -0.5), "compute duration -0.5, expected a finite number, 0 or more"),
        refused(new Event.Secede("id", "running", 2, Double.NaN), "compute duration NaN, expected a finite number, 0 or more"),
        refused(new Event.Secede("id", "running", 2, Double.POSITIVE_INFINITY), "compute duration Infinity, expected a finite number, 0 or more"),
        refused(new Event.Secede("id", "nobody", -7, 1.0), "run -7, expected 0 or more, or -1 for none"),
        refused(new Event.Secede("id", "ready", -1, 1.0), "no thread runs task ready (ready), expected a task that runs"),
        refused(new Event.Secede("id", "running", 9, 1.0), "run 9 of task running, expected run 2"),
        // ---- gather-success, gather-busy, gather-network-failure, gather-failure
        refused(new Event.GatherSuccess("id", "B", 5, null), "the data is missing, expected one"),
        refused(new Event.GatherSuccess("id", "", 5, NO_DATA), "the worker is missing, expected a non-empty text"),
        refused(new Event.GatherSuccess("id", "C", 5, NO_DATA), "no transfer from C is open, expected a worker that was asked"),
        refused(new Event.GatherSuccess("id", "B", 6, NO_DATA), "a transfer of 6 bytes from B, expected 5 bytes, as in the gather-dep instruction"),
        refused(new Event.GatherSuccess("id", "B", 5, ImmutableMap.of("here", VALUE)), "data for here, which the transfer from B did not ask for, expected keys of the gather-dep instruction"),
        refused(new Event.GatherBusy("id", "C", 5), "no transfer from C is open, expected a worker that was asked"),
        refused(new Event.GatherBusy("id", "B", 0), "a transfer of 0 bytes from B, expected 5 bytes, as in the gather-dep instruction"),
        refused(new Event.GatherNetworkFailure("id", "A", 5), "no transfer from A is open, expected a worker that was asked"),
        refused(new Event.GatherNetworkFailure("id", "B", -5), "a transfer of -5 bytes, expected 0 or more"),
        refused(new Event.GatherFailure("id", "B", 5, null), "the failure is missing, expected one"),
        refused(new Event.GatherFailure("id", "D", 5, FAILURE), "no transfer from D is open, expected a worker that was asked"),
        // ---- retry-busy-worker
        refused(new Event.RetryBusyWorker("id", null), "the worker is missing, expected a non-empty text"));
  }
  // spotless:on

  private static Event compute(String key, String... inputs) {
    return new Event.ComputeTask(
        "id",
        TaskSpec.of(key).dependencies(List.of(inputs)).build(),
        Stream.of(inputs).map(WorkerScript::needs).toList(),
        false);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refusals")
  void is_refused_and_nothing_has_changed(Event event, String message) {
    busyWorker().refuses(event, message);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refusals")
  void what_follows_is_as_if_it_had_never_come(Event event, String message) {
    WorkerScript disturbed = busyWorker().refuses(event, message);
    WorkerScript undisturbed = busyWorker();
    for (WorkerScript worker : List.of(disturbed, undisturbed)) {
      worker
          .threadSuccess("running")
          .gatherOk("B", "flying")
          .free("here", "failed")
          .threadSuccess("seceded");
    }
    assertThat(Dump.of(disturbed.machine())).isEqualTo(Dump.of(undisturbed.machine()));
  }

  @Test
  void every_kind_of_event_that_says_something_can_be_refused() {
    Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
    refusals().forEach(refusal -> kinds.add(((Event) refusal.get()[0]).kind()));
    assertThat(EnumSet.complementOf(EnumSet.copyOf(kinds)))
        .containsExactly(EventKind.PAUSE, EventKind.UNPAUSE, EventKind.FIND_MISSING);
  }

  @Test
  void every_event_needs_a_stimulus_id() {
    worker()
        .refuses(
            new Event.Pause(""), "pause : the stimulus id is missing, expected a non-empty text")
        .refuses(
            new Event.FindMissing(null),
            "find-missing null: the stimulus id is missing, expected a non-empty text");
  }

  @Test
  void a_message_is_one_line() {
    assertThat(refusals())
        .allSatisfy(refusal -> assertThat((String) refusal.get()[1]).doesNotContain("\n"));
  }

  @Test
  void the_events_of_a_batch_before_the_refused_one_have_been_handled() {
    WorkerScript worker = worker();
    Event first = Assignment.of("x").event("first");
    Event second = new Event.StealRequest("second", "");
    Event third = Assignment.of("y").event("third");
    assertThatThrownBy(() -> worker.machine().handle(first, second, third))
        .isInstanceOf(IllegalEventException.class);
    assertThat(worker.machine().takePending().stream().map(Lines::of)).containsExactly("execute x");
    assertThat(worker.machine().takePending()).isEmpty();
    worker.unknown("y");
  }

  @Test
  void sizes_may_be_zero_and_lists_empty() {
    worker()
        .compute("y", needs("x", 0))
        .free()
        .forget()
        .acquire()
        .removeReplicas()
        .whoHas(new Event.Location[0])
        .toldNothing();
  }

  @Test
  void a_run_that_is_cancelled_or_rescheduled_can_still_be_completed_and_secede() {
    Supplier<WorkerScript> script =
        () -> worker().compute(Assignment.of("x").run(1)).free("x").secede("x");
    script.get().threadSuccess("x").told("note compute-duration");
    script.get().threadFailure("x").toldNothing();
    script.get().threadReschedule("x").toldNothing();
    script.get().acquire(needs("x", "B")).threadFailure("x").told("gather x from B");
  }

  @Test
  void many_inputs_are_accepted_when_each_is_named_once() {
    String[] inputs = IntStream.range(0, 100).mapToObj(i -> "x" + i).toArray(String[]::new);
    WorkerScript worker = worker().send(compute("y", inputs));
    assertThat(worker.task("y").waitingFor()).containsExactly(inputs);
  }

  @Test
  void a_run_may_secede_at_once() {
    worker()
        .compute("x")
        .send(new Event.Secede("id", "x", TaskSpec.NO_RUN, 0))
        .is("x", TaskState.LONG_RUNNING);
  }
}
