package io.github.workerfsm.sim.world;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import java.util.ArrayList;
import java.util.List;

/** Worlds of a few workers and tasks. */
final class SmallWorlds {
  /** Graphs in which a task is named before those that need it. */
  static final ImmutableList<String> GRAPHS =
      ImmutableList.of("x", "x; y<x", "x; y<x; z<x", "x; y; z<x,y", "x; y<x; z<y", "x; y<x; z<x,y");

  private SmallWorlds() {}

  static WorldSpec of(String graph, int workers, FaultBudget budget) {
    List<WorkerSpec> all = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      all.add(WorkerSpec.of(String.valueOf((char) ('A' + i)), 1));
    }
    List<TaskDefinition> tasks = tasks(graph);
    List<String> wants = tasks.stream().map(TaskDefinition::key).toList();
    return new WorldSpec(all, tasks, List.of(), ImmutableListMultimap.of(), wants, budget);
  }

  private static List<TaskDefinition> tasks(String graph) {
    List<TaskDefinition> tasks = new ArrayList<>();
    for (String node : graph.split("; ")) {
      String[] parts = node.split("<");
      tasks.add(
          new TaskDefinition(
              parts[0],
              parts.length == 1 ? ImmutableList.of() : ImmutableList.copyOf(parts[1].split(",")),
              "f",
              Priority.of(0, 0, tasks.size()),
              Resources.NONE,
              ImmutableList.of(),
              0));
    }
    return tasks;
  }
}
