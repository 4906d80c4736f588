package io.github.workerfsm.sim.mutation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is around a lone worker: threads and peers with what they have been asked to do, and a
 * scheduler that may say anything at any time, except that it does not take the inputs of a run
 * away without taking the run back as well, and that no two tasks need each other. Makes events of
 * stimuli; one that makes no sense now makes none.
 */
final class Surroundings {
  static final ImmutableList<String> KEYS = ImmutableList.of("x", "y", "z", "w");
  static final ImmutableList<String> PEERS = ImmutableList.of("tcp://A:2", "tcp://B:3");
  static final String RESOURCE = "R";

  /** Added to the number of a run: one that nobody has been told to start. */
  private static final long STALE = 1_000_000;

  private static final String TYPE = "str";

  private final WorkerStateMachine machine;

  /** Key to run of what threads do. */
  final Map<String, Long> runs = new LinkedHashMap<>();

  /** Peer to request of what transfers do. */
  final Map<String, Instruction.GatherDep> transfers = new LinkedHashMap<>();

  /** Peers that are to be tried again. */
  final Set<String> busy = new LinkedHashSet<>();

  /** Keys of which the scheduler thinks that their value is here. */
  final Set<String> held = new LinkedHashSet<>();

  /** Keys that the scheduler has assigned, and of which it has not heard the end. */
  final Set<String> assigned = new LinkedHashSet<>();

  /** Keys that were wanted here as inputs or copies: an assignment of them may turn into that. */
  final Set<String> named = new LinkedHashSet<>();

  /** Keys that the scheduler has asked to be copied here. */
  final Set<String> acquired = new LinkedHashSet<>();

  /** Keys that the scheduler has told to forget, and not named since: it does so once. */
  final Set<String> forgotten = new LinkedHashSet<>();

  /** Keys that have been run here: what is wanted of a run goes on to be wanted when it fails. */
  final Set<String> ran = new LinkedHashSet<>();

  /** Keys whose run has left the slots. */
  final Set<String> seceded = new LinkedHashSet<>();

  /** Keys that a client places here with the event under way, and that are not known here. */
  final Set<String> fresh = new LinkedHashSet<>();

  private long nextRun = 1;
  private int stimuli;

  Surroundings(WorkerStateMachine machine) {
    this.machine = machine;
  }

  /** The event that the stimulus stands for now; null when there is none. */
  @Nullable Event event(Stimulus step) {
    String id = nextId();
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
      case UPDATE_DATA -> new Event.UpdateData(id, data(keys(step.mask()), step), step.bit(6));
      case PAUSE -> new Event.Pause(id);
      case UNPAUSE -> new Event.Unpause(id);
      case EXECUTE_SUCCESS, EXECUTE_FAILURE, RESCHEDULE, SECEDE -> run(id, step);
      case GATHER_SUCCESS, GATHER_BUSY, GATHER_NETWORK_FAILURE, GATHER_FAILURE ->
          transfer(id, step);
      case RETRY_BUSY_WORKER -> new Event.RetryBusyWorker(id, peer(step));
      case FIND_MISSING -> new Event.FindMissing(id);
    };
  }

  /** Keys that are held by the run, or by the transfer, whose end the event tells. */
  List<String> heldBy(Event event) {
    if (event instanceof Event.ExecuteFailure failure) {
      return List.of(failure.key());
    } else if (event instanceof Event.Reschedule reschedule) {
      return List.of(reschedule.key());
    } else if (event instanceof Event.GatherSuccess success) {
      return asked(success.worker());
    } else if (event instanceof Event.GatherBusy busyPeer) {
      return asked(busyPeer.worker());
    } else if (event instanceof Event.GatherNetworkFailure failure) {
      return asked(failure.worker());
    } else if (event instanceof Event.GatherFailure failure) {
      return asked(failure.worker());
    }
    return List.of();
  }

  private List<String> asked(String peer) {
    Instruction.GatherDep asked = transfers.get(peer);
    return asked == null ? List.of() : asked.toGather();
  }

  /** Why the machine has to refuse the event, which is one that cannot be; null if it can. */
  @Nullable String impossible(Event event) {
    if (event instanceof Event.ExecuteSuccess success) {
      return otherRun(success.key(), success.run());
    } else if (event instanceof Event.ExecuteFailure failure) {
      return otherRun(failure.key(), failure.run());
    } else if (event instanceof Event.Reschedule reschedule) {
      return otherRun(reschedule.key(), reschedule.run());
    } else if (event instanceof Event.GatherSuccess gather) {
      return otherSize(gather.worker(), gather.totalNbytes());
    } else if (event instanceof Event.GatherBusy busyPeer) {
      return otherSize(busyPeer.worker(), busyPeer.totalNbytes());
    } else if (event instanceof Event.GatherNetworkFailure failure) {
      return otherSize(failure.worker(), failure.totalNbytes());
    } else if (event instanceof Event.GatherFailure failure) {
      return otherSize(failure.worker(), failure.totalNbytes());
    }
    return null;
  }

  private @Nullable String otherRun(String key, long run) {
    return Objects.equals(runs.get(key), run) ? null : "S9";
  }

  private @Nullable String otherSize(String peer, long nbytes) {
    Instruction.GatherDep asked = transfers.get(peer);
    return asked != null && asked.totalNbytes() == nbytes ? null : "S8";
  }

  /** Whether no thread has taken the task yet, so that it can be given up at once. */
  boolean waitsForThread(String key) {
    Task task = machine.task(key);
    return task != null
        && switch (task.state()) {
          case WAITING_FOR_DEPENDENCIES, READY, CONSTRAINED -> true;
          default -> false;
        };
  }

  /** A client places the value of a key: unless something holds the task, that is its end. */
  void placed(String key) {
    Task task = machine.task(key);
    if (task == null || task.holder() == Holder.NONE) {
      assigned.remove(key);
    }
  }

  /** Whether the key is to be computed here: a copy of such a one is not to be had elsewhere. */
  boolean toCompute(String key) {
    Task task = machine.task(key);
    return task != null && task.role() == Role.COMPUTE;
  }

  boolean isNew(String key) {
    return machine.task(key) == null;
  }

  /** Whether a task here has the key as an input. */
  boolean isInput(String key) {
    Task task = machine.task(key);
    return task != null && !task.dependents().isEmpty();
  }

  String nextId() {
    return "s" + stimuli++;
  }

  private Event compute(String id, Stimulus step) {
    int index = Math.floorMod(step.which(), KEYS.size());
    String key = KEYS.get(index);
    List<String> inputs = keys(step.mask() & (1 << index) - 1);
    TaskSpec.Builder spec =
        TaskSpec.of(key)
            .dependencies(inputs)
            .run(nextRun++)
            .priority(Priority.of(step.bits(8, 1), 0, step.bits(9, 2)));
    if (step.bit(11) && step.bit(12)) {
      spec.resources(Resources.of(Map.of(RESOURCE, 1)));
    }
    return new Event.ComputeTask(id, spec.build(), inputs(inputs, step), false);
  }

  /** An assignment that needs what the worker does not have: it waits for that. */
  Event unknownNeed() {
    TaskSpec spec =
        TaskSpec.of(KEYS.get(0))
            .run(nextRun++)
            .priority(Priority.of(0))
            .resources(Resources.of(Map.of("unknown " + RESOURCE, 1)))
            .build();
    return new Event.ComputeTask(nextId(), spec, List.of(), false);
  }

  private @Nullable Event cancel(String id, String key) {
    Task task = machine.task(key);
    boolean isInput = task != null && !task.dependents().isEmpty();
    return isInput ? null : new Event.CancelCompute(id, key);
  }

  private @Nullable Event run(String id, Stimulus step) {
    if (runs.isEmpty()) {
      return null;
    }
    String key = nth(runs.keySet(), step.which());
    boolean stale = step.bits(4, 4) == 0 && step.kind() != EventKind.SECEDE;
    long run = runs.getOrDefault(key, TaskSpec.NO_RUN) + (stale ? STALE : 0);
    return switch (step.kind()) {
      case EXECUTE_SUCCESS -> new Event.ExecuteSuccess(id, key, run, value(key, step.bits(1, 3)));
      case EXECUTE_FAILURE -> new Event.ExecuteFailure(id, key, run, Failure.of("failure"));
      case RESCHEDULE -> new Event.Reschedule(id, key, run);
      default -> new Event.Secede(id, key, run, 1);
    };
  }

  private @Nullable Event transfer(String id, Stimulus step) {
    if (transfers.isEmpty()) {
      return null;
    }
    String peer = nth(transfers.keySet(), step.which());
    Instruction.GatherDep asked = transfers.get(peer);
    if (asked == null) {
      return null;
    }
    long nbytes = asked.totalNbytes() + (step.bits(4, 4) == 0 ? 1 : 0);
    return switch (step.kind()) {
      case GATHER_SUCCESS -> {
        List<String> brought = new ArrayList<>();
        for (int i = 0; i < asked.toGather().size(); i++) {
          if (step.bit(2) || (step.mask() >>> i & 1) != 0) {
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

  /** A success of everything that is under way. */
  List<Event> completions() {
    List<Event> completions = new ArrayList<>();
    runs.forEach(
        (key, run) -> completions.add(new Event.ExecuteSuccess(nextId(), key, run, value(key, 1))));
    transfers.forEach(
        (peer, asked) -> {
          ImmutableMap.Builder<String, Value> data = ImmutableMap.builder();
          asked.toGather().forEach(key -> data.put(key, value(key, 1)));
          completions.add(
              new Event.GatherSuccess(nextId(), peer, asked.totalNbytes(), data.buildOrThrow()));
        });
    return completions;
  }

  /** All busy peers may be asked again. */
  List<Event> retries() {
    List<Event> retries = new ArrayList<>();
    busy.forEach(peer -> retries.add(new Event.RetryBusyWorker(nextId(), peer)));
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
        answers.add(new Event.RefreshWhoHas(nextId(), locations));
      }
    }
    return answers;
  }

  private static String key(Stimulus step) {
    return KEYS.get(Math.floorMod(step.which(), KEYS.size()));
  }

  private static String peer(Stimulus step) {
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

  private static List<Event.Input> inputs(List<String> keys, Stimulus step) {
    List<Event.Input> inputs = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      inputs.add(new Event.Input(keys.get(i), 1, holders(step.detail() >>> i)));
    }
    return inputs;
  }

  private static List<Event.Location> locations(Stimulus step) {
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

  private static ImmutableMap<String, Value> data(List<String> keys, Stimulus step) {
    ImmutableMap.Builder<String, Value> data = ImmutableMap.builder();
    for (String key : keys) {
      data.put(key, value(key, step.bits(1, 3)));
    }
    return data.buildOrThrow();
  }

  private static Value value(String key, int nbytes) {
    return new Value("value of " + key, nbytes, TYPE);
  }
}
