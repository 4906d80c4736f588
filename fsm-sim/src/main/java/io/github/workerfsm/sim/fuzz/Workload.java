package io.github.workerfsm.sim.fuzz;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.sim.world.FaultBudget;
import io.github.workerfsm.sim.world.WorkerSpec;
import io.github.workerfsm.sim.world.WorldSpec;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import java.util.ArrayList;
import java.util.List;

/** Random clusters: two to four workers, and a graph of 3 to 12 tasks. */
final class Workload {
  private static final int MOST_TASKS = 12;
  private static final int MOST_INPUTS = 4;
  private static final String RESOURCE = "R";
  private static final String SCATTERED = "data";

  private final Dice dice;
  private final List<WorkerSpec> workers = new ArrayList<>();
  private final List<TaskDefinition> tasks = new ArrayList<>();
  private final List<String> scattered = new ArrayList<>();
  private final ImmutableListMultimap.Builder<String, String> memory =
      ImmutableListMultimap.builder();
  private boolean resources;
  private int restricted;

  private Workload(Dice dice) {
    this.dice = dice;
  }

  /** The cluster that this seed gives. */
  static WorldSpec of(long seed) {
    return new Workload(Dice.of(seed, Dice.Stream.WORKLOAD)).draw();
  }

  private WorldSpec draw() {
    workers();
    graph();
    placed();
    return new WorldSpec(workers, tasks, scattered, memory.build(), wants(), FaultBudget.NONE);
  }

  private void workers() {
    int count = dice.between(2, 4);
    resources = dice.chance(300);
    boolean sharedHost = dice.chance(300);
    boolean smallBatches = dice.chance(250);
    for (int i = 0; i < count; i++) {
      WorkerSpec worker =
          WorkerSpec.of(String.valueOf((char) ('A' + i)), Math.min(4, 1 + dice.geometric(1) / 2));
      if (sharedHost && dice.chance(600)) {
        worker = worker.on("h");
      }
      if (smallBatches) {
        worker = worker.batches(dice.between(1, 3));
      }
      if (resources && (i == 0 || dice.chance(500))) {
        worker = worker.with(Resources.of(ImmutableMap.of(RESOURCE, dice.between(1, 2))));
      }
      if (i > 0 && dice.chance(100)) {
        worker = worker.absent();
      }
      workers.add(worker);
    }
  }

  private void graph() {
    if (dice.chance(150)) {
      scattered.add(SCATTERED);
    }
    int count = Math.min(MOST_TASKS, 3 + dice.geometric(3));
    int density = dice.between(150, 700);
    boolean shuffled = dice.chance(300);
    restricted = new int[] {0, 150, 500}[dice.below(3)];
    for (int i = 0; i < count; i++) {
      List<String> inputs = new ArrayList<>();
      for (int j = i - 1; j >= 0 && inputs.size() < MOST_INPUTS; j--) {
        if (dice.chance(density)) {
          inputs.add(tasks.get(j).key());
        }
      }
      if (!scattered.isEmpty() && dice.chance(400)) {
        inputs.add(SCATTERED);
      }
      Resources needs = needs();
      tasks.add(
          new TaskDefinition(
              String.valueOf((char) ('a' + i)),
              ImmutableList.copyOf(inputs),
              "f",
              Priority.of(0, 0, shuffled ? dice.below(count) : i),
              needs,
              restriction(needs),
              dice.chance(100) ? 1 : 0));
    }
  }

  private Resources needs() {
    return resources && dice.chance(350)
        ? Resources.of(ImmutableMap.of(RESOURCE, 1))
        : Resources.NONE;
  }

  /** Addresses; mostly none, which is anywhere. The first worker has whatever can be needed. */
  private ImmutableList<String> restriction(Resources needs) {
    if (!dice.chance(restricted)) {
      return ImmutableList.of();
    }
    int worker = needs.isEmpty() ? dice.below(workers.size()) : 0;
    return ImmutableList.of("tcp://" + workers.get(worker).host() + ":" + (worker + 1));
  }

  /** What is in memory at the start: scattered values, and now and then inputs of the graph. */
  private void placed() {
    for (String key : scattered) {
      place(key);
    }
    if (dice.chance(250)) {
      for (TaskDefinition task : tasks) {
        boolean free = task.resources().isEmpty() && task.workers().isEmpty();
        if (task.dependencies().isEmpty() && free && dice.chance(500)) {
          place(task.key());
        }
      }
    }
  }

  private void place(String key) {
    memory.put(key, workers.get(0).name());
    for (int i = 1; i < workers.size(); i++) {
      if (workers.get(i).present() && dice.chance(300)) {
        memory.put(key, workers.get(i).name());
      }
    }
  }

  /** What nothing depends on, and now and then what something does. */
  private List<String> wants() {
    int also = dice.between(0, 600);
    List<String> wants = new ArrayList<>();
    for (TaskDefinition task : tasks) {
      if (!needed(task.key()) || dice.chance(150)) {
        wants.add(task.key());
      }
    }
    return wants;
  }

  private boolean needed(String key) {
    for (TaskDefinition task : tasks) {
      if (task.dependencies().contains(key)) {
        return true;
      }
    }
    return false;
  }
}
