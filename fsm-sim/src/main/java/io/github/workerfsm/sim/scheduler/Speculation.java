package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.MEMORY;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.PROCESSING;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.WAITING;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Assignments before the inputs exist.
 *
 * <p>A task is assigned early when every input is in memory or assigned. Its worker hears of the
 * inputs that nobody holds as promised, waits for them, and does not ask. An input that is computed
 * on the same worker is there at once; of every other one the worker is told as soon as it is in
 * memory. A task whose input is no longer on its way is taken back, and waits here again.
 *
 * <p>A task that is processing and waits for an input has been assigned early; nothing else tells
 * it from others. Tasks of which there are many alike are held back instead, since they would fill
 * the workers.
 */
final class Speculation {
  private Speculation() {}

  /** Ends a stimulus: takes back what has been assigned too early, and assigns what can be. */
  static void settle(SchedulerState scheduler) {
    if (!scheduler.policies.speculation()) {
      return;
    }
    while (takeOneBack(scheduler) || assignOne(scheduler)) {
      // one at a time: each may change what can be done about the others
    }
    for (TaskRecord task : scheduler.tasks.values()) {
      task.destined = null;
      if (task.adopted != null) {
        scheduler.outbox.free(task.adopted.worker(), task.key());
        task.adopted = null;
      }
    }
  }

  private static boolean takeOneBack(SchedulerState scheduler) {
    for (TaskRecord task : scheduler.tasks.values()) {
      if (task.state() == PROCESSING && (task.recalled || !onTheirWay(task.waitingOn))) {
        scheduler.engine.recommend(task, WAITING);
        scheduler.settle();
        return true;
      }
    }
    return false;
  }

  private static boolean assignOne(SchedulerState scheduler) {
    List<TaskRecord> candidates =
        scheduler.tasks.values().stream()
            .filter(task -> task.state() == WAITING && onTheirWay(task.waitingOn))
            .filter(task -> task.adopted != null || !scheduler.isRootLike(task))
            .filter(task -> task.adopted != null || scheduler.anybodyFor(task))
            .sorted(TaskRecord.BY_URGENCY)
            .toList();
    if (candidates.isEmpty()) {
      return false;
    }
    scheduler.engine.recommend(candidates.get(0), PROCESSING);
    scheduler.settle();
    return true;
  }

  private static boolean onTheirWay(Set<TaskRecord> inputs) {
    return inputs.stream()
        .allMatch(input -> input.state() == PROCESSING || input.state() == MEMORY);
  }

  /**
   * Before a task is freed on its worker, so is what has been assigned early on the same worker
   * because of it: it may be running already, on a value of which nobody has heard yet.
   */
  static void recall(SchedulerState scheduler, TaskRecord input, WorkerRecord worker) {
    for (TaskRecord dependent : input.dependents.values()) {
      if (dependent.processingOn == worker
          && dependent.waitingOn.contains(input)
          && !dependent.recalled) {
        recall(scheduler, dependent, worker);
        dependent.recalled = true;
        scheduler.outbox.free(worker, dependent.key());
      }
    }
  }

  /** The workers that have tasks which wait for the input. */
  static Set<WorkerRecord> waitingFor(TaskRecord input) {
    if (input.dependents.isEmpty()) {
      return Set.of();
    }
    Set<WorkerRecord> workers = new LinkedHashSet<>();
    for (TaskRecord dependent : input.dependents.values()) {
      if (dependent.processingOn != null && dependent.waitingOn.contains(input)) {
        workers.add(dependent.processingOn);
      }
    }
    return workers;
  }

  /** The input is in memory: those who wait for it are told where; its holder knows. */
  static void keepPromises(
      SchedulerState scheduler, TaskRecord input, WorkerRecord holder, Set<WorkerRecord> waiting) {
    for (WorkerRecord worker : waiting) {
      if (worker != holder) {
        scheduler.announce(input, worker);
      }
    }
  }
}
