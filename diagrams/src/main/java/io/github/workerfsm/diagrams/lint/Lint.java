package io.github.workerfsm.diagrams.lint;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.StateView;
import io.github.workerfsm.diagrams.table.TableView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads a table as a graph and says what is wrong or odd about it. */
public final class Lint {
  private final TableView table;
  private final ImmutableList.Builder<Finding> findings = ImmutableList.builder();

  private Lint(TableView table) {
    this.table = table;
  }

  /**
   * What was found.
   *
   * @param what the kind
   * @param text a sentence that names the states or the row
   */
  public record Finding(Kind what, String text) {
    @Override
    public String toString() {
      return (what.wrong ? "wrong: " : "odd: ") + text;
    }
  }

  /** What can be found. */
  public enum Kind {
    /** No way leads from the initial state to a state. */
    UNREACHABLE(true),
    /** A state that is not terminal and that nothing leaves. */
    DEAD_END(true),
    /** No way leads from a state to a terminal one. */
    NO_WAY_OUT(true),
    /** Two rows for the same pair and condition. */
    AMBIGUOUS(true),
    /** A row names a state in which it never lands. */
    NEVER_LANDS(false),
    /** There is a move from one state to another, and no way back. */
    NO_WAY_BACK(false),
    /** A state that can be asked for only by a detour. */
    BY_DETOUR_ONLY(false);

    private final boolean wrong;

    Kind(boolean wrong) {
      this.wrong = wrong;
    }

    /** Whether a table should not be so; else it is merely worth knowing. */
    public boolean isWrong() {
      return wrong;
    }
  }

  /** Everything about a table, what is wrong first, states and rows in table order. */
  public static ImmutableList<Finding> of(TableView table) {
    Lint lint = new Lint(table);
    lint.reachability();
    lint.ambiguities();
    lint.landings();
    lint.waysBack();
    lint.detours();
    return lint.findings.build();
  }

  private void reachability() {
    Set<String> reached = reach(table.initial(), true);
    for (StateView state : table.states()) {
      String name = state.name();
      if (!reached.contains(name)) {
        add(Kind.UNREACHABLE, name + " cannot be reached from " + table.initial());
      }
    }
    Set<String> leading = new LinkedHashSet<>();
    table.terminals().forEach(terminal -> leading.addAll(reach(terminal, false)));
    for (StateView state : table.states()) {
      String name = state.name();
      if (table.terminals().contains(name)) {
        continue;
      }
      if (table.rowsFrom(name).stream().allMatch(row -> staysOrRefuses(row))) {
        add(Kind.DEAD_END, "nothing leaves " + name + ", which is not terminal");
      } else if (!table.terminals().isEmpty() && !leading.contains(name)) {
        add(
            Kind.NO_WAY_OUT,
            "no way leads from " + name + " to " + String.join(" or ", table.terminals()));
      }
    }
  }

  private static boolean staysOrRefuses(RowView row) {
    return row.landings().stream().allMatch(row.from()::equals);
  }

  private void ambiguities() {
    Set<String> seen = new LinkedHashSet<>();
    for (RowView row : table.rows()) {
      if (!seen.add(row.key())) {
        add(Kind.AMBIGUOUS, "several rows are for " + row.key());
      }
    }
  }

  private void landings() {
    for (RowView row : table.rows()) {
      if (!row.isNever() && !row.landsAsAsked()) {
        add(
            Kind.NEVER_LANDS,
            row.key() + " never lands there but in " + String.join(" or ", row.landings()));
      }
    }
  }

  private void waysBack() {
    for (StateView from : table.states()) {
      Set<String> targets = new LinkedHashSet<>();
      table.rowsFrom(from.name()).forEach(row -> targets.addAll(row.landings()));
      targets.remove(from.name());
      for (String to : targets) {
        if (!table.terminals().contains(to) && !reach(to, true).contains(from.name())) {
          add(Kind.NO_WAY_BACK, "no way leads back from " + to + " to " + from.name());
        }
      }
    }
  }

  /** States that some pair can reach only through the hub, by nobody's own row. */
  private void detours() {
    String hub = table.hub();
    if (hub == null) {
      return;
    }
    for (StateView state : table.states()) {
      String name = state.name();
      boolean own =
          table.rows().stream()
              .anyMatch(row -> row.requested().equals(name) && !row.from().equals(hub));
      boolean viaHub = table.rowsFrom(hub).stream().anyMatch(row -> row.requested().equals(name));
      if (viaHub && !own) {
        add(
            Kind.BY_DETOUR_ONLY,
            name + " can be asked for only in " + hub + ", elsewhere by a detour through it");
      }
    }
  }

  private Set<String> reach(String start, boolean forward) {
    Set<String> reached = new LinkedHashSet<>(List.of(start));
    Deque<String> next = new ArrayDeque<>(reached);
    while (!next.isEmpty()) {
      String state = next.remove();
      for (RowView row : table.rows()) {
        List<String> onward =
            forward
                ? row.from().equals(state) ? row.landings() : List.of()
                : row.landings().contains(state) ? List.of(row.from()) : List.of();
        onward.stream().filter(reached::add).forEach(next::add);
      }
    }
    return reached;
  }

  private void add(Kind kind, String text) {
    findings.add(new Finding(kind, text));
  }
}
