package io.github.workerfsm.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.check.MachineFailedException;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A worker, told line by line what happens to it:
 *
 * <pre>{@code
 * worker()
 *     .compute("y", needs("x", "B")).told("gather x from B")
 *     .gatherOk("B", "x").told("add-keys x", "execute y")
 *     .is("y", EXECUTING);
 * }</pre>
 *
 * <p>The worker is called A. Completions repeat what the instruction that they answer said. Every
 * invariant is checked after every event, and every row that is taken is noted in {@link
 * RowCoverage}.
 */
final class WorkerScript {
  private final WorkerStateMachine machine;
  private final boolean checked;
  private final Map<String, Instruction.GatherDep> transfers = new HashMap<>();
  private List<Instruction> last = List.of();
  private int stimuli;
  private String stimulus = "";

  private WorkerScript(WorkerStateMachine machine, boolean checked) {
    this.machine = machine;
    this.checked = checked;
    RowCoverage.watch(machine);
  }

  /** A worker with one thread, under the current rules. */
  static WorkerScript worker() {
    return worker(RuleSet.CURRENT);
  }

  /** A worker with one thread. */
  static WorkerScript worker(RuleSet rules) {
    return worker(rules, settings -> settings);
  }

  /** A worker under the current rules. */
  static WorkerScript worker(UnaryOperator<Settings.Builder> settings) {
    return worker(RuleSet.CURRENT, settings);
  }

  static WorkerScript worker(RuleSet rules, UnaryOperator<Settings.Builder> settings) {
    return new WorkerScript(
        new WorkerStateMachine(settings.apply(Settings.at("A")).build(), rules), true);
  }

  static WorkerScript workerWithThreads(int threads) {
    return worker(settings -> settings.threads(threads));
  }

  /** A worker with one thread for each unit of the resource. */
  static WorkerScript workerWithResource(String name, int amount) {
    return worker(
        settings -> settings.threads(2).totalResources(Resources.of(Map.of(name, amount))));
  }

  /** The same worker, for what breaks invariants: the defects of other rule sets. */
  WorkerScript unchecked() {
    return new WorkerScript(machine, false);
  }

  // ---- what the scheduler says

  static Event.Input needs(String key, String... holders) {
    return new Event.Input(key, 1, List.of(holders));
  }

  static Event.Input needs(String key, long nbytes, String... holders) {
    return new Event.Input(key, nbytes, List.of(holders));
  }

  WorkerScript compute(String key, Event.Input... inputs) {
    TaskSpec spec =
        TaskSpec.of(key)
            .dependencies(List.of(inputs).stream().map(Event.Input::key).toList())
            .priority(Priority.of(0, 0, 0))
            .build();
    return send(new Event.ComputeTask(id("compute-task"), spec, List.of(inputs), false));
  }

  WorkerScript compute(Assignment assignment) {
    return send(assignment.event(id("compute-task")));
  }

  WorkerScript free(String... keys) {
    return send(new Event.FreeKeys(id("free-keys"), List.of(keys)));
  }

  WorkerScript forget(String... keys) {
    return send(new Event.ForgetKeys(id("forget-keys"), List.of(keys)));
  }

  WorkerScript acquire(Event.Input... inputs) {
    return send(new Event.AcquireReplicas(id("acquire-replicas"), List.of(inputs)));
  }

  WorkerScript removeReplicas(String... keys) {
    return send(new Event.RemoveReplicas(id("remove-replicas"), List.of(keys)));
  }

  WorkerScript steal(String key) {
    return send(new Event.StealRequest(id("steal-request"), key));
  }

  WorkerScript cancelCompute(String key) {
    return send(new Event.CancelCompute(id("cancel-compute"), key));
  }

  WorkerScript whoHas(String key, String... holders) {
    return whoHas(new Event.Location(key, List.of(holders)));
  }

  WorkerScript whoHas(Event.Location... locations) {
    return send(new Event.RefreshWhoHas(id("refresh-who-has"), List.of(locations)));
  }

  WorkerScript peerLeft(String peer) {
    return send(new Event.RemoveWorker(id("remove-worker"), peer));
  }

  /** A client places one-byte values here, and wants the scheduler to hear of it. */
  WorkerScript scatter(String... keys) {
    return send(new Event.UpdateData(id("update-data"), values(keys), true));
  }

  /** A client places one-byte values here, of which the scheduler knows. */
  WorkerScript scatterSilently(String... keys) {
    return send(new Event.UpdateData(id("update-data"), values(keys), false));
  }

  WorkerScript pause() {
    return send(new Event.Pause(id("pause")));
  }

  WorkerScript unpause() {
    return send(new Event.Unpause(id("unpause")));
  }

  // ---- what threads do

  /** The run ends with a value of ten bytes. */
  WorkerScript threadSuccess(String key) {
    return threadSuccess(key, 10);
  }

  WorkerScript threadSuccess(String key, long nbytes) {
    Value value = new Value("value of " + key, nbytes, "int");
    return send(new Event.ExecuteSuccess(id("execute-success"), key, run(key), value));
  }

  WorkerScript threadFailure(String key) {
    Failure failure = Failure.of(key + " is broken");
    return send(new Event.ExecuteFailure(id("execute-failure"), key, run(key), failure));
  }

  WorkerScript threadReschedule(String key) {
    return send(new Event.Reschedule(id("reschedule"), key, run(key)));
  }

  WorkerScript secede(String key) {
    return send(new Event.Secede(id("secede"), key, run(key), 2.5));
  }

  // ---- what transfers do

  /** The transfer ends with one-byte values of these keys. */
  WorkerScript gatherOk(String peer, String... keys) {
    String id = id("gather-success");
    return send(new Event.GatherSuccess(id, peer, asked(peer), values(keys)));
  }

  WorkerScript gatherBusy(String peer) {
    return send(new Event.GatherBusy(id("gather-busy"), peer, asked(peer)));
  }

  WorkerScript gatherNetworkFailure(String peer) {
    String id = id("gather-network-failure");
    return send(new Event.GatherNetworkFailure(id, peer, asked(peer)));
  }

  WorkerScript gatherFailure(String peer) {
    Failure failure = Failure.of("unreadable");
    return send(new Event.GatherFailure(id("gather-failure"), peer, asked(peer), failure));
  }

  WorkerScript retryBusy(String peer) {
    return send(new Event.RetryBusyWorker(id("retry-busy-worker"), peer));
  }

  WorkerScript findMissing() {
    return send(new Event.FindMissing(id("find-missing")));
  }

  /** Any event. */
  WorkerScript send(Event event) {
    last = machine.handle(event);
    for (Instruction instruction : last) {
      if (instruction instanceof Instruction.GatherDep gather) {
        transfers.put(gather.worker(), gather);
      }
      assertThat(instruction.stimulusId()).isEqualTo(event.stimulusId());
    }
    if (checked) {
      machine.check();
    }
    return this;
  }

  /** The event is refused with this message, and changes nothing. */
  WorkerScript refuses(Event event, String message) {
    String before = Dump.of(machine);
    IllegalEventException refusal =
        catchThrowableOfType(IllegalEventException.class, () -> machine.handle(event));
    assertThat(refusal).as("refusal of %s", event).isNotNull().hasMessage(message);
    assertThat(machine.takePending()).isEmpty();
    assertThat(Dump.of(machine)).isEqualTo(before);
    return this;
  }

  /** The script goes on, and the machine stops on a defect that has this text in its message. */
  WorkerScript fails(Consumer<WorkerScript> script, String text) {
    MachineFailedException failure =
        catchThrowableOfType(MachineFailedException.class, () -> script.accept(this));
    assertThat(failure).isNotNull().hasMessageContaining(text);
    assertThat(machine.failed()).isTrue();
    return this;
  }

  // ---- what is true then

  /** The last event gave exactly these instructions, in this order; see {@link Lines}. */
  WorkerScript told(String... lines) {
    assertThat(last.stream().map(Lines::of)).containsExactly(lines);
    return this;
  }

  WorkerScript toldNothing() {
    return told();
  }

  WorkerScript is(String key, TaskState state) {
    assertThat(task(key).state()).as("state of %s", key).isEqualTo(state);
    return this;
  }

  WorkerScript is(String key, TaskState state, Role role) {
    assertThat(task(key).role()).as("role of %s", key).isEqualTo(role);
    return is(key, state);
  }

  WorkerScript unknown(String... keys) {
    for (String key : keys) {
      assertThat(machine.task(key)).as(key).isNull();
    }
    return this;
  }

  /** The last event moved the task so; a row of the table that asks for what it does not reach. */
  WorkerScript moved(String key, TaskState from, TaskState requested, TaskState landing) {
    assertThat(machine.story(stimulus))
        .as("moves of the last event")
        .anyMatch(
            line ->
                line.key().equals(key)
                    && line.from() == from
                    && line.requested() == requested
                    && line.landing() == landing
                    && line.reason() != null);
    return this;
  }

  /** The last event moved the task by way of released. */
  WorkerScript detoured(String key, TaskState from, TaskState requested) {
    assertThat(machine.story(stimulus))
        .as("moves of the last event")
        .anyMatch(
            line ->
                line.key().equals(key)
                    && line.from() == from
                    && line.requested() == requested
                    && line.reason() == null);
    return this;
  }

  WorkerScript waitsFor(String key, String... inputs) {
    assertThat(task(key).waitingFor()).as("what %s waits for", key).containsExactly(inputs);
    return this;
  }

  WorkerScript heldBy(String key, String... peers) {
    assertThat(task(key).holders()).as("holders of %s", key).containsExactly(peers);
    return this;
  }

  Task task(String key) {
    Task task = machine.task(key);
    assertThat(task).as("task %s", key).isNotNull();
    return task;
  }

  Gauges gauges() {
    return machine.gauges();
  }

  WorkerStateMachine machine() {
    return machine;
  }

  /** The instructions of the last event. */
  List<Instruction> instructions() {
    return last;
  }

  private String id(String kind) {
    stimulus = kind + "-" + ++stimuli;
    return stimulus;
  }

  private long run(String key) {
    Task task = machine.task(key);
    TaskSpec running = task == null ? null : task.running();
    return running == null ? TaskSpec.NO_RUN : running.run();
  }

  private long asked(String peer) {
    Instruction.GatherDep gather = transfers.remove(peer);
    return gather == null ? 0 : gather.totalNbytes();
  }

  private static ImmutableMap<String, Value> values(String... keys) {
    ImmutableMap.Builder<String, Value> values = ImmutableMap.builder();
    for (String key : keys) {
      values.put(key, new Value("value of " + key, 1, "int"));
    }
    return values.buildOrThrow();
  }
}
