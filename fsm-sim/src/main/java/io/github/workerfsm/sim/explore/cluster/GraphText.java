package io.github.workerfsm.sim.explore.cluster;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Graphs as text: {@code x; y<x; z<x,y} is three tasks of which y needs x, and z needs both. Inputs
 * come first. The earlier a task, the more urgent it is.
 */
public final class GraphText {
  private static final Splitter INPUTS = Splitter.on(',').trimResults();

  private GraphText() {}

  /**
   * The tasks of a graph.
   *
   * @throws IllegalArgumentException in one line, with the column, from 1, of what is wrong
   */
  public static ImmutableList<TaskDefinition> parse(String text) {
    Map<String, TaskDefinition> tasks = new LinkedHashMap<>();
    int column = 1;
    for (String part : Splitter.on(';').split(text)) {
      String task = part.strip();
      int at = column + part.indexOf(task);
      column += part.length() + 1;
      int less = task.indexOf('<');
      String key = (less < 0 ? task : task.substring(0, less)).strip();
      List<String> inputs = less < 0 ? List.of() : INPUTS.splitToList(task.substring(less + 1));
      if (key.isEmpty() || key.contains(" ")) {
        throw wrong(text, at, "the name of a task is missing", "a graph such as x; y<x; z<x,y");
      }
      if (tasks.containsKey(key)) {
        throw wrong(text, at, "task " + key + " is there already", "each task once");
      }
      for (String input : inputs) {
        if (!tasks.containsKey(input)) {
          throw wrong(
              text, at, "task " + key + " needs '" + input + "'", "an earlier task as an input");
        }
      }
      tasks.put(key, task(key, tasks.size(), inputs));
    }
    return ImmutableList.copyOf(tasks.values());
  }

  private static IllegalArgumentException wrong(
      String text, int column, String wrong, String expected) {
    return new IllegalArgumentException(
        "graph '" + text + "', column " + column + ": " + wrong + ", expected " + expected);
  }

  /** The tasks a, b, c and so on of a graph of {@link io.github.workerfsm.sim.explore.Dags}. */
  public static ImmutableList<TaskDefinition> of(ImmutableIntArray graph) {
    ImmutableList.Builder<TaskDefinition> tasks = ImmutableList.builder();
    for (int node = 0; node < graph.length(); node++) {
      ImmutableList.Builder<String> inputs = ImmutableList.builder();
      for (int rest = graph.get(node); rest != 0; rest &= rest - 1) {
        inputs.add(name(Integer.numberOfTrailingZeros(rest)));
      }
      tasks.add(task(name(node), node, inputs.build()));
    }
    return tasks.build();
  }

  /** The same text again, however it was written. */
  public static String print(List<TaskDefinition> tasks) {
    StringBuilder text = new StringBuilder();
    for (TaskDefinition task : tasks) {
      text.append(text.isEmpty() ? "" : "; ").append(task.key());
      if (!task.dependencies().isEmpty()) {
        text.append('<').append(String.join(",", task.dependencies()));
      }
    }
    return text.toString();
  }

  /** The tasks that no other needs. */
  public static ImmutableList<String> sinks(List<TaskDefinition> tasks) {
    return tasks.stream()
        .map(TaskDefinition::key)
        .filter(key -> tasks.stream().noneMatch(task -> task.dependencies().contains(key)))
        .collect(ImmutableList.toImmutableList());
  }

  private static String name(int node) {
    return String.valueOf((char) ('a' + node));
  }

  private static TaskDefinition task(String key, int position, List<String> inputs) {
    return new TaskDefinition(
        key,
        ImmutableList.copyOf(inputs),
        key,
        Priority.of(position),
        Resources.NONE,
        ImmutableList.of(),
        0);
  }
}
