package io.github.workerfsm.table;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Proves a table by enumeration. Each check adds a sentence to the findings that names the rows and
 * says what to change; all findings are reported together.
 */
final class TableProof<S extends Enum<S>, T extends Enum<T>, C, R> {
  private final TransitionTable<S, T, C, R> table;
  private final List<String> findings = new ArrayList<>();

  TableProof(TransitionTable<S, T, C, R> table) {
    this.table = table;
  }

  void requireSound() {
    for (S from : table.states()) {
      for (T requested : table.requests()) {
        checkPair(table.rows(from, requested));
      }
    }
    checkLandings();
    checkTerminal();
    if (findings.isEmpty()) {
      checkReachability();
    }
    checkRules();
    if (!findings.isEmpty()) {
      throw new IllegalTableException(table.name(), findings);
    }
  }

  private void checkPair(ImmutableList<Transition<S, T, C, R>> pair) {
    if (pair.isEmpty()) {
      return;
    }
    int atoms = pair.stream().mapToInt(row -> row.guard().atoms()).reduce(0, (a, b) -> a | b);
    int known = table.facts().stream().mapToInt(f -> 1 << f.ordinal()).reduce(0, (a, b) -> a | b);
    if ((atoms & ~known) != 0) {
      findings.add(
          pair.get(0) + " looks at a fact that the table does not list; add it to facts()");
      return;
    }
    int looked = atoms | table.possible().atoms();
    Set<String> reported = new LinkedHashSet<>();
    for (int bits = 0; ; bits = (bits - looked) & looked) {
      if (table.possible().holds(bits)) {
        checkCombination(pair, bits, atoms, reported);
      }
      if (bits == looked) {
        break;
      }
    }
    findings.addAll(reported);
  }

  private void checkCombination(
      ImmutableList<Transition<S, T, C, R>> pair, int bits, int atoms, Set<String> reported) {
    List<Transition<S, T, C, R>> matching = new ArrayList<>();
    for (Transition<S, T, C, R> row : pair) {
      if (row.guard().holds(bits)) {
        matching.add(row);
      }
    }
    if (matching.size() > 1) {
      reported.add(
          matching.get(0).sameKey(matching.get(1))
              ? "duplicate row " + matching.get(0) + "; remove one"
              : "rows "
                  + matching.get(0)
                  + " and "
                  + matching.get(1)
                  + " both apply when "
                  + describe(bits, atoms)
                  + "; make their guards exclude each other");
    } else if (matching.isEmpty()) {
      reported.add(
          "no row of "
              + pair.get(0).from()
              + " -> "
              + pair.get(0).requested()
              + " applies when "
              + describe(bits, atoms)
              + "; add a row or a never row for it");
    }
  }

  private String describe(int bits, int atoms) {
    return table.facts().stream()
        .filter(fact -> (atoms >>> fact.ordinal() & 1) != 0)
        .map(fact -> ((bits >>> fact.ordinal() & 1) != 0 ? "" : "!") + fact.name())
        .collect(Collectors.joining(" & "));
  }

  private void checkLandings() {
    for (Transition<S, T, C, R> row : table.rows()) {
      if (!row.isNever() && row.landings().isEmpty()) {
        findings.add("row " + row + " declares no landing; complete it with lands(...)");
      }
      if (row.requested().name().equals(row.from().name())
          && row.requested() == (Object) row.from()) {
        findings.add("row " + row + " asks for the state it is in; a subject that is there stays");
      }
    }
  }

  private void checkTerminal() {
    for (Transition<S, T, C, R> row : table.rowsFrom(table.terminal())) {
      if (!row.isNever()) {
        findings.add("row " + row + " leaves the terminal state; remove it");
      }
    }
  }

  private void checkReachability() {
    Set<S> reached = reach(table.initial(), false);
    for (S state : table.states()) {
      if (!reached.contains(state)) {
        findings.add(
            "state "
                + state
                + " is unreachable from "
                + table.initial()
                + "; add a row that lands there");
      }
    }
    Set<S> canEnd = reach(table.terminal(), true);
    for (S state : table.states()) {
      if (!canEnd.contains(state)) {
        findings.add("state " + state + " cannot reach " + table.terminal() + "; add a way out");
      }
    }
  }

  private Set<S> reach(S start, boolean backwards) {
    EnumSet<S> seen = EnumSet.of(start);
    Deque<S> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      S state = open.remove();
      for (S next : backwards ? sources(state) : targets(state)) {
        if (seen.add(next)) {
          open.add(next);
        }
      }
    }
    return seen;
  }

  private ImmutableSet<S> targets(S state) {
    return table.rowsFrom(state).stream()
        .flatMap(row -> row.landings().stream())
        .collect(ImmutableSet.toImmutableSet());
  }

  private ImmutableSet<S> sources(S state) {
    return table.rows().stream()
        .filter(row -> row.landings().contains(state))
        .map(Transition::from)
        .collect(ImmutableSet.toImmutableSet());
  }

  private void checkRules() {
    Set<R> used = new LinkedHashSet<>();
    table.rows().stream().filter(row -> !row.isNever()).forEach(row -> used.add(row.rule()));
    for (R rule : table.rules()) {
      if (!used.contains(rule)) {
        String name = rule instanceof Rule<?, ?, ?> named ? named.name() : rule.toString();
        findings.add("rule " + name + " is used by no row; use it or remove it");
      }
    }
  }
}
