package io.github.workerfsm.sim.fuzz;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.sim.counterexample.Counterexample;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.WorkerSpec;
import io.github.workerfsm.sim.world.WorldSpec;
import io.github.workerfsm.task.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Smaller and simpler clusters than that of a counterexample, with its choices carried over. */
final class Reductions {
  private static final String FUNCTION = "f";

  private final Counterexample of;
  private final WorldSpec spec;
  private final List<Counterexample> smaller = new ArrayList<>();

  private Reductions(Counterexample of) {
    this.of = of;
    this.spec = of.world();
  }

  /** All that differ in one thing, the largest differences first. */
  static List<Counterexample> of(Counterexample found) {
    Reductions reductions = new Reductions(found);
    reductions.withoutWorkers();
    reductions.withoutTasks();
    reductions.simplerWorkers();
    reductions.simplerTasks();
    reductions.lessInMemory();
    reductions.fewerWants();
    return reductions.smaller;
  }

  private void withoutWorkers() {
    for (int w = spec.workers().size() - 1; w >= 0 && spec.workers().size() > 1; w--) {
      int gone = w;
      List<WorkerSpec> workers = new ArrayList<>(spec.workers());
      WorkerSpec removed = workers.remove(w);
      ImmutableList<TaskDefinition> tasks =
          each(spec.tasks(), task -> restricted(task, moved(task.workers(), workers)));
      ImmutableListMultimap.Builder<String, String> memory = ImmutableListMultimap.builder();
      spec.memory()
          .forEach(
              (key, worker) -> {
                if (!worker.equals(removed.name())) {
                  memory.put(key, worker);
                }
              });
      add(workers, tasks, placed(), memory.build(), wants(), choice -> without(choice, gone));
    }
  }

  /** Addresses end with the position of the worker. */
  private ImmutableList<String> moved(List<String> addresses, List<WorkerSpec> workers) {
    ImmutableList.Builder<String> moved = ImmutableList.builder();
    for (String address : addresses) {
      String name = spec.nameOf(address);
      for (int i = 0; i < workers.size(); i++) {
        if (workers.get(i).name().equals(name)) {
          moved.add("tcp://" + workers.get(i).host() + ":" + (i + 1));
        }
      }
    }
    return moved.build();
  }

  private static Choice without(Choice choice, int worker) {
    return new Choice(
        choice.kind(),
        moved(choice.worker(), worker),
        moved(choice.peer(), worker),
        choice.key(),
        choice.number(),
        choice.keys());
  }

  /** The position once the one that is gone is gone; far away for that one. */
  private static int moved(int position, int gone) {
    return position == gone ? GONE : position > gone ? position - 1 : position;
  }

  private static final int GONE = 1_000;

  private void withoutTasks() {
    for (int k = spec.tasks().size() - 1; k >= 0 && spec.tasks().size() > 1; k--) {
      withoutKey(k);
    }
    for (int k = spec.tasks().size(); k < spec.keys().size(); k++) {
      withoutKey(k);
    }
  }

  private void withoutKey(int gone) {
    String key = spec.keys().get(gone);
    List<TaskDefinition> tasks = new ArrayList<>();
    for (TaskDefinition task : spec.tasks()) {
      if (!task.key().equals(key)) {
        tasks.add(reading(task, without(task.dependencies(), key)));
      }
    }
    ImmutableListMultimap.Builder<String, String> memory = ImmutableListMultimap.builder();
    spec.memory()
        .forEach(
            (held, worker) -> {
              if (!held.equals(key)) {
                memory.put(held, worker);
              }
            });
    add(
        spec.workers(),
        tasks,
        without(placed(), key),
        memory.build(),
        without(wants(), key),
        choice ->
            new Choice(
                choice.kind(),
                choice.worker(),
                choice.peer(),
                moved(choice.key(), gone),
                choice.number(),
                moved(choice.keys(), gone)));
  }

  private static long moved(long keys, int gone) {
    long below = keys & (1L << gone) - 1;
    return below | (keys >>> gone + 1) << gone;
  }

  private static ImmutableList<String> without(List<String> names, String name) {
    return names.stream()
        .filter(other -> !other.equals(name))
        .collect(ImmutableList.toImmutableList());
  }

  private void simplerWorkers() {
    for (int w = 0; w < spec.workers().size(); w++) {
      WorkerSpec worker = spec.workers().get(w);
      WorkerSpec plain = WorkerSpec.of(worker.name(), worker.threads()).with(worker.resources());
      replace(w, plain.on(worker.host()));
      replace(w, plain);
      replace(w, plain.with(Resources.NONE));
      replace(w, WorkerSpec.of(worker.name(), 1).with(worker.resources()));
    }
  }

  private void replace(int position, WorkerSpec simpler) {
    if (!simpler.equals(spec.workers().get(position))) {
      List<WorkerSpec> workers = new ArrayList<>(spec.workers());
      workers.set(position, simpler);
      ImmutableList<TaskDefinition> tasks =
          each(spec.tasks(), task -> restricted(task, moved(task.workers(), workers)));
      add(workers, tasks, placed(), spec.memory(), wants(), UnaryOperator.identity());
    }
  }

  private void simplerTasks() {
    for (int k = 0; k < spec.tasks().size(); k++) {
      TaskDefinition task = spec.tasks().get(k);
      for (String input : task.dependencies()) {
        replace(k, reading(task, without(task.dependencies(), input)));
      }
      replace(k, restricted(task, ImmutableList.of()));
      replace(k, defined(task, task.dependencies(), Resources.NONE, task.workers(), 0));
      replace(k, defined(task, task.dependencies(), task.resources(), task.workers(), 0));
    }
  }

  private void replace(int position, TaskDefinition simpler) {
    if (!simpler.equals(spec.tasks().get(position))) {
      List<TaskDefinition> tasks = new ArrayList<>(spec.tasks());
      tasks.set(position, simpler);
      add(spec.workers(), tasks, placed(), spec.memory(), wants(), UnaryOperator.identity());
    }
  }

  private void lessInMemory() {
    for (String key : spec.memory().keySet()) {
      List<String> holders = spec.memory().get(key);
      for (int i = 0; i < holders.size(); i++) {
        ImmutableListMultimap.Builder<String, String> memory = ImmutableListMultimap.builder();
        int skipped = i;
        int[] seen = {0};
        spec.memory()
            .forEach(
                (held, worker) -> {
                  if (!held.equals(key) || seen[0]++ != skipped) {
                    memory.put(held, worker);
                  }
                });
        add(
            spec.workers(),
            spec.tasks(),
            placed(),
            memory.build(),
            wants(),
            UnaryOperator.identity());
      }
    }
  }

  private void fewerWants() {
    for (String key : wants()) {
      add(
          spec.workers(),
          spec.tasks(),
          placed(),
          spec.memory(),
          without(wants(), key),
          UnaryOperator.identity());
    }
  }

  private List<String> placed() {
    return spec.keys().subList(spec.tasks().size(), spec.keys().size());
  }

  private List<String> wants() {
    return spec.names(spec.wants());
  }

  private static TaskDefinition reading(TaskDefinition task, ImmutableList<String> inputs) {
    return defined(task, inputs, task.resources(), task.workers(), task.retries());
  }

  private static TaskDefinition restricted(TaskDefinition task, ImmutableList<String> workers) {
    return defined(task, task.dependencies(), task.resources(), workers, task.retries());
  }

  private static TaskDefinition defined(
      TaskDefinition task,
      ImmutableList<String> inputs,
      Resources needs,
      ImmutableList<String> workers,
      int retries) {
    return new TaskDefinition(
        task.key(), inputs, FUNCTION, task.priority(), needs, workers, retries);
  }

  private static ImmutableList<TaskDefinition> each(
      List<TaskDefinition> tasks, UnaryOperator<TaskDefinition> change) {
    return tasks.stream().map(change).collect(ImmutableList.toImmutableList());
  }

  private void add(
      List<WorkerSpec> workers,
      List<TaskDefinition> tasks,
      List<String> placed,
      ImmutableListMultimap<String, String> memory,
      List<String> wants,
      UnaryOperator<Choice> carried) {
    ImmutableList.Builder<Choice> choices = ImmutableList.builder();
    for (Choice choice : of.choices()) {
      Choice moved = carried.apply(choice);
      boolean there = moved.worker() != GONE && moved.peer() != GONE && moved.key() != GONE;
      if (there && (moved.keys() != 0 || choice.keys() == 0)) {
        choices.add(moved);
      }
    }
    WorldSpec world = new WorldSpec(workers, tasks, placed, memory, wants, spec.budget());
    if (tasks.stream().allMatch(task -> runnable(world, task))) {
      smaller.add(of.in(world, choices.build()));
    }
  }

  /** Whether there is a worker that can run it, once it is there. */
  private static boolean runnable(WorldSpec world, TaskDefinition task) {
    for (int w = 0; w < world.workers().size(); w++) {
      boolean allowed = task.workers().isEmpty() || task.workers().contains(world.address(w));
      ImmutableMap<String, Double> there =
          ImmutableMap.copyOf(world.workers().get(w).resources().amounts());
      if (allowed
          && task.resources().amounts().entrySet().stream()
              .allMatch(need -> there.getOrDefault(need.getKey(), 0.0) >= need.getValue())) {
        return true;
      }
    }
    return false;
  }
}
