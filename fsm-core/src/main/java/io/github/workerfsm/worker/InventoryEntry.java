package io.github.workerfsm.worker;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Holder;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker knows of one key. Immutable, and valid for as long as anybody likes.
 *
 * @param key the key
 * @param state its state
 * @param role what the scheduler wanted of it here
 * @param holder what has not let go of it
 * @param spec its last assignment, whether or not that has been taken back; null when there was
 *     none, or when nothing depends on it any more
 * @param started the assignment that a thread runs; null when no thread holds it
 * @param seceded whether that thread no longer counts against the slots
 * @param dependencies keys of its inputs, in the order of linking
 * @param nbytes size of the value in bytes, announced or measured; -1 when unknown
 * @param holders addresses of the peers that are thought to hold the value, sorted
 * @param promised whether the scheduler has promised to say who holds it
 * @param comingFrom the peer of its open transfer; null when there is none
 * @param failure in words, when it has failed here; null otherwise
 * @param suspicion how often its value could not be gathered although a peer answered
 */
public record InventoryEntry(
    String key,
    TaskState state,
    Role role,
    Holder holder,
    @Nullable TaskSpec spec,
    @Nullable TaskSpec started,
    boolean seceded,
    ImmutableList<String> dependencies,
    long nbytes,
    ImmutableList<String> holders,
    boolean promised,
    @Nullable String comingFrom,
    @Nullable String failure,
    int suspicion) {

  static InventoryEntry of(TaskNode task) {
    Failure failure = task.failure();
    return new InventoryEntry(
        task.key(),
        task.state(),
        task.role(),
        task.holder(),
        task.spec(),
        task.running(),
        task.seceded(),
        ImmutableList.copyOf(task.dependencies().stream().map(Task::key).toList()),
        task.nbytes(),
        ImmutableList.sortedCopyOf(task.holders()),
        task.promised(),
        task.comingFrom(),
        failure == null ? null : failure.text(),
        task.suspicion());
  }

  /** Whether the value is here. */
  public boolean inMemory() {
    return state == TaskState.MEMORY;
  }

  /**
   * The assignment of which the worker will report the end, if nothing is said to it: that of the
   * thread that is at it, else the last one. Null when the key is not to be computed here.
   */
  public @Nullable TaskSpec assignment() {
    boolean assigned =
        switch (state) {
          case WAITING_FOR_DEPENDENCIES, READY, CONSTRAINED, EXECUTING, LONG_RUNNING -> true;
          case RESCHEDULED -> role == Role.COMPUTE;
          case NEW, FETCH, MISSING, FLIGHT, MEMORY, ERROR, CANCELLED, RELEASED, FORGOTTEN -> false;
        };
    return !assigned ? null : started != null ? started : spec;
  }

  /**
   * The same as names with texts, numbers, truth values and lists, in a fixed order, for whoever
   * writes JSON. What is null is left out, and so is the payload, which is opaque.
   */
  public ImmutableMap<String, Object> toMap() {
    ImmutableMap.Builder<String, Object> map = ImmutableMap.builder();
    map.put("key", key);
    map.put("state", state.label());
    map.put("role", role.name());
    map.put("holder", holder.name());
    put(map, "spec", spec == null ? null : toMap(spec));
    put(map, "started", started == null ? null : toMap(started));
    map.put("seceded", seceded);
    map.put("dependencies", dependencies);
    map.put("nbytes", nbytes);
    map.put("holders", holders);
    map.put("promised", promised);
    put(map, "comingFrom", comingFrom);
    put(map, "failure", failure);
    map.put("suspicion", suspicion);
    return map.buildOrThrow();
  }

  private static ImmutableMap<String, Object> toMap(TaskSpec spec) {
    ImmutableList.Builder<Double> priority = ImmutableList.builder();
    for (int i = 0; i < spec.priority().length(); i++) {
      priority.add(spec.priority().element(i));
    }
    return ImmutableMap.of(
        "run",
        spec.run(),
        "dependencies",
        List.copyOf(spec.dependencies()),
        "priority",
        priority.build(),
        "resources",
        spec.resources().amounts());
  }

  private static void put(
      ImmutableMap.Builder<String, Object> map, String name, @Nullable Object value) {
    if (value != null) {
      map.put(name, value);
    }
  }
}
