package io.github.workerfsm.property;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The surroundings of the machine in a walk: what threads and peers have been asked to do and have
 * not done, and what the scheduler has been told. Makes events of steps; a step that makes no sense
 * now makes none.
 *
 * <p>The scheduler may say anything at any time, except that it does not take away the inputs of a
 * run without taking the run back as well, and that no two tasks need each other.
 */
final class World {
  static final String OWN = "tcp://host-1:1";
  static final String RESOURCE = "R";
  static final List<String> PEERS = List.of("tcp://host-1:2", "tcp://host-2:1", "tcp://host-3:1");
  static final List<String> KEYS = List.of("a", "b", "c", "d", "e", "f");

  private final WorkerStateMachine machine;
  private final List<RuleOverride> rules;

  /** Key to run of what threads do. */
  final Map<String, Long> runs = new LinkedHashMap<>();

  /** Peer to request of what transfers do. */
  final Map<String, Instruction.GatherDep> transfers = new LinkedHashMap<>();

  /** Peers that are to be tried again. */
  final Set<String> busy = new LinkedHashSet<>();

  /** Keys of which the scheduler thinks that their value is here. */
  final Set<String> held = new LinkedHashSet<>();

  private long nextRun;
  private int stimuli;

  World(WorkerStateMachine machine) {
    this.machine = machine;
    this.rules = machine.rules().overrides();
  }

  /** The event that the step stands for now; null when there is none. */
  @Nullable Event event(Step step) {
    String id = step.kind().label() + "-" + stimuli++;
    return switch (step.kind()) {
      case COMPUTE_TASK -> compute(id, step);
      case FREE_KEYS -> new Event.FreeKeys(id, withRunsOn(keys(step.mask())));
      case FORGET_KEYS -> new Event.ForgetKeys(id, withRunsOn(keys(step.mask())));
      case ACQUIRE_REPLICAS -> new Event.AcquireReplicas(id, inputs(keys(step.mask()), step));
      case REMOVE_REPLICAS -> new Event.RemoveReplicas(id, keys(step.mask()));
      case STEAL_REQUEST -> new Event.StealRequest(id, key(step));
      case CANCEL_COMPUTE -> cancel(id, key(step));
      case REFRESH_WHO_HAS -> new Event.RefreshWhoHas(id, locations(step));
      case REMOVE_WORKER -> new Event.RemoveWorker(id, peer(step));
      case UPDATE_DATA -> scatter(id, step);
      case PAUSE -> new Event.Pause(id);
      case UNPAUSE -> new Event.Unpause(id);
      case EXECUTE_SUCCESS, EXECUTE_FAILURE, RESCHEDULE, SECEDE -> run(id, step);
      case GATHER_SUCCESS, GATHER_BUSY, GATHER_NETWORK_FAILURE, GATHER_FAILURE ->
          transfer(id, step);
      case RETRY_BUSY_WORKER -> new Event.RetryBusyWorker(id, peer(step));
      case FIND_MISSING -> new Event.FindMissing(id);
    };
  }

  private @Nullable Event compute(String id, Step step) {
    int index = Math.floorMod(step.which(), KEYS.size());
    String key = KEYS.get(index);
    List<String> inputs = keys(step.mask() & (1 << index) - 1);
    TaskSpec.Builder spec =
        TaskSpec.of(key)
            .dependencies(inputs)
            .priority(Priority.of(step.bits(8, 1), 0, step.bits(9, 2)));
    if (step.bit(11)) {
      spec.resources(Resources.of(Map.of(RESOURCE, 1)));
    }
    if (!step.bit(12)) {
      spec.run(nextRun++);
    }
    return new Event.ComputeTask(id, spec.build(), inputs(inputs, step), step.bit(13));
  }

  private @Nullable Event scatter(String id, Step step) {
    List<String> keys = keys(step.mask());
    if (rules.contains(RuleOverrides.SCATTER_ONTO_HELD) && keys.stream().anyMatch(this::isHeld)) {
      return null;
    }
    if (rules.contains(RuleOverrides.VALUES_TOGETHER) && keys.size() > 1) {
      return null;
    }
    return new Event.UpdateData(id, data(keys, step), step.bit(6));
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

  private @Nullable Event run(String id, Step step) {
    if (runs.isEmpty()) {
      return null;
    }
    String key = nth(runs.keySet(), step.which());
    long run = step.bit(0) ? TaskSpec.NO_RUN : runs.getOrDefault(key, TaskSpec.NO_RUN);
    return switch (step.kind()) {
      case EXECUTE_SUCCESS -> new Event.ExecuteSuccess(id, key, run, value(key, step.bits(1, 3)));
      case EXECUTE_FAILURE ->
          new Event.ExecuteFailure(id, key, run, Failure.of("failure of " + key));
      case RESCHEDULE -> new Event.Reschedule(id, key, run);
      default -> new Event.Secede(id, key, run, 1.0);
    };
  }

  private @Nullable Event transfer(String id, Step step) {
    if (transfers.isEmpty()) {
      return null;
    }
    String peer = nth(transfers.keySet(), step.which());
    Instruction.GatherDep asked = transfers.get(peer);
    long nbytes = asked.totalNbytes();
    return switch (step.kind()) {
      case GATHER_SUCCESS -> {
        List<String> brought = new ArrayList<>();
        for (int i = 0; i < asked.toGather().size(); i++) {
          if ((step.mask() >>> i & 1) != 0) {
            brought.add(asked.toGather().get(i));
          }
        }
        yield new Event.GatherSuccess(id, peer, nbytes, data(brought, step));
      }
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
      if (task != null) {
        for (Task dependent : task.dependents()) {
          boolean runs =
              dependent.state() == TaskState.EXECUTING
                  || dependent.state() == TaskState.LONG_RUNNING;
          if (runs && all.add(dependent.key())) {
            open.add(dependent.key());
          }
        }
      }
    }
    return new ArrayList<>(all);
  }

  /** An event of the step's kind that makes no sense, now or ever. */
  Event illegal(Step step) {
    String id = "illegal-" + step.kind().label();
    String key = key(step);
    String idle = runs.containsKey(key) ? "nobody" : key;
    String peer = peer(step);
    long wrong = transfers.containsKey(peer) ? transfers.get(peer).totalNbytes() + 1 : 0;
    return switch (step.kind()) {
      case COMPUTE_TASK ->
          new Event.ComputeTask(
              id,
              TaskSpec.of(key).dependencies(List.of(key)).build(),
              List.of(new Event.Input(key, 1, List.of(peer))),
              false);
      case FREE_KEYS -> new Event.FreeKeys(id, List.of(key, ""));
      case FORGET_KEYS -> new Event.ForgetKeys(id, List.of(key, ""));
      case ACQUIRE_REPLICAS ->
          new Event.AcquireReplicas(
              id,
              List.of(
                  new Event.Input("new", 1, List.of(peer)),
                  new Event.Input(key, -1, List.of(peer))));
      case REMOVE_REPLICAS -> new Event.RemoveReplicas(id, List.of(key, ""));
      case STEAL_REQUEST -> new Event.StealRequest(id, "");
      case CANCEL_COMPUTE -> new Event.CancelCompute(id, "");
      case REFRESH_WHO_HAS ->
          new Event.RefreshWhoHas(
              id,
              List.of(new Event.Location(key, List.of()), new Event.Location("", List.of(peer))));
      case REMOVE_WORKER -> new Event.RemoveWorker(id, "");
      case UPDATE_DATA ->
          new Event.UpdateData(id, data(List.of(key, "new", ""), step), step.bit(6));
      case PAUSE -> new Event.Pause("");
      case UNPAUSE -> new Event.Unpause("");
      case EXECUTE_SUCCESS -> new Event.ExecuteSuccess(id, idle, TaskSpec.NO_RUN, value(idle, 1));
      case EXECUTE_FAILURE ->
          new Event.ExecuteFailure(id, idle, TaskSpec.NO_RUN, Failure.of("failure"));
      case RESCHEDULE -> new Event.Reschedule(id, idle, TaskSpec.NO_RUN);
      case SECEDE -> new Event.Secede(id, key, TaskSpec.NO_RUN, Double.NaN);
      case GATHER_SUCCESS -> new Event.GatherSuccess(id, peer, wrong, data(List.of(key), step));
      case GATHER_BUSY -> new Event.GatherBusy(id, peer, wrong);
      case GATHER_NETWORK_FAILURE -> new Event.GatherNetworkFailure(id, peer, wrong);
      case GATHER_FAILURE -> new Event.GatherFailure(id, peer, wrong, Failure.of("unreadable"));
      case RETRY_BUSY_WORKER -> new Event.RetryBusyWorker(id, "");
      case FIND_MISSING -> new Event.FindMissing("");
    };
  }

  /** Whether no run and no transfer is under way. */
  boolean quiet() {
    return runs.isEmpty() && transfers.isEmpty();
  }

  /** A success of everything that is under way. */
  List<Event> completions() {
    List<Event> completions = new ArrayList<>();
    runs.forEach(
        (key, run) ->
            completions.add(
                new Event.ExecuteSuccess("complete-" + stimuli++, key, run, value(key, 1))));
    transfers.forEach(
        (peer, asked) ->
            completions.add(
                new Event.GatherSuccess(
                    "complete-" + stimuli++,
                    peer,
                    asked.totalNbytes(),
                    data(asked.toGather(), new Step(EventKind.GATHER_SUCCESS, 0, 0, 0)))));
    return completions;
  }

  /** All busy peers may be asked again. */
  List<Event> retries() {
    List<Event> retries = new ArrayList<>();
    busy.forEach(peer -> retries.add(new Event.RetryBusyWorker("retry-" + stimuli++, peer)));
    return retries;
  }

  /** A holder for every key that the machine asks about. */
  List<Event> answers(List<Instruction> questions) {
    List<Event> answers = new ArrayList<>();
    for (Instruction question : questions) {
      if (question instanceof Instruction.RequestRefreshWhoHas request) {
        List<Event.Location> locations = new ArrayList<>();
        for (String key : request.keys()) {
          locations.add(new Event.Location(key, List.of(PEERS.get(0))));
        }
        answers.add(new Event.RefreshWhoHas("answer-" + stimuli++, locations));
      }
    }
    return answers;
  }

  /** Notes what the scheduler does by sending the event. */
  void said(Event event) {
    if (event instanceof Event.FreeKeys free) {
      held.removeAll(free.keys());
    } else if (event instanceof Event.ForgetKeys forget) {
      held.removeAll(forget.keys());
    } else if (event instanceof Event.RemoveReplicas remove) {
      held.removeAll(remove.keys());
    } else if (event instanceof Event.UpdateData update) {
      held.addAll(update.data().keySet());
    } else if (event instanceof Event.ExecuteSuccess success) {
      runs.remove(success.key());
    } else if (event instanceof Event.ExecuteFailure failure) {
      runs.remove(failure.key());
    } else if (event instanceof Event.Reschedule reschedule) {
      runs.remove(reschedule.key());
    } else if (event instanceof Event.GatherSuccess success) {
      transfers.remove(success.worker());
    } else if (event instanceof Event.GatherBusy answer) {
      transfers.remove(answer.worker());
    } else if (event instanceof Event.GatherNetworkFailure failure) {
      transfers.remove(failure.worker());
    } else if (event instanceof Event.GatherFailure failure) {
      transfers.remove(failure.worker());
    } else if (event instanceof Event.RetryBusyWorker retry) {
      busy.remove(retry.worker());
    }
  }

  /** Notes what the machine has asked for and told. */
  void heard(List<Instruction> instructions) {
    for (Instruction instruction : instructions) {
      if (instruction instanceof Instruction.Execute execute) {
        require(machine.running(), "a paused worker starts " + execute);
        Long other = runs.put(execute.key(), execute.run());
        require(other == null, "a second run beside the first: " + execute);
      } else if (instruction instanceof Instruction.GatherDep gather) {
        require(machine.running(), "a paused worker starts " + gather);
        require(!busy.contains(gather.worker()), "a busy peer is asked: " + gather);
        Instruction.GatherDep other = transfers.put(gather.worker(), gather);
        require(other == null, "a second transfer beside the first: " + gather);
      } else if (instruction instanceof Instruction.RetryBusyWorkerLater retry) {
        busy.add(retry.worker());
      } else if (instruction instanceof Instruction.TaskFinished finished) {
        held.add(finished.key());
      } else if (instruction instanceof Instruction.AddKeys added) {
        held.addAll(added.keys());
      } else if (instruction instanceof Instruction.ReleaseWorkerData released) {
        held.remove(released.key());
      }
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  private static String key(Step step) {
    return KEYS.get(Math.floorMod(step.which(), KEYS.size()));
  }

  private static String peer(Step step) {
    return PEERS.get(Math.floorMod(step.which(), PEERS.size()));
  }

  private static String nth(Set<String> set, int number) {
    return new ArrayList<>(set).get(Math.floorMod(number, set.size()));
  }

  private static List<String> keys(int mask) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < KEYS.size(); i++) {
      if ((mask >>> i & 1) != 0) {
        keys.add(KEYS.get(i));
      }
    }
    return keys;
  }

  private static List<Event.Input> inputs(List<String> keys, Step step) {
    List<Event.Input> inputs = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      inputs.add(new Event.Input(keys.get(i), step.bits(6, 2) + i, holders(step.detail() >>> i)));
    }
    return inputs;
  }

  private static List<Event.Location> locations(Step step) {
    List<Event.Location> locations = new ArrayList<>();
    int shift = 0;
    for (String key : keys(step.mask())) {
      locations.add(new Event.Location(key, holders(step.detail() >>> shift++)));
    }
    return locations;
  }

  private static List<String> holders(int mask) {
    List<String> holders = new ArrayList<>();
    for (int i = 0; i < PEERS.size(); i++) {
      if ((mask >>> i & 1) != 0) {
        holders.add(PEERS.get(i));
      }
    }
    return holders;
  }

  private static ImmutableMap<String, Value> data(List<String> keys, Step step) {
    ImmutableMap.Builder<String, Value> data = ImmutableMap.builder();
    for (String key : keys) {
      data.put(key, value(key, step.bits(1, 3)));
    }
    return data.build();
  }

  private static Value value(String key, int nbytes) {
    return new Value("value of " + key, nbytes, "str");
  }
}
