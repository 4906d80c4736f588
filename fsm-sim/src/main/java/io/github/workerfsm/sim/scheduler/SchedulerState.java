package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.ERRED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.FORGOTTEN;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.MEMORY;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.PROCESSING;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.RELEASED;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.table.Engine;
import io.github.workerfsm.task.TaskSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Everything that the rules and handlers of one scheduler work on. */
final class SchedulerState implements Books {
  /** A task with more inputs than this is not like a root of a graph. */
  private static final int ROOT_INPUTS = 4;

  final SchedulerRules rules;
  final SchedulerPolicies policies;
  final Identities identities;
  final Outbox outbox;
  final Engine<SchedulerState, SchedulerTaskState, SchedulerTaskState, TaskRecord> engine;

  final Map<String, TaskRecord> tasks = new TreeMap<>();

  /** Registered incarnations in the order of joining. */
  final Map<WorkerId, WorkerRecord> workers = new LinkedHashMap<>();

  final Map<String, StealEntry> steals = new TreeMap<>();
  final NavigableSet<TaskRecord> queued = new TreeSet<>(TaskRecord.BY_URGENCY);
  final NavigableSet<TaskRecord> noWorker = new TreeSet<>(TaskRecord.BY_URGENCY);

  /** Waiting tasks that wait for nothing: assigned before the stimulus ends. */
  final NavigableSet<TaskRecord> runnable = new TreeSet<>(TaskRecord.BY_URGENCY);

  /** Addresses of workers that have gone within this stimulus. */
  final List<String> departed = new ArrayList<>();

  int joins;

  /** How often the books have been checked. */
  int checks;

  SchedulerState(SchedulerRules rules, Identities identities) {
    this.rules = rules;
    this.policies = rules.policies();
    this.identities = identities;
    this.outbox = new Outbox(identities);
    this.engine =
        new Engine<>(
            rules.schedulerTable(),
            this,
            (subject, from, requested, row, cause) -> {},
            false,
            Long.MAX_VALUE);
  }

  /** Runs what has been recommended, within a bound that no honest stimulus reaches. */
  void settle() {
    engine.settle(1_000L + 100L * tasks.size());
  }

  // ---- waiting

  /** Notes which inputs of the task have no holder. */
  void await(TaskRecord task) {
    task.waitingOn.clear();
    for (TaskRecord input : task.inputs) {
      if (input.state() != MEMORY) {
        task.waitingOn.add(input);
      }
    }
  }

  void leaveSets(TaskRecord task) {
    leave(queued, task);
    leave(noWorker, task);
    leave(runnable, task);
  }

  /** Mostly the sets are empty, and then nothing need be compared. */
  private static void leave(NavigableSet<TaskRecord> set, TaskRecord task) {
    if (!set.isEmpty()) {
      set.remove(task);
    }
  }

  /** Releases inputs that nobody but the task needs. */
  void releaseInputs(TaskRecord task) {
    for (int i = task.inputs.size() - 1; i >= 0; i--) {
      TaskRecord input = task.inputs.get(i);
      if (!input.neededBesides(task)
          && input.state() != RELEASED
          && input.state() != ERRED
          && input.state() != FORGOTTEN) {
        engine.recommend(input, RELEASED);
      }
    }
  }

  // ---- assignment

  boolean anybodyFor(TaskRecord task) {
    return anybodyFor(task, false);
  }

  private boolean anybodyFor(TaskRecord task, boolean openSlotsOnly) {
    TaskDefinition definition = task.definition;
    if (definition != null) {
      for (WorkerRecord worker : workers.values()) {
        if (worker.takes(definition, openSlotsOnly)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The best worker for the task; null when there is none. */
  @Nullable WorkerRecord choose(TaskRecord task, boolean openSlotsOnly) {
    List<SchedulerWorker> candidates = candidates(task, openSlotsOnly);
    if (candidates.isEmpty()) {
      return null;
    }
    SchedulerWorker chosen = rules.placement().choose(this, task, candidates);
    return workers.get(chosen.id());
  }

  private List<SchedulerWorker> candidates(TaskRecord task, boolean openSlotsOnly) {
    List<SchedulerWorker> candidates = new ArrayList<>();
    TaskDefinition definition = task.definition;
    if (definition != null) {
      for (WorkerRecord worker : workers.values()) {
        if (worker.takes(definition, openSlotsOnly)) {
          candidates.add(worker);
        }
      }
    }
    return candidates;
  }

  /**
   * Whether the task is one of many alike near the roots of a graph: free to run anywhere, few
   * inputs, and a group (the part of the key before the last hyphen) of more tasks than twice the
   * threads there are.
   */
  boolean isRootLike(TaskRecord task) {
    TaskDefinition definition = task.definition;
    if (definition == null
        || !definition.workers().isEmpty()
        || !definition.resources().isEmpty()
        || task.inputs.size() > ROOT_INPUTS) {
      return false;
    }
    int hyphen = task.key().lastIndexOf('-');
    if (hyphen <= 0) {
      return false;
    }
    String group = task.key().substring(0, hyphen + 1);
    long alike =
        tasks.keySet().stream()
            .filter(key -> key.startsWith(group) && key.lastIndexOf('-') == hyphen)
            .count();
    int threads = workers.values().stream().mapToInt(WorkerRecord::threads).sum();
    return alike > 2L * threads;
  }

  /** No thread is free, or others have been held back longer. */
  boolean mustQueue(TaskRecord task) {
    return !queued.isEmpty() || !anybodyFor(task, true);
  }

  /** The thief of a task that its victim has given up, if it still takes tasks. */
  @Nullable WorkerRecord takeDestined(TaskRecord task) {
    WorkerRecord thief = task.destined;
    task.destined = null;
    boolean there = thief != null && (thief.running() || !policies.incarnations());
    return there ? thief : null;
  }

  void assign(TaskRecord task, WorkerRecord worker) {
    TaskDefinition definition = task.definition;
    if (definition == null) {
      throw new IllegalStateException(task + " has no definition, so it cannot be assigned");
    }
    freeFailures(task, worker);
    task.run = identities.run(task.key());
    task.processingOn = worker;
    task.longRunning = false;
    worker.processing.put(task.key(), task);
    TaskSpec spec =
        TaskSpec.of(task.key())
            .dependencies(task.dependencies())
            .priority(definition.priority())
            .resources(definition.resources())
            .payload(definition.function())
            .run(task.run)
            .build();
    List<Event.Input> inputs = new ArrayList<>();
    for (TaskRecord input : task.inputs) {
      inputs.add(announced(input));
      if (policies.forgetNotices() == SchedulerPolicies.ForgetNotices.ALL_TOLD) {
        input.told.add(worker);
      }
    }
    task.told.add(worker);
    outbox.send(
        current(worker),
        new Event.ComputeTask(
            identities.stimulus("compute-task"), spec, List.copyOf(inputs), false));
  }

  /** Leaves the task to the worker that has had it since before this scheduler; if there is one. */
  boolean adopt(TaskRecord task) {
    Adoption adopted = task.adopted;
    task.adopted = null;
    if (adopted == null) {
      return false;
    }
    task.run = adopted.run();
    task.processingOn = adopted.worker();
    task.longRunning = adopted.longRunning();
    adopted.worker().processing.put(task.key(), task);
    task.inputs.forEach(input -> input.told.add(adopted.worker()));
    return true;
  }

  /** Tells the worker where the value is. */
  void announce(TaskRecord task, WorkerRecord worker) {
    outbox.send(
        worker,
        new Event.RefreshWhoHas(
            identities.stimulus("refresh-who-has"),
            List.of(new Event.Location(task.key(), addresses(task)))));
  }

  Event.Input announced(TaskRecord task) {
    return task.state() == MEMORY
        ? new Event.Input(task.key(), task.nbytes, addresses(task))
        : Event.Input.promised(task.key());
  }

  List<String> addresses(TaskRecord task) {
    List<String> addresses = new ArrayList<>(task.whoHas.size());
    for (WorkerRecord holder : TaskRecord.inOrder(task.whoHas)) {
      addresses.add(holder.id().address());
    }
    return addresses;
  }

  /** Who is reached under the address of the worker: itself, or who has come after it. */
  private WorkerId current(WorkerRecord worker) {
    WorkerRecord there = byAddress(worker.id().address());
    return there == null ? worker.id() : there.id();
  }

  @Nullable WorkerRecord byAddress(String address) {
    for (WorkerRecord worker : workers.values()) {
      if (worker.id().address().equals(address)) {
        return worker;
      }
    }
    return null;
  }

  /** Ends an assignment; the worker is told unless it knows or is gone. Steals of it are off. */
  void takeBack(TaskRecord task, boolean workerKnows) {
    WorkerRecord worker = task.processingOn;
    steals.remove(task.key());
    if (worker == null) {
      return;
    }
    worker.processing.remove(task.key());
    task.processingOn = null;
    task.longRunning = false;
    if (!workerKnows && !task.recalled && workers.get(worker.id()) == worker) {
      Speculation.recall(this, task, worker);
      outbox.free(worker, task.key());
    }
    task.recalled = false;
  }

  // ---- copies

  void addHolder(TaskRecord task, WorkerRecord worker) {
    task.whoHas.add(worker);
    task.told.add(worker);
    worker.hasWhat.put(task.key(), task);
  }

  void removeHolder(TaskRecord task, WorkerRecord worker) {
    task.whoHas.remove(worker);
    worker.hasWhat.remove(task.key());
  }

  /** Tells those who keep a failure of the task to let go of it. */
  void freeFailures(TaskRecord task, @Nullable WorkerRecord except) {
    for (WorkerRecord worker : TaskRecord.inOrder(task.erredOn)) {
      if (worker != except) {
        outbox.free(worker, task.key());
      }
    }
    task.erredOn.clear();
  }

  // ---- the end

  void forgetIfLoose(TaskRecord task) {
    if (!task.wanted && task.dependents.isEmpty()) {
      engine.recommend(task, FORGOTTEN);
    }
  }

  void forget(TaskRecord task) {
    for (WorkerRecord worker : TaskRecord.inOrder(task.told)) {
      if (workers.get(worker.id()) == worker) {
        outbox.forget(worker, task.key());
      }
    }
    task.told.clear();
    tasks.remove(task.key());
  }

  // ---- what outsiders see

  /** The registered incarnation; null when it is not, or no longer, registered. */
  @Nullable WorkerRecord registered(WorkerId id) {
    WorkerRecord worker = workers.get(id);
    return worker == null && !policies.incarnations() ? byAddress(id.address()) : worker;
  }

  boolean processes(WorkerRecord worker, TaskRecord task) {
    return task.state() == PROCESSING && task.processingOn == worker;
  }

  @Override
  public @Nullable TaskRecord task(String key) {
    return tasks.get(key);
  }

  @Override
  public List<String> keys() {
    return List.copyOf(tasks.keySet());
  }

  @Override
  public List<SchedulerTask> tasks() {
    return List.copyOf(tasks.values());
  }

  @Override
  public @Nullable SchedulerWorker worker(WorkerId id) {
    return workers.get(id);
  }

  @Override
  public List<SchedulerWorker> workers() {
    return List.copyOf(workers.values());
  }

  @Override
  public List<StealEntry> steals() {
    return List.copyOf(steals.values());
  }

  @Override
  public List<String> queue() {
    return queued.stream().map(TaskRecord::key).toList();
  }

  @Override
  public List<String> unrunnable() {
    return noWorker.stream().map(TaskRecord::key).toList();
  }
}
