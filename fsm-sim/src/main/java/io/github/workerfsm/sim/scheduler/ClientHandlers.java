package io.github.workerfsm.sim.scheduler;

import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.ERRED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.MEMORY;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.RELEASED;
import static io.github.workerfsm.sim.scheduler.SchedulerTaskState.WAITING;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What clients ask for. */
final class ClientHandlers {
  private ClientHandlers() {}

  /** Throws, with one line, if the scheduler cannot make sense of the submission. */
  static void check(SchedulerState scheduler, SchedulerEvent.Submit event) {
    check(scheduler, event, scheduler.tasks.keySet());
  }

  /** The same, with keys that need no definition. */
  static void check(SchedulerState scheduler, SchedulerEvent.Submit event, Set<String> known) {
    Map<String, TaskDefinition> submitted = new LinkedHashMap<>();
    for (TaskDefinition definition : event.tasks()) {
      if (submitted.put(definition.key(), definition) != null) {
        throw new IllegalArgumentException(
            "submit: task " + definition.key() + " is defined twice, expected once");
      }
    }
    for (TaskDefinition definition : event.tasks()) {
      for (String input : definition.dependencies()) {
        if (!submitted.containsKey(input) && !known.contains(input)) {
          throw unknown("input " + input + " of " + definition.key());
        }
      }
      if (namesOneTwice(definition.dependencies())) {
        throw new IllegalArgumentException(
            "submit: task " + definition.key() + " names an input twice, expected each once");
      }
    }
    for (String key : event.wanted()) {
      if (!submitted.containsKey(key) && !known.contains(key)) {
        throw unknown("wanted task " + key);
      }
    }
    Set<String> path = new LinkedHashSet<>(); // empty again after every key
    Set<String> finished = new LinkedHashSet<>();
    for (String key : submitted.keySet()) {
      requireNoCircle(scheduler, submitted, key, path, finished);
    }
  }

  private static IllegalArgumentException unknown(String what) {
    return new IllegalArgumentException(
        "submit: " + what + " is neither known nor submitted, expected a definition of it");
  }

  private static boolean namesOneTwice(List<String> keys) {
    return keys.size() > 1 && new LinkedHashSet<>(keys).size() != keys.size();
  }

  private static void requireNoCircle(
      SchedulerState scheduler,
      Map<String, TaskDefinition> submitted,
      String key,
      Set<String> path,
      Set<String> finished) {
    if (finished.contains(key)) {
      return;
    }
    if (!path.add(key)) {
      throw new IllegalArgumentException(
          "submit: tasks need each other in a circle through " + key + ", expected no circle");
    }
    for (String input : inputsAfter(scheduler, submitted, key)) {
      requireNoCircle(scheduler, submitted, input, path, finished);
    }
    path.remove(key);
    finished.add(key);
  }

  private static List<String> inputsAfter(
      SchedulerState scheduler, Map<String, TaskDefinition> submitted, String key) {
    TaskRecord known = scheduler.tasks.get(key);
    TaskDefinition definition = submitted.get(key);
    if (known == null || (definition != null && redefinable(known))) {
      return definition == null ? List.of() : definition.dependencies();
    }
    return known.dependencies();
  }

  /** Nothing of the old definition is under way or anywhere, or there is none any more. */
  private static boolean redefinable(TaskRecord task) {
    return task.state() == RELEASED || (task.state() == ERRED && task.definition == null);
  }

  /**
   * Notes what is new, then starts what is wanted, in the order of the submission. A wanted task
   * that has failed is tried again.
   */
  static void submit(SchedulerState scheduler, SchedulerEvent.Submit event) {
    Map<String, TaskRecord> touched = new TreeMap<>();
    List<TaskRecord> defined = new ArrayList<>();
    for (TaskDefinition definition : event.tasks()) {
      TaskRecord task = scheduler.tasks.computeIfAbsent(definition.key(), TaskRecord::new);
      touched.put(task.key(), task);
      if (redefinable(task) && !definition.equals(task.definition)) {
        for (TaskRecord old : task.inputs) {
          touched.put(old.key(), old);
        }
        task.unlinkInputs();
        task.definition = definition;
        task.retriesLeft = definition.retries();
        defined.add(task);
      }
    }
    for (TaskRecord task : defined) {
      for (String input : inputsOf(task)) {
        task.link(scheduler.tasks.computeIfAbsent(input, TaskRecord::new));
      }
    }
    for (int i = event.wanted().size() - 1; i >= 0; i--) {
      TaskRecord task = scheduler.tasks.get(event.wanted().get(i));
      if (task != null) {
        task.wanted = true;
        if (task.state() == RELEASED || task.state() == ERRED) {
          scheduler.engine.recommend(task, WAITING);
        }
      }
    }
    scheduler.settle();
    for (TaskRecord task : touched.values()) {
      if (task.state() == RELEASED) {
        scheduler.forgetIfLoose(task);
      }
    }
  }

  private static List<String> inputsOf(TaskRecord task) {
    @Nullable TaskDefinition definition = task.definition;
    return definition == null ? List.of() : definition.dependencies();
  }

  /** Keys that are not known are passed over: the scheduler may have cancelled them. */
  static void release(SchedulerState scheduler, SchedulerEvent.Release event) {
    for (String key : event.keys()) {
      TaskRecord task = scheduler.tasks.get(key);
      if (task != null) {
        task.wanted = false;
      }
    }
    for (int i = event.keys().size() - 1; i >= 0; i--) {
      TaskRecord task = scheduler.tasks.get(event.keys().get(i));
      if (task == null || task.needed()) {
        continue;
      }
      if (task.state() == RELEASED) {
        scheduler.forgetIfLoose(task);
      } else {
        scheduler.engine.recommend(task, RELEASED);
      }
    }
  }

  /** The value is wanted by the client who has placed it. */
  static void scattered(SchedulerState scheduler, SchedulerEvent.Scattered event) {
    WorkerRecord worker = scheduler.registered(event.worker());
    if (worker == null) {
      return;
    }
    TaskRecord task = scheduler.tasks.computeIfAbsent(event.key(), TaskRecord::new);
    task.wanted = true;
    if (task.state() == MEMORY) {
      scheduler.addHolder(task, worker);
    } else {
      scheduler.engine.recommend(task, MEMORY, new OutcomeRules.Arrival(worker, event.nbytes()));
    }
  }
}
