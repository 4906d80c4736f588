package io.github.workerfsm.sim.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.RuleSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of a rule set, for people, for documents and for scripts. */
final class TableText {
  private final RuleSet rules;
  private final TransitionTable<TaskState, TaskState, ?, ?> table;
  private final ImmutableList<TableRow> rows;
  private final Map<TaskState, ImmutableList<TaskState>> detours = new LinkedHashMap<>();

  TableText(RuleSet rules) {
    this.rules = rules;
    this.table = rules.table();
    this.rows = TableRow.of(table);
    for (TaskState from : table.states()) {
      ImmutableList<TaskState> requests =
          table.requests().stream()
              .filter(requested -> table.goesByDetour(from, requested))
              .collect(toImmutableList());
      if (!requests.isEmpty()) {
        detours.put(from, requests);
      }
    }
  }

  void print(Screen screen) {
    TextTable text = TextTable.unwrapped("");
    text.line(TableRow.HEAD.toArray());
    rows.forEach(row -> text.line(row.cells().toArray()));
    text.print(screen);
    screen.say("");
    screen.paragraph("", detourSentence() + ":");
    TextTable pairs = TextTable.wrapped("  ");
    detours.forEach((from, requests) -> pairs.line(from.label(), "to " + labels(requests)));
    pairs.print(screen);
    screen.say("");
    screen.say(summary());
  }

  void printMarkdown(Screen screen) {
    screen.say("| " + String.join(" | ", TableRow.HEAD) + " |");
    screen.say("|" + "---|".repeat(TableRow.HEAD.size()));
    rows.forEach(row -> screen.say(markdown(row.cells())));
    screen.say("");
    screen.say(detourSentence() + ":");
    screen.say("");
    detours.forEach(
        (from, requests) -> screen.say("- `" + from.label() + "` to " + labels(requests)));
    screen.say("");
    screen.say(summary());
  }

  /** A bar ends a cell. */
  private static String markdown(List<String> cells) {
    return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(joining(" | ", "| ", " |"));
  }

  private String detourSentence() {
    TaskState detour = table.detour();
    return detour == null
        ? "No pair goes by a detour"
        : "Pairs without a row that go by way of " + detour.label() + ", in two moves";
  }

  private String summary() {
    long never = rows.stream().filter(TableRow::isNever).count();
    int pairs = detours.values().stream().mapToInt(List::size).sum();
    return "table: "
        + table.name()
        + " by "
        + rules
        + ", "
        + (rows.size() - never)
        + " rows, "
        + never
        + " never rows, "
        + pairs
        + " detours, fingerprint "
        + table.fingerprint();
  }

  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("machine", table.name());
    tree.put("rules", rules.name());
    tree.put("fingerprint", table.fingerprint());
    tree.put("states", table.states().stream().map(TaskState::label).toList());
    tree.put("initial", table.initial().label());
    tree.put("terminal", table.terminal().label());
    TaskState detour = table.detour();
    tree.put("detour", detour == null ? null : detour.label());
    tree.put("rows", rows.stream().map(TableRow::tree).toList());
    Map<String, Object> pairs = new LinkedHashMap<>();
    detours.forEach(
        (from, requests) ->
            pairs.put(from.label(), requests.stream().map(TaskState::label).toList()));
    tree.put("detours", pairs);
    return tree;
  }

  private static String labels(List<TaskState> states) {
    return states.stream().map(TaskState::label).collect(joining(", "));
  }
}
