package io.github.workerfsm.sim.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.RuleOverride;
import io.github.workerfsm.worker.RuleOverrides;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of steps, against the state in which machine and surroundings are then. A task can
 * only need tasks that stand before it in {@link #KEYS}.
 */
final class EventSource {
  static final ImmutableList<String> KEYS = ImmutableList.of("a", "b", "c", "d", "e", "f");

  private static final ImmutableList<String> ADDRESSES =
      ImmutableList.of("tcp://host-1:2", "tcp://host-2:1", "tcp://host-3:1", "tcp://host-4:1");
  private static final int MOST_PEERS = 3;

  private final WorkerStateMachine machine;
  private final WorkerSurroundings surroundings;
  private final ImmutableList<String> peers;
  private long nextRun;
  private int stimuli;

  EventSource(WorkerStateMachine machine, WorkerSurroundings surroundings) {
    this.machine = machine;
    this.surroundings = surroundings;
    this.peers =
        ADDRESSES.stream()
            .filter(peer -> !peer.equals(machine.settings().address()))
            .limit(MOST_PEERS)
            .collect(ImmutableList.toImmutableList());
  }

  /** The event that the step stands for now; null when there is none. */
  @Nullable Event event(WorkerStep step) {
    String id = nextId(step.kind().label());
    return switch (step.kind()) {
      case COMPUTE_TASK -> compute(id, step);
      case FREE_KEYS -> new Event.FreeKeys(id, withRunsOn(keys(step.mask())));
      case FORGET_KEYS -> new Event.ForgetKeys(id, withRunsOn(keys(step.mask())));
      case ACQUIRE_REPLICAS -> new Event.AcquireReplicas(id, inputs(keys(step.mask()), step));
      case REMOVE_REPLICAS -> new Event.RemoveReplicas(id, keys(step.mask()));
      case STEAL_REQUEST -> new Event.StealRequest(id, key(step));
      case CANCEL_COMPUTE -> cancel(id, key(step));
      case REFRESH_WHO_HAS -> new Event.RefreshWhoHas(id, locations(step));
      case REMOVE_WORKER -> new Event.RemoveWorker(id, nth(peers, step.which()));
      case UPDATE_DATA -> scatter(id, step);
      case PAUSE -> new Event.Pause(id);
      case UNPAUSE -> new Event.Unpause(id);
      case EXECUTE_SUCCESS, EXECUTE_FAILURE, RESCHEDULE, SECEDE -> run(id, step);
      case GATHER_SUCCESS, GATHER_BUSY, GATHER_NETWORK_FAILURE, GATHER_FAILURE ->
          transfer(id, step);
      case RETRY_BUSY_WORKER -> new Event.RetryBusyWorker(id, nth(peers, step.which()));
      case FIND_MISSING -> new Event.FindMissing(id);
    };
  }

  /** The run ends well. */
  Event success(String key, long run) {
    return new Event.ExecuteSuccess(nextId("complete"), key, run, value(key, 1));
  }

  /** The transfer brings everything. */
  Event success(Instruction.GatherDep asked) {
    ImmutableMap.Builder<String, Value> data = ImmutableMap.builder();
    asked.toGather().forEach(key -> data.put(key, value(key, 1)));
    return new Event.GatherSuccess(
        nextId("complete"), asked.worker(), asked.totalNbytes(), data.buildOrThrow());
  }

  /** The peer may be asked again. */
  Event retry(String peer) {
    return new Event.RetryBusyWorker(nextId("retry"), peer);
  }

  /** All of the keys are with the first peer. */
  Event holders(List<String> keys) {
    List<String> first = peers.subList(0, 1);
    return new Event.RefreshWhoHas(
        nextId("answer"), keys.stream().map(key -> new Event.Location(key, first)).toList());
  }

  private String nextId(String kind) {
    return kind + "-" + stimuli++;
  }

  private Event compute(String id, WorkerStep step) {
    int index = Math.floorMod(step.which(), KEYS.size());
    List<String> inputs = keys(step.mask() & (1 << index) - 1);
    TaskSpec.Builder spec =
        TaskSpec.of(KEYS.get(index))
            .dependencies(inputs)
            .priority(Priority.of(step.bits(8, 1), 0, step.bits(9, 2)));
    if (step.bit(11)) {
      spec.resources(need());
    }
    if (!step.bit(12)) {
      spec.run(nextRun++);
    }
    return new Event.ComputeTask(id, spec.build(), inputs(inputs, step), step.bit(13));
  }

  /** One of the first resource that the worker has, or all of it if that is less. */
  private Resources need() {
    for (Map.Entry<String, Double> total :
        machine.settings().totalResources().amounts().entrySet()) {
      return Resources.of(Map.of(total.getKey(), Math.min(1, total.getValue())));
    }
    return Resources.NONE;
  }

  /** Some rules of the past lose values that are placed; nobody walks there. */
  private @Nullable Event scatter(String id, WorkerStep step) {
    List<RuleOverride> rules = machine.rules().overrides();
    List<String> keys = keys(step.mask());
    boolean lost =
        rules.contains(RuleOverrides.SCATTER_ONTO_HELD) && keys.stream().anyMatch(this::isHeld)
            || rules.contains(RuleOverrides.VALUES_TOGETHER) && keys.size() > 1;
    return lost ? null : new Event.UpdateData(id, data(keys, step), step.bit(6));
  }

  private boolean isHeld(String key) {
    Task task = machine.task(key);
    return task != null && task.holder() != Holder.NONE;
  }

  private @Nullable Event cancel(String id, String key) {
    Task task = machine.task(key);
    boolean isInput = task != null && !task.dependents().isEmpty();
    return isInput ? null : new Event.CancelCompute(id, key);
  }

  private @Nullable Event run(String id, WorkerStep step) {
    ImmutableMap<String, Long> runs = surroundings.runs();
    if (runs.isEmpty()) {
      return null;
    }
    String key = nth(runs.keySet().asList(), step.which());
    long run = step.bit(0) ? TaskSpec.NO_RUN : runs.getOrDefault(key, TaskSpec.NO_RUN);
    return switch (step.kind()) {
      case EXECUTE_SUCCESS -> new Event.ExecuteSuccess(id, key, run, value(key, step.bits(1, 3)));
      case EXECUTE_FAILURE ->
          new Event.ExecuteFailure(id, key, run, Failure.of("failure of " + key));
      case RESCHEDULE -> new Event.Reschedule(id, key, run);
      default -> new Event.Secede(id, key, run, 1.0);
    };
  }

  private @Nullable Event transfer(String id, WorkerStep step) {
    ImmutableList<Instruction.GatherDep> open = surroundings.transfers().values().asList();
    if (open.isEmpty()) {
      return null;
    }
    Instruction.GatherDep asked = nth(open, step.which());
    String peer = asked.worker();
    long nbytes = asked.totalNbytes();
    return switch (step.kind()) {
      case GATHER_SUCCESS ->
          new Event.GatherSuccess(
              id, peer, nbytes, data(selected(asked.toGather(), step.mask()), step));
      case GATHER_BUSY -> new Event.GatherBusy(id, peer, nbytes);
      case GATHER_NETWORK_FAILURE -> new Event.GatherNetworkFailure(id, peer, nbytes);
      default -> new Event.GatherFailure(id, peer, nbytes, Failure.of("unreadable"));
    };
  }

  /** The keys, and every running task that has one of them as an input: runs read their inputs. */
  private List<String> withRunsOn(List<String> keys) {
    Set<String> all = new LinkedHashSet<>(keys);
    List<String> open = new ArrayList<>(keys);
    for (int i = 0; i < open.size(); i++) {
      Task task = machine.task(open.get(i));
      for (Task dependent : task == null ? List.<Task>of() : task.dependents()) {
        if (isRunning(dependent) && all.add(dependent.key())) {
          open.add(dependent.key());
        }
      }
    }
    return new ArrayList<>(all);
  }

  private static boolean isRunning(Task task) {
    return task.state() == TaskState.EXECUTING || task.state() == TaskState.LONG_RUNNING;
  }

  private List<Event.Input> inputs(List<String> keys, WorkerStep step) {
    List<Event.Input> inputs = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      List<String> holders = selected(peers, step.detail() >>> i);
      inputs.add(new Event.Input(keys.get(i), step.bits(6, 2) + i, holders));
    }
    return inputs;
  }

  private List<Event.Location> locations(WorkerStep step) {
    List<Event.Location> locations = new ArrayList<>();
    int shift = 0;
    for (String key : keys(step.mask())) {
      locations.add(new Event.Location(key, selected(peers, step.detail() >>> shift++)));
    }
    return locations;
  }

  private static String key(WorkerStep step) {
    return nth(KEYS, step.which());
  }

  private static List<String> keys(int mask) {
    return selected(KEYS, mask);
  }

  private static <E> E nth(List<E> all, int number) {
    return all.get(Math.floorMod(number, all.size()));
  }

  private static List<String> selected(List<String> all, int mask) {
    List<String> selected = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if ((mask >>> i & 1) != 0) {
        selected.add(all.get(i));
      }
    }
    return selected;
  }

  private static ImmutableMap<String, Value> data(List<String> keys, WorkerStep step) {
    ImmutableMap.Builder<String, Value> data = ImmutableMap.builder();
    keys.forEach(key -> data.put(key, value(key, step.bits(1, 3))));
    return data.buildOrThrow();
  }

  private static Value value(String key, int nbytes) {
    return new Value("value of " + key, nbytes, "str");
  }
}
