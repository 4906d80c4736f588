package io.github.workerfsm.sim.cli;

import io.github.workerfsm.sim.scenario.ScenarioResult;
import io.github.workerfsm.sim.scenario.ScenarioRun;
import io.github.workerfsm.sim.scenario.StateClause;
import io.github.workerfsm.sim.scenario.TimelineEntry;
import io.github.workerfsm.sim.scenario.TimelineEntry.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A scenario in brief: the steps of its script, and beside each one where tasks went on the workers
 * under the faulty rules, and where they go under the current ones.
 */
final class ThenAndNow {
  private static final int MOST_THEN = 38;
  private static final String AT_SCHEDULER = StateClause.SCHEDULER + " ";

  private final ScenarioResult result;

  ThenAndNow(ScenarioResult result) {
    this.result = result;
  }

  TextTable table(String indent) {
    Map<Integer, TimelineEntry> then = script(result.faulty());
    Map<Integer, TimelineEntry> now = script(result.current());
    Map<Integer, TimelineEntry> steps = new TreeMap<>(now);
    steps.putAll(then);
    TextTable table = TextTable.wrapped(indent, 0, MOST_THEN);
    table.line("what happens", "by the rules of its time", "by the current rules");
    steps.forEach(
        (line, step) -> table.line(step.text(), moves(then.get(line)), moves(now.get(line))));
    return table.line(
        "in the end",
        result.reproduced() ? "stuck: " + stuck() : result.faultyOutcome(),
        result.complete() ? "every wanted task has its outcome" : result.currentOutcome());
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", result.scenario().id());
    tree.put("title", result.scenario().title());
    tree.put("reproduced", result.reproduced());
    tree.put("complete", result.complete());
    tree.put("faultyOutcome", result.faultyOutcome());
    tree.put("currentOutcome", result.currentOutcome());
    return tree;
  }

  /** The steps of the script, by line. */
  private static Map<Integer, TimelineEntry> script(ScenarioRun run) {
    Map<Integer, TimelineEntry> script = new TreeMap<>();
    for (TimelineEntry entry : run.timeline()) {
      if (entry.phase() == Phase.SCRIPT) {
        script.put(entry.line(), entry);
      }
    }
    return script;
  }

  /** {@code A x: ready -> executing} is said as {@code A x executing}. */
  private static String moves(@Nullable TimelineEntry step) {
    List<String> moves = new ArrayList<>();
    if (step != null) {
      for (String change : step.changes()) {
        if (!change.startsWith(AT_SCHEDULER)) {
          String place = change.substring(0, change.indexOf(": "));
          moves.add(place + change.substring(change.lastIndexOf(" -> ") + " ->".length()));
        }
      }
    }
    return String.join("; ", moves);
  }

  private String stuck() {
    return result.scenario().outcome().stream()
        .map(clause -> clause.toString().replace(": ", " "))
        .collect(Collectors.joining("; "));
  }
}
