package io.github.workerfsm.table;

import static com.google.common.base.Strings.lenientFormat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    checkFacts();
    if (table.proved() && findings.isEmpty()) {
      checkPairs();
    }
    checkLandings();
    checkTerminal();
    if (table.proved()) {
      checkDetour();
      if (table.rows().stream().allMatch(row -> row.isNever() || !row.landings().isEmpty())) {
        checkReachability();
      }
      checkRules();
    }
    if (!findings.isEmpty()) {
      throw new IllegalTableException(table.name(), findings);
    }
  }

  /** Guards can be enumerated only if each bit of a combination stands for one listed fact. */
  private void checkFacts() {
    Set<Fact<C>> listed = ImmutableSet.copyOf(table.facts());
    Map<Integer, Fact<C>> byOrdinal = new HashMap<>();
    for (Fact<C> fact : listed) {
      Fact<C> other = byOrdinal.putIfAbsent(fact.ordinal(), fact);
      if (other != null) {
        findings.add(
            lenientFormat(
                "facts %s and %s have the same ordinal; list facts() of one enum",
                other.name(), fact.name()));
      }
    }
    checkListed("given()", table.given(), listed);
    for (Transition<S, T, C, R> row : table.rows()) {
      checkListed("row " + row, row.guard(), listed);
    }
  }

  private void checkListed(String where, Guard<C> guard, Set<Fact<C>> listed) {
    for (Fact<? super C> fact : guard.facts()) {
      if (!listed.contains(fact)) {
        findings.add(
            lenientFormat(
                "%s looks at fact %s, which the table does not list; add it to facts()",
                where, fact.name()));
      }
    }
  }

  private void checkPairs() {
    if (new Combinations<>(table.facts(), table.given(), List.of())
        .possible()
        .findFirst()
        .isEmpty()) {
      findings.add("given() excludes every combination of facts; correct it");
      return;
    }
    for (S from : table.states()) {
      for (T requested : table.requests()) {
        ImmutableList<Transition<S, T, C, R>> pair = table.rows(from, requested);
        if (!pair.isEmpty()) {
          findings.addAll(new PairProof<>(pair, table.combinations(pair)).findings());
        }
      }
    }
  }

  private void checkLandings() {
    for (Transition<S, T, C, R> row : table.rows()) {
      if (!row.isNever() && row.landings().isEmpty()) {
        findings.add("row " + row + " declares no landing; complete it with lands(...)");
      }
      if ((Object) row.requested() == row.from()) {
        findings.add("row " + row + " asks for the state that it leaves; remove it: nothing moves");
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

  private void checkDetour() {
    S detour = table.detour();
    if (detour != null
        && table.rows().stream()
            .noneMatch(row -> row.requested() == table.detourRequest() && row.canLandIn(detour))) {
      findings.add(
          lenientFormat(
              "no row that is asked for %s lands in %s; correct detourThrough(...) or add a row",
              table.detourRequest(), detour));
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
    Set<R> used = TransitionTable.rulesOf(table.rows());
    for (R rule : table.rules()) {
      if (!used.contains(rule)) {
        String name = rule instanceof Rule<?, ?, ?> named ? named.name() : rule.toString();
        findings.add("rule " + name + " is used by no row; use it or remove it");
      }
    }
  }
}
