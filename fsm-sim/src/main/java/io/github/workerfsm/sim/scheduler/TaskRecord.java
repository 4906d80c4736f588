package io.github.workerfsm.sim.scheduler;

import io.github.workerfsm.table.Subject;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.TaskSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the scheduler knows of one task. Only rules and handlers change it. */
final class TaskRecord extends Subject<SchedulerTaskState> implements SchedulerTask {
  /** More urgent first, then by key. */
  static final Comparator<TaskRecord> BY_URGENCY =
      (a, b) -> {
        int byPriority = a.priority().compareTo(b.priority());
        return byPriority != 0 ? byPriority : a.key.compareTo(b.key);
      };

  /** Of a task without a definition, which is never assigned. */
  private static final Priority NO_PRIORITY = Priority.of(0);

  private static final Comparator<WorkerRecord> BY_JOINING =
      Comparator.comparingInt(worker -> worker.joined);

  private final String key;

  @Nullable TaskDefinition definition;
  boolean wanted;
  final List<TaskRecord> inputs = new ArrayList<>();
  final Map<String, TaskRecord> dependents = new TreeMap<>();
  final Set<TaskRecord> waitingOn = new LinkedHashSet<>();
  @Nullable WorkerRecord processingOn;
  boolean longRunning;
  final Set<WorkerRecord> whoHas = new LinkedHashSet<>();
  long run = TaskSpec.NO_RUN;
  int retriesLeft;
  int suspicious;
  final Set<WorkerRecord> erredOn = new LinkedHashSet<>();
  @Nullable String failure;
  @Nullable String blamedOn;
  long nbytes;

  /** Who has been told of the key and has not been told that it is forgotten. */
  final Set<WorkerRecord> told = new LinkedHashSet<>();

  /**
   * Whether its assignment has been repeated because of a report of another run. A second such
   * report is looked into, see {@link StealHandlers#inquire}.
   */
  boolean repeated;

  /** The thief to which the task goes within this stimulus. */
  @Nullable WorkerRecord destined;

  /** What a worker has been doing about it, to be left to it within this stimulus. */
  @Nullable Adoption adopted;

  /** Assigned early, and freed within this stimulus because an input on the same worker was. */
  boolean recalled;

  /** The last check of the books that found it in the table. */
  int known;

  TaskRecord(String key) {
    super(SchedulerTaskState.RELEASED);
    this.key = key;
  }

  void restore(SchedulerTaskState stored) {
    restoreState(stored);
  }

  Priority priority() {
    return definition == null ? NO_PRIORITY : definition.priority();
  }

  /** Whether a client wants it, or a task other than {@code except} still has to read it. */
  boolean neededBesides(@Nullable TaskRecord except) {
    if (wanted) {
      return true;
    }
    for (TaskRecord dependent : dependents.values()) {
      if (dependent != except && dependent.state().needsInputs()) {
        return true;
      }
    }
    return false;
  }

  boolean needed() {
    return neededBesides(null);
  }

  boolean hasFailedInput() {
    return failedInput() != null;
  }

  @Nullable TaskRecord failedInput() {
    for (TaskRecord input : inputs) {
      if (input.state() == SchedulerTaskState.ERRED) {
        return input;
      }
    }
    return null;
  }

  /** The dependents, most urgent first. */
  List<TaskRecord> dependentsByUrgency() {
    if (dependents.isEmpty()) {
      return List.of();
    }
    List<TaskRecord> ordered = new ArrayList<>(dependents.values());
    if (ordered.size() > 1) {
      ordered.sort(BY_URGENCY);
    }
    return ordered;
  }

  void link(TaskRecord input) {
    inputs.add(input);
    input.dependents.put(key, this);
  }

  void unlinkInputs() {
    for (TaskRecord input : inputs) {
      input.dependents.remove(key);
    }
    inputs.clear();
  }

  /** A copy: the caller may change what it walks through. */
  static List<WorkerRecord> inOrder(Collection<WorkerRecord> workers) {
    if (workers.isEmpty()) {
      return List.of();
    }
    List<WorkerRecord> ordered = new ArrayList<>(workers);
    if (ordered.size() > 1) {
      ordered.sort(BY_JOINING);
    }
    return ordered;
  }

  private static List<WorkerId> ids(Collection<WorkerRecord> workers) {
    if (workers.isEmpty()) {
      return List.of();
    }
    List<WorkerId> ids = new ArrayList<>(workers.size());
    for (WorkerRecord worker : inOrder(workers)) {
      ids.add(worker.id());
    }
    return ids;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public @Nullable TaskDefinition definition() {
    return definition;
  }

  @Override
  public boolean wanted() {
    return wanted;
  }

  @Override
  public List<String> dependencies() {
    if (inputs.isEmpty()) {
      return List.of();
    }
    List<String> keys = new ArrayList<>(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      keys.add(inputs.get(i).key);
    }
    return keys;
  }

  @Override
  public List<String> dependents() {
    return List.copyOf(dependents.keySet());
  }

  @Override
  public List<String> waitingOn() {
    return inputs.stream().filter(waitingOn::contains).map(TaskRecord::key).toList();
  }

  @Override
  public @Nullable WorkerId processingOn() {
    return processingOn == null ? null : processingOn.id();
  }

  @Override
  public boolean longRunning() {
    return longRunning;
  }

  @Override
  public List<WorkerId> whoHas() {
    return ids(whoHas);
  }

  @Override
  public long run() {
    return run;
  }

  @Override
  public int retriesLeft() {
    return retriesLeft;
  }

  @Override
  public int suspicious() {
    return suspicious;
  }

  @Override
  public List<WorkerId> erredOn() {
    return ids(erredOn);
  }

  @Override
  public @Nullable String failure() {
    return failure;
  }

  @Override
  public @Nullable String blamedOn() {
    return blamedOn;
  }

  @Override
  public long nbytes() {
    return nbytes;
  }

  @Override
  public List<WorkerId> toldTo() {
    return ids(told);
  }

  @Override
  public String toString() {
    return key;
  }
}
