package io.github.workerfsm.sim.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.worker.RuleSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table, for people, for documents and for scripts.
 *
 * @param <S> the states
 * @param <T> what asks for a move
 */
final class TableText<S extends Enum<S>, T extends Enum<T>> {
  private final TransitionTable<S, T, ?, ?> table;
  private final @Nullable RuleSet rules;
  private final ImmutableList<TableRow> rows;
  private final Map<S, ImmutableList<T>> detours = new LinkedHashMap<>();

  /**
   * A text of a table.
   *
   * @param rules the rule set to which it belongs; null when the machine has only one
   */
  TableText(TransitionTable<S, T, ?, ?> table, @Nullable RuleSet rules) {
    this.table = table;
    this.rules = rules;
    this.rows = TableRow.of(table);
    for (S from : table.states()) {
      ImmutableList<T> requests =
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
    screen.paragraph("", detourSentence());
    TextTable pairs = TextTable.wrapped("  ");
    detours.forEach((from, requests) -> pairs.line(TableRow.label(from), "to " + labels(requests)));
    pairs.print(screen);
    screen.say("");
    screen.say(summary());
  }

  void printMarkdown(Screen screen) {
    screen.say("| " + String.join(" | ", TableRow.HEAD) + " |");
    screen.say("|" + "---|".repeat(TableRow.HEAD.size()));
    rows.forEach(row -> screen.say(markdown(row.cells())));
    screen.say("");
    screen.say(detourSentence());
    screen.say("");
    detours.forEach(
        (from, requests) -> screen.say("- `" + TableRow.label(from) + "` to " + labels(requests)));
    screen.say("");
    screen.say(summary());
  }

  /** A bar ends a cell. */
  private static String markdown(List<String> cells) {
    return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(joining(" | ", "| ", " |"));
  }

  private String detourSentence() {
    S detour = table.detour();
    return detour == null
        ? "No pair goes by a detour."
        : "Pairs without a row that go by way of " + TableRow.label(detour) + ", in two moves:";
  }

  private String summary() {
    long never = rows.stream().filter(TableRow::isNever).count();
    int pairs = detours.values().stream().mapToInt(List::size).sum();
    return "table: "
        + table.name()
        + (rules == null ? "" : " by " + rules)
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
    if (rules != null) {
      tree.put("rules", rules.name());
    }
    tree.put("fingerprint", table.fingerprint());
    tree.put("states", table.states().stream().map(TableRow::label).toList());
    tree.put("initial", TableRow.label(table.initial()));
    tree.put("terminal", TableRow.label(table.terminal()));
    S detour = table.detour();
    tree.put("detour", detour == null ? null : TableRow.label(detour));
    tree.put("rows", rows.stream().map(TableRow::tree).toList());
    Map<String, Object> pairs = new LinkedHashMap<>();
    detours.forEach(
        (from, requests) ->
            pairs.put(TableRow.label(from), requests.stream().map(TableRow::label).toList()));
    tree.put("detours", pairs);
    return tree;
  }

  private static String labels(List<? extends Enum<?>> names) {
    return names.stream().map(TableRow::label).collect(joining(", "));
  }
}
