package io.github.workerfsm.sim.cli;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table as it is printed.
 *
 * @param lands where the task ends; {@code never} where the pair is refused
 * @param rule the name of what is done; empty for a never row
 */
record TableRow(
    String from,
    String requested,
    String when,
    String actor,
    String lands,
    String rule,
    String reason) {
  static final ImmutableList<String> HEAD =
      ImmutableList.of("from", "requested", "when", "actor", "lands", "rule", "reason");

  static ImmutableList<TableRow> of(TransitionTable<?, ?, ?, ?> table) {
    return table.rows().stream().map(TableRow::of).collect(ImmutableList.toImmutableList());
  }

  private static TableRow of(Transition<?, ?, ?, ?> row) {
    return new TableRow(
        label(row.from()),
        label(row.requested()),
        row.guard().name().toLowerCase(Locale.ROOT),
        words(row.actor()),
        row.isNever()
            ? "never"
            : row.landings().stream().map(TableRow::label).collect(joining(" or ")),
        row.isNever() ? "" : words(row.rule()),
        row.reason());
  }

  /** The name of a state or of an event, as its own {@code label} has it. */
  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String words(Object named) {
    String name = named instanceof Rule<?, ?, ?> rule ? rule.name() : named.toString();
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  boolean isNever() {
    return rule.isEmpty();
  }

  /** What identifies the row in its table. */
  String key() {
    return from + " -> " + requested + (when.equals("always") ? "" : " [" + when + "]");
  }

  List<String> cells() {
    return List.of(from, requested, when, actor, lands, rule, reason);
  }

  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    for (int i = 0; i < HEAD.size(); i++) {
      tree.put(HEAD.get(i), cells().get(i));
    }
    tree.put("never", isNever());
    return tree;
  }
}
