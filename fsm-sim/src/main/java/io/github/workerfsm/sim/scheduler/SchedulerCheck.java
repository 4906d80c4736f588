package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.ERRED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.MEMORY;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.NO_WORKER;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.PROCESSING;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.QUEUED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.RELEASED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.WAITING;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The invariants of the books, checked between stimuli. */
final class SchedulerCheck {
  private final SchedulerState scheduler;
  private final List<String> findings = new ArrayList<>();

  private SchedulerCheck(SchedulerState scheduler) {
    this.scheduler = scheduler;
  }

  static List<String> findings(SchedulerState scheduler) {
    SchedulerCheck check = new SchedulerCheck(scheduler);
    scheduler.tasks.forEach(check::task);
    scheduler.workers.values().forEach(check::worker);
    scheduler.steals.values().forEach(check::steal);
    check.require(
        scheduler.runnable.isEmpty(), "scheduler", "runnable is " + scheduler.runnable, "empty");
    return List.copyOf(check.findings);
  }

  private void task(String key, TaskRecord task) {
    String where = "task " + key + " in " + task.state().label();
    require(task.key().equals(key), where, "its key is " + task.key(), key);
    inputs(where, task);
    assignment(where, task);
    copies(where, task);
    sets(where, task);
    require(
        (task.state() == ERRED) == (task.failure != null),
        where,
        "failure is " + task.failure,
        "one exactly in erred");
    boolean known = task.wanted || !task.dependents.isEmpty();
    require(known, where, "nobody wants it and it has no dependents", "it is forgotten");
    if (!task.needed() && task.state() != ERRED) {
      require(task.state() == RELEASED, where, "nobody needs it", "released");
    }
    if (task.needed() && task.state() == RELEASED) {
      require(false, where, "it is needed", "under way, in memory or erred");
    }
  }

  private void inputs(String where, TaskRecord task) {
    boolean early = scheduler.policies.speculation() && task.state() == PROCESSING;
    for (TaskRecord input : task.inputs) {
      require(
          scheduler.tasks.get(input.key()) == input,
          where,
          "input " + input + " is not the known task",
          "the one in the table");
      require(
          input.dependents.get(task.key()) == task,
          where,
          "input " + input + " does not list it",
          "links both ways");
      if (task.state().reliesOnInputs()) {
        require(
            input.state() == MEMORY || early && input.state() == PROCESSING,
            where,
            "input " + input + " is " + input.state().label(),
            early ? "every input in memory or processing" : "every input in memory");
      }
    }
    for (TaskRecord dependent : task.dependents.values()) {
      require(
          dependent.inputs.contains(task) && scheduler.tasks.get(dependent.key()) == dependent,
          where,
          "dependent " + dependent + " does not need it",
          "links both ways");
    }
    Set<TaskRecord> without = new LinkedHashSet<>();
    if (early) {
      task.inputs.stream().filter(input -> input.whoHas.isEmpty()).forEach(without::add);
    } else if (task.state() == WAITING) {
      task.inputs.stream().filter(input -> input.whoHas.isEmpty()).forEach(without::add);
      require(!without.isEmpty(), where, "it waits for nothing", "an input without a holder");
      for (TaskRecord input : without) {
        require(
            input.state().needsInputs(),
            where,
            "input " + input + " is " + input.state().label(),
            "every input that it waits for under way");
      }
    }
    require(
        task.waitingOn.equals(without),
        where,
        "waits for " + task.waitingOn,
        "the inputs without holders " + without);
  }

  private void assignment(String where, TaskRecord task) {
    WorkerRecord worker = task.processingOn;
    require(
        (task.state() == PROCESSING) == (worker != null),
        where,
        "assigned to " + worker,
        "a worker exactly in processing");
    if (worker != null) {
      require(
          scheduler.workers.get(worker.id()) == worker,
          where,
          "assigned to " + worker,
          "a registered worker");
      require(
          worker.processing.get(task.key()) == task,
          where,
          worker + " does not list it as processing",
          "both agree");
    }
    require(
        !task.longRunning || task.state() == PROCESSING, where, "long-running", "only processing");
    require(task.destined == null, where, "destined for " + task.destined, "nobody");
    require(!task.recalled, where, "recalled", "waiting again");
    require(task.adopted == null, where, "adoptable " + task.adopted, "adopted or not by now");
  }

  private void copies(String where, TaskRecord task) {
    require(
        (task.state() == MEMORY) == !task.whoHas.isEmpty(),
        where,
        "holders are " + task.whoHas,
        "holders exactly in memory");
    for (WorkerRecord holder : task.whoHas) {
      require(
          scheduler.workers.get(holder.id()) == holder && holder.hasWhat.containsKey(task.key()),
          where,
          "holder " + holder + " is not registered or does not list it",
          "both agree");
    }
    for (WorkerRecord worker : task.erredOn) {
      require(
          scheduler.workers.get(worker.id()) == worker,
          where,
          "erred on " + worker,
          "a registered worker");
    }
  }

  private void sets(String where, TaskRecord task) {
    require(
        scheduler.queued.contains(task) == (task.state() == QUEUED),
        where,
        "queue is " + scheduler.queued,
        "in the queue exactly in queued");
    require(
        scheduler.noWorker.contains(task) == (task.state() == NO_WORKER),
        where,
        "unrunnable are " + scheduler.noWorker,
        "among them exactly in no-worker");
  }

  private void worker(WorkerRecord worker) {
    String where = "worker " + worker;
    worker.processing.forEach(
        (key, task) ->
            require(
                task.processingOn == worker && scheduler.tasks.get(key) == task,
                where,
                "processing lists " + key + ", which is assigned to " + task.processingOn,
                "both agree"));
    worker.hasWhat.forEach(
        (key, task) ->
            require(
                task.whoHas.contains(worker) && scheduler.tasks.get(key) == task,
                where,
                "has-what lists " + key + ", whose holders are " + task.whoHas,
                "both agree"));
  }

  private void steal(StealEntry entry) {
    TaskRecord task = scheduler.tasks.get(entry.key());
    require(
        task != null && entry.victim().equals(task.processingOn()),
        "steal of " + entry.key(),
        "victim is " + entry.victim(),
        "the worker that it is processing on");
  }

  private void require(boolean holds, String where, String is, String expected) {
    if (!holds) {
      findings.add(where + ": " + is + ", expected " + expected);
    }
  }
}
