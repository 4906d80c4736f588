package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.ERRED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.MEMORY;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.NO_WORKER;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.PROCESSING;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.QUEUED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.RELEASED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.WAITING;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;

/** The invariants of the books, checked between stimuli. No text is made of what is in order. */
final class SchedulerCheck {
  private final SchedulerState scheduler;
  private final List<String> findings = new ArrayList<>();
  private int inputs;
  private int dependents;

  private SchedulerCheck(SchedulerState scheduler) {
    this.scheduler = scheduler;
  }

  static List<String> findings(SchedulerState scheduler) {
    SchedulerCheck check = new SchedulerCheck(scheduler);
    scheduler.checks++;
    for (TaskRecord task : scheduler.tasks.values()) {
      task.known = scheduler.checks;
    }
    for (Map.Entry<String, TaskRecord> entry : scheduler.tasks.entrySet()) {
      check.task(entry.getKey(), entry.getValue());
    }
    if (check.inputs != check.dependents) {
      check.links();
    }
    for (WorkerRecord worker : scheduler.workers.values()) {
      check.worker(worker);
    }
    for (StealEntry steal : scheduler.steals.values()) {
      check.steal(steal);
    }
    if (!scheduler.runnable.isEmpty()) {
      check.found("scheduler", "runnable is " + scheduler.runnable, "empty");
    }
    return List.copyOf(check.findings);
  }

  private void task(String key, TaskRecord task) {
    if (!task.key().equals(key)) {
      found(task, "its key is not " + key, key);
    }
    inputs(task);
    waits(task);
    assignment(task);
    copies(task);
    sets(task);
    if ((task.state() == ERRED) != (task.failure != null)) {
      found(task, "failure is " + task.failure, "one exactly in erred");
    }
    if (!task.wanted && task.dependents.isEmpty()) {
      found(task, "nobody wants it and it has no dependents", "it is forgotten");
    }
    boolean needed = task.needed();
    if (!needed && task.state() != ERRED && task.state() != RELEASED) {
      found(task, "nobody needs it", "released");
    }
    if (needed && task.state() == RELEASED) {
      found(task, "it is needed", "under way, in memory or erred");
    }
  }

  /** Whether it is in the table: all that are have been marked, so that nothing is looked up. */
  private boolean known(TaskRecord task) {
    return task.known == scheduler.checks;
  }

  /** There are more links one way than the other. */
  private void links() {
    for (TaskRecord task : scheduler.tasks.values()) {
      for (TaskRecord input : task.inputs) {
        if (input.dependents.get(task.key()) != task) {
          found(task, "input " + input + " does not list it", "links both ways");
        }
      }
    }
  }

  private void inputs(TaskRecord task) {
    boolean early = early(task);
    inputs += task.inputs.size();
    dependents += task.dependents.size();
    for (int i = 0; i < task.inputs.size(); i++) {
      TaskRecord input = task.inputs.get(i);
      if (!known(input)) {
        found(task, "input " + input + " is not the known task", "the one in the table");
      }
      if (task.state().reliesOnInputs()
          && input.state() != MEMORY
          && !(early && input.state() == PROCESSING)) {
        found(
            task,
            "input " + input + " is " + input.state().label(),
            early ? "every input in memory or processing" : "every input in memory");
      }
    }
    for (TaskRecord dependent : task.dependents.values()) {
      if (!dependent.inputs.contains(task) || !known(dependent)) {
        found(task, "dependent " + dependent + " does not need it", "links both ways");
      }
    }
  }

  /** Whether it may have been assigned before its inputs are there. */
  private boolean early(TaskRecord task) {
    return scheduler.policies.speculation() && task.state() == PROCESSING;
  }

  private void waits(TaskRecord task) {
    int without = 0;
    boolean agrees = true;
    boolean waiting = task.state() == WAITING;
    if (waiting || early(task)) {
      for (int i = 0; i < task.inputs.size(); i++) {
        TaskRecord input = task.inputs.get(i);
        if (input.whoHas.isEmpty()) {
          without++;
          agrees &= task.waitingOn.contains(input);
          if (waiting && !input.state().needsInputs()) {
            found(
                task,
                "input " + input + " is " + input.state().label(),
                "every input that it waits for under way");
          }
        }
      }
      if (waiting && without == 0) {
        found(task, "it waits for nothing", "an input without a holder");
      }
    }
    if (!agrees || without != task.waitingOn.size()) {
      found(task, "waits for " + task.waitingOn, "the " + without + " inputs without holders");
    }
  }

  private void assignment(TaskRecord task) {
    WorkerRecord worker = task.processingOn;
    if ((task.state() == PROCESSING) != (worker != null)) {
      found(task, "assigned to " + worker, "a worker exactly in processing");
    }
    if (worker != null) {
      if (scheduler.workers.get(worker.id()) != worker) {
        found(task, "assigned to " + worker, "a registered worker");
      }
      if (worker.processing.get(task.key()) != task) {
        found(task, worker + " does not list it as processing", "both agree");
      }
    }
    if (task.longRunning && task.state() != PROCESSING) {
      found(task, "long-running", "only processing");
    }
    if (task.destined != null) {
      found(task, "destined for " + task.destined, "nobody");
    }
    if (task.recalled) {
      found(task, "recalled", "waiting again");
    }
    if (task.adopted != null) {
      found(task, "adoptable " + task.adopted, "adopted or not by now");
    }
  }

  private void copies(TaskRecord task) {
    if ((task.state() == MEMORY) == task.whoHas.isEmpty()) {
      found(task, "holders are " + task.whoHas, "holders exactly in memory");
    }
    if (!task.whoHas.isEmpty()) {
      holders(task);
    }
    if (!task.erredOn.isEmpty()) {
      for (WorkerRecord worker : task.erredOn) {
        if (scheduler.workers.get(worker.id()) != worker) {
          found(task, "erred on " + worker, "a registered worker");
        }
      }
    }
  }

  private void holders(TaskRecord task) {
    for (WorkerRecord holder : task.whoHas) {
      if (scheduler.workers.get(holder.id()) != holder || !holder.hasWhat.containsKey(task.key())) {
        found(task, "holder " + holder + " is not registered or does not list it", "both agree");
      }
    }
  }

  private void sets(TaskRecord task) {
    if (isIn(scheduler.queued, task) != (task.state() == QUEUED)) {
      found(task, "queue is " + scheduler.queued, "in the queue exactly in queued");
    }
    if (isIn(scheduler.noWorker, task) != (task.state() == NO_WORKER)) {
      found(task, "unrunnable are " + scheduler.noWorker, "among them exactly in no-worker");
    }
  }

  /** Mostly the sets are empty, and then nothing need be compared. */
  private static boolean isIn(NavigableSet<TaskRecord> set, TaskRecord task) {
    return !set.isEmpty() && set.contains(task);
  }

  private void worker(WorkerRecord worker) {
    for (Map.Entry<String, TaskRecord> entry : worker.processing.entrySet()) {
      TaskRecord task = entry.getValue();
      if (task.processingOn != worker || !known(task)) {
        found(
            "worker " + worker,
            "processing lists " + entry.getKey() + ", which is assigned to " + task.processingOn,
            "both agree");
      }
    }
    for (Map.Entry<String, TaskRecord> entry : worker.hasWhat.entrySet()) {
      TaskRecord task = entry.getValue();
      if (!task.whoHas.contains(worker) || !known(task)) {
        found(
            "worker " + worker,
            "has-what lists " + entry.getKey() + ", whose holders are " + task.whoHas,
            "both agree");
      }
    }
  }

  private void steal(StealEntry entry) {
    TaskRecord task = scheduler.tasks.get(entry.key());
    if (task == null || !entry.victim().equals(task.processingOn())) {
      found(
          "steal of " + entry.key(),
          "victim is " + entry.victim(),
          "the worker that it is processing on");
    }
  }

  private void found(TaskRecord task, String is, String expected) {
    found("task " + task.key() + " in " + task.state().label(), is, expected);
  }

  private void found(String where, String is, String expected) {
    findings.add(where + ": " + is + ", expected " + expected);
  }
}
