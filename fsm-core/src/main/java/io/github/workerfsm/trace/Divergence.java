package io.github.workerfsm.trace;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a trace on which a machine gives another answer than the recorded one.
 *
 * @param file the file, as given to the reader
 * @param line the number of the line in it
 * @param trace the name of the trace
 * @param stimuli the events of the line, as the trace has them
 * @param differences in what the answers differ; at least one
 * @param stories by key, what the machine has noted about the tasks involved, oldest first
 */
public record Divergence(
    String file,
    long line,
    String trace,
    ImmutableList<Map<String, @Nullable Object>> stimuli,
    ImmutableList<Difference> differences,
    ImmutableMap<String, ImmutableList<String>> stories) {
  private static final int MOST_STORIES = 8;
  private static final int LAST_LINES = 20;
  private static final int MOST_TEXT = 2_000;

  static Divergence of(
      String file,
      long line,
      String trace,
      Step step,
      ImmutableList<Difference> differences,
      WorkerStateMachine machine) {
    ImmutableMap.Builder<String, ImmutableList<String>> stories = ImmutableMap.builder();
    keys(step, differences).stream()
        .limit(MOST_STORIES)
        .forEach(key -> stories.put(key, story(key, machine)));
    return new Divergence(file, line, trace, step.stimuli(), differences, stories.buildOrThrow());
  }

  /** The tasks that differ, then those that the events name. */
  private static Set<String> keys(Step step, List<Difference> differences) {
    Set<String> keys = new LinkedHashSet<>();
    differences.forEach(difference -> keys.addAll(difference.keys()));
    keys.addAll(step.keys());
    return keys;
  }

  private static ImmutableList<String> story(String key, WorkerStateMachine machine) {
    List<?> lines = machine.story(key);
    return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream()
        .map(Object::toString)
        .collect(toImmutableList());
  }

  /** As a tree of maps, lists, strings, numbers and nulls, for a JSON object. */
  public Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("file", file);
    tree.put("line", line);
    tree.put("trace", trace);
    tree.put(stimuli.size() == 1 ? "stimulus" : "stimuli", oneOrAll());
    tree.put("differences", differences.stream().map(Divergence::tree).toList());
    tree.put("stories", stories);
    return tree;
  }

  private Object oneOrAll() {
    return stimuli.size() == 1 ? stimuli.get(0) : stimuli;
  }

  private static Map<String, @Nullable Object> tree(Difference difference) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("member", difference.member());
    tree.put("expected", difference.expected());
    tree.put("actual", difference.actual());
    return tree;
  }

  /** On several lines, for people. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(file).append(':').append(line).append(": ").append(trace).append(" diverges");
    text.append("\n  stimulus ").append(cut(Json.text(oneOrAll())));
    String member = "";
    for (Difference difference : differences) {
      if (!difference.member().equals(member)) {
        member = difference.member();
        text.append("\n  ").append(member);
      }
      append(text, difference);
    }
    stories.forEach(
        (key, story) -> {
          text.append("\n  story of ").append(key);
          story.forEach(line -> text.append("\n    ").append(line));
        });
    return text.toString();
  }

  private static void append(StringBuilder text, Difference difference) {
    if (difference.actual() == null) {
      text.append("\n    missing    ").append(cut(difference.expected()));
    } else if (difference.expected() == null) {
      text.append("\n    unexpected ").append(cut(difference.actual()));
    } else {
      text.append("\n    expected   ").append(cut(difference.expected()));
      text.append("\n    actual     ").append(cut(difference.actual()));
    }
  }

  private static String cut(@Nullable String text) {
    String whole = String.valueOf(text);
    return whole.length() <= MOST_TEXT ? whole : whole.substring(0, MOST_TEXT) + " ...";
  }
}
