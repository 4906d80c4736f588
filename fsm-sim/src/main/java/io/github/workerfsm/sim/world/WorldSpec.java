package io.github.workerfsm.sim.world;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.worker.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a world consists of at the start. Immutable. Workers and keys have positions, by which
 * choices name them: workers in the order given, keys as defined, then those without a definition.
 */
public final class WorldSpec {
  /** Choices name keys by the bits of a long. */
  public static final int MOST_KEYS = 63;

  private static final int MOST_WORKERS = 63;

  private final ImmutableList<WorkerSpec> workers;
  private final ImmutableList<TaskDefinition> tasks;
  private final ImmutableList<String> keys;
  private final ImmutableListMultimap<String, String> memory;
  private final long wants;
  private final FaultBudget budget;
  private final ImmutableMap<String, String> awaits;
  private final Map<String, Integer> keyPositions = new LinkedHashMap<>();
  private final Map<String, Integer> workerPositions = new LinkedHashMap<>();
  private final ImmutableList<String> addresses;
  private final Map<String, Integer> addressPositions = new LinkedHashMap<>();

  /** A world in which no task waits for another while it runs. */
  public WorldSpec(
      List<WorkerSpec> workers,
      List<TaskDefinition> tasks,
      List<String> scattered,
      ImmutableListMultimap<String, String> memory,
      List<String> wants,
      FaultBudget budget) {
    this(workers, tasks, scattered, memory, wants, budget, ImmutableMap.of());
  }

  /**
   * A world.
   *
   * @param workers its workers
   * @param tasks its graph, inputs before those that need them
   * @param scattered keys that have no definition: a client places them
   * @param memory which keys are in memory at the start, on which workers, the first one being the
   *     one that has computed it
   * @param wants the keys that a client wants from the start
   * @param budget how often each fault may happen
   * @param awaits of tasks that submit another one while they run, and wait for its result: that
   *     one
   * @throws IllegalArgumentException for what does not fit together
   */
  public WorldSpec(
      List<WorkerSpec> workers,
      List<TaskDefinition> tasks,
      List<String> scattered,
      ImmutableListMultimap<String, String> memory,
      List<String> wants,
      FaultBudget budget,
      ImmutableMap<String, String> awaits) {
    this.workers = ImmutableList.copyOf(workers);
    this.tasks = ImmutableList.copyOf(tasks);
    this.memory = memory;
    this.budget = budget;
    this.awaits = awaits;
    List<String> all = new ArrayList<>();
    for (TaskDefinition task : tasks) {
      for (String input : task.dependencies()) {
        if (!all.contains(input) && !scattered.contains(input)) {
          throw new IllegalArgumentException(
              "task " + task.key() + " needs " + input + ", expected an earlier task");
        }
      }
      all.add(task.key());
    }
    all.addAll(scattered);
    keys = ImmutableList.copyOf(all);
    place(keys, keyPositions, MOST_KEYS, "key");
    ImmutableList.Builder<String> names = ImmutableList.builder();
    ImmutableList.Builder<String> places = ImmutableList.builder();
    for (int i = 0; i < workers.size(); i++) {
      names.add(workers.get(i).name());
      places.add("tcp://" + workers.get(i).host() + ":" + (i + 1));
    }
    addresses = places.build();
    place(names.build(), workerPositions, MOST_WORKERS, "worker");
    place(addresses, addressPositions, MOST_WORKERS, "address");
    for (Map.Entry<String, String> held : memory.entries()) {
      keyPosition(held.getKey());
      workerPosition(held.getValue());
    }
    for (Map.Entry<String, String> awaited : awaits.entrySet()) {
      keyPosition(awaited.getKey());
      keyPosition(awaited.getValue());
    }
    long mask = 0;
    for (String key : wants) {
      mask |= 1L << keyPosition(key);
    }
    this.wants = mask;
  }

  private static void place(
      List<String> names, Map<String, Integer> positions, int most, String what) {
    if (names.size() > most) {
      throw new IllegalArgumentException(
          names.size() + " of kind " + what + ", expected at most " + most);
    }
    for (String name : names) {
      if (positions.put(name, positions.size()) != null) {
        throw new IllegalArgumentException(what + " " + name + " is named twice, expected once");
      }
    }
  }

  /** The same world with another budget. */
  public WorldSpec with(FaultBudget other) {
    return new WorldSpec(
        workers,
        tasks,
        keys.subList(tasks.size(), keys.size()),
        memory,
        names(wants),
        other,
        awaits);
  }

  /** The workers, by position. */
  public ImmutableList<WorkerSpec> workers() {
    return workers;
  }

  /** The graph, inputs first. */
  public ImmutableList<TaskDefinition> tasks() {
    return tasks;
  }

  /** All keys, by position. */
  public ImmutableList<String> keys() {
    return keys;
  }

  /** The definition of a key; only for positions below the number of tasks. */
  public TaskDefinition task(int key) {
    return tasks.get(key);
  }

  /** Key to names of the workers that hold it at the start. */
  public ImmutableListMultimap<String, String> memory() {
    return memory;
  }

  /** The keys that a client wants from the start, as bits. */
  public long wants() {
    return wants;
  }

  /** How often each fault may happen. */
  public FaultBudget budget() {
    return budget;
  }

  /** The task for whose result this one waits while it runs; null when there is none. */
  public @Nullable String awaitedBy(int key) {
    return awaits.isEmpty() ? null : awaits.get(keys.get(key));
  }

  /** The address of the worker at this position. */
  public String address(int worker) {
    return addresses.get(worker);
  }

  /** What the machine of the worker at this position is told about itself. */
  public Settings settings(int worker) {
    WorkerSpec spec = workers.get(worker);
    return Settings.at(address(worker))
        .threads(spec.threads())
        .totalResources(spec.resources())
        .transferMessageBytesLimit(spec.batchBytes())
        .build();
  }

  /** The position of the worker with this address, or -1. */
  public int addressed(String address) {
    return addressPositions.getOrDefault(address, -1);
  }

  /** The name of the worker with this address; the address itself when there is none. */
  public String nameOf(String address) {
    int worker = addressed(address);
    return worker < 0 ? address : workers.get(worker).name();
  }

  /**
   * The position of the worker with this name.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  public int workerPosition(String name) {
    return position(workerPositions, name, "worker");
  }

  /**
   * The position of the key.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  public int keyPosition(String key) {
    return position(keyPositions, key, "key");
  }

  private static int position(Map<String, Integer> positions, String name, String what) {
    Integer found = positions.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "there is no "
              + what
              + " "
              + name
              + ", expected one of "
              + String.join(", ", positions.keySet()));
    }
    return found;
  }

  /** The names of the keys of which a bit is set, by position. */
  public List<String> names(long mask) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if ((mask >>> i & 1) != 0) {
        names.add(keys.get(i));
      }
    }
    return names;
  }

  /** The keys, and all that they need, as bits. */
  public long closure(long mask) {
    long all = mask;
    for (int i = tasks.size() - 1; i >= 0; i--) {
      if ((all >>> i & 1) != 0) {
        for (String input : tasks.get(i).dependencies()) {
          all |= 1L << keyPosition(input);
        }
      }
    }
    return all;
  }
}
