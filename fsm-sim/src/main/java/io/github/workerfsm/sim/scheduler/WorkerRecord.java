package io.github.workerfsm.sim.scheduler;

import io.github.workerfsm.task.Resources;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the scheduler knows of one incarnation of a worker. Stays an object of its own after it. */
final class WorkerRecord implements SchedulerWorker {
  private final WorkerId id;
  private final int threads;
  private final Resources resources;

  /** Position in the order of joining; larger for those who joined later. */
  final int joined;

  WorkerStatus status = WorkerStatus.RUNNING;

  final Map<String, TaskRecord> processing = new TreeMap<>();
  final Map<String, TaskRecord> hasWhat = new TreeMap<>();

  /**
   * Of a closing worker: who has been asked to take a copy of what is only here; itself where
   * nobody can.
   */
  final Map<String, WorkerRecord> heirs = new TreeMap<>();

  WorkerRecord(WorkerId id, int threads, Resources resources, int joined) {
    this.id = id;
    this.threads = threads;
    this.resources = resources;
    this.joined = joined;
  }

  @Override
  public int occupied() {
    int occupied = 0;
    for (TaskRecord task : processing.values()) {
      if (!task.longRunning) {
        occupied++;
      }
    }
    return occupied;
  }

  boolean running() {
    return status == WorkerStatus.RUNNING;
  }

  boolean hasOpenSlot() {
    return running() && occupied() < threads;
  }

  /** Whether the worker may be given the task now. */
  boolean takes(TaskDefinition definition, boolean openSlotsOnly) {
    return running() && meets(definition) && (!openSlotsOnly || hasOpenSlot());
  }

  /** Whether the worker may run the task at all, busy or not. */
  boolean meets(TaskDefinition definition) {
    if (!definition.workers().isEmpty() && !definition.workers().contains(id.address())) {
      return false;
    }
    if (definition.resources().isEmpty()) {
      return true;
    }
    for (Map.Entry<String, Double> need : definition.resources().amounts().entrySet()) {
      Double amount = resources.amounts().get(need.getKey());
      if (amount == null || amount < need.getValue()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public WorkerId id() {
    return id;
  }

  @Override
  public WorkerStatus status() {
    return status;
  }

  @Override
  public int threads() {
    return threads;
  }

  @Override
  public Resources resources() {
    return resources;
  }

  @Override
  public List<String> processing() {
    return List.copyOf(processing.keySet());
  }

  @Override
  public List<String> longRunning() {
    return processing.values().stream()
        .filter(task -> task.longRunning)
        .map(TaskRecord::key)
        .toList();
  }

  @Override
  public List<String> hasWhat() {
    return List.copyOf(hasWhat.keySet());
  }

  @Override
  public String toString() {
    return id.address() + "#" + id.incarnation();
  }
}
