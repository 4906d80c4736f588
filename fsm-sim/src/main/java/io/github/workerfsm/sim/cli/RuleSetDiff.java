package io.github.workerfsm.sim.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Function;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.github.workerfsm.worker.RuleOverride;
import io.github.workerfsm.worker.RuleSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** In what one rule set differs from another: the named differences, and the rows. */
final class RuleSetDiff {
  private final RuleSet one;
  private final RuleSet other;
  private final ImmutableList<RuleOverride> overrides;
  private final ImmutableList<TableRow> removed;
  private final ImmutableList<TableRow> added;
  private final ImmutableList<Change> changed;

  RuleSetDiff(RuleSet one, RuleSet other) {
    this.one = one;
    this.other = other;
    overrides =
        ImmutableList.<RuleOverride>builder()
            .addAll(onlyIn(other, one))
            .addAll(onlyIn(one, other))
            .build();
    Map<String, TableRow> before = rows(one);
    Map<String, TableRow> after = rows(other);
    removed =
        before.values().stream()
            .filter(row -> !after.containsKey(row.key()))
            .collect(toImmutableList());
    added =
        after.values().stream()
            .filter(row -> !before.containsKey(row.key()))
            .collect(toImmutableList());
    changed =
        before.values().stream()
            .filter(row -> after.containsKey(row.key()))
            .map(row -> new Change(row, Objects.requireNonNull(after.get(row.key()))))
            .filter(change -> !change.before.equals(change.after))
            .collect(toImmutableList());
  }

  private static ImmutableList<RuleOverride> onlyIn(RuleSet rules, RuleSet others) {
    return rules.overrides().stream()
        .filter(override -> !others.overrides().contains(override))
        .collect(toImmutableList());
  }

  private static ImmutableMap<String, TableRow> rows(RuleSet rules) {
    return Maps.uniqueIndex(TableRow.of(rules.table()), TableRow::key);
  }

  void print(Screen screen) {
    for (RuleOverride override : overrides) {
      screen.say(override.name());
      TextTable text = TextTable.wrapped("  ");
      text.line(one.name(), does(one, override));
      text.line(other.name(), does(other, override));
      text.line("source", override.source());
      text.print(screen);
    }
    if (!overrides.isEmpty()) {
      screen.say("");
    }
    rows(screen);
    screen.say(summary());
  }

  private void rows(Screen screen) {
    if (removed.isEmpty() && added.isEmpty() && changed.isEmpty()) {
      return;
    }
    screen.say("Rows of the table:");
    TextTable rows = TextTable.wrapped("  ");
    removed.forEach(row -> rows.line("-", row.key(), "lands " + row.lands() + ": " + row.reason()));
    added.forEach(row -> rows.line("+", row.key(), "lands " + row.lands() + ": " + row.reason()));
    changed.forEach(change -> rows.line("~", change.before.key(), change.text()));
    rows.print(screen);
    screen.say("");
  }

  private static String does(RuleSet rules, RuleOverride override) {
    return rules.overrides().contains(override) ? override.difference() : override.correction();
  }

  private String summary() {
    return "difference: from "
        + one
        + " to "
        + other
        + ", "
        + overrides.size()
        + " named differences, rows: "
        + removed.size()
        + " removed, "
        + added.size()
        + " added, "
        + changed.size()
        + " changed";
  }

  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("from", one.name());
    tree.put("to", other.name());
    tree.put("differences", trees(overrides, this::tree));
    tree.put("removed", trees(removed, TableRow::tree));
    tree.put("added", trees(added, TableRow::tree));
    tree.put("changed", trees(changed, Change::tree));
    return tree;
  }

  private Map<String, @Nullable Object> tree(RuleOverride override) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("name", override.name());
    tree.put(one.name(), does(one, override));
    tree.put(other.name(), does(other, override));
    tree.put("source", override.source());
    return tree;
  }

  private static <T> ImmutableList<Object> trees(
      ImmutableList<T> list, Function<? super T, ? extends Object> tree) {
    return list.stream().map(tree).collect(toImmutableList());
  }

  private record Change(TableRow before, TableRow after) {
    String text() {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < TableRow.HEAD.size(); i++) {
        String was = before.cells().get(i);
        String is = after.cells().get(i);
        if (!was.equals(is)) {
          text.append(text.isEmpty() ? "" : "; ").append(TableRow.HEAD.get(i)).append(": ");
          text.append(was.isEmpty() ? "nothing" : was).append(", then ");
          text.append(is.isEmpty() ? "nothing" : is);
        }
      }
      return text.toString();
    }

    Map<String, @Nullable Object> tree() {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      tree.put("before", before.tree());
      tree.put("after", after.tree());
      return tree;
    }
  }
}
