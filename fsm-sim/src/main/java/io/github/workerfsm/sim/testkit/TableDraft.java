package io.github.workerfsm.sim.testkit;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.Fact;
import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes tables of numbers. Sound by construction: every state but the initial one has an earlier
 * state that lands there, and every state but the terminal one lands in a later state.
 */
final class TableDraft<S extends Enum<S>, T extends Enum<T>, C extends Subject<S>> {
  /** Numbers for the ways that every table needs; used again from the start when there are more. */
  static final int SPINE = 24;

  /** Who causes the moves of a random table. */
  enum Actor {
    ANYBODY
  }

  /**
   * The numbers, each taken by remainder.
   *
   * @param spine ways that there have to be
   * @param extras further landings: state, request, landing
   * @param splits pairs that are divided by guards: pair, fact, landings of the second row
   * @param refusals never rows: state, request
   */
  record Plan(
      List<Integer> spine,
      List<List<Integer>> extras,
      List<List<Integer>> splits,
      List<List<Integer>> refusals) {}

  /** The rows of one pair of state and request. */
  private record Pair<S, T>(S from, T requested) {}

  private final Class<S> stateClass;
  private final Class<T> requestClass;
  private final List<S> states;
  private final List<T> requests;
  private final Fact<C>[] facts;
  private final Plan plan;
  private final Map<Pair<S, T>, EnumSet<S>> landings = new LinkedHashMap<>();
  private final List<Transition<S, T, C, Rule<Object, C, S>>> rows = new ArrayList<>();
  private int spine;
  private int rules;

  TableDraft(Class<S> states, Class<T> requests, Fact<C>[] facts, Plan plan) {
    this.stateClass = states;
    this.requestClass = requests;
    this.states = List.of(states.getEnumConstants());
    this.requests = List.of(requests.getEnumConstants());
    this.facts = facts;
    this.plan = plan;
    if (this.states.size() < 2) {
      throw new IllegalArgumentException(
          this.states.size() + " states, expected at least an initial and a terminal one");
    }
    lay();
    write();
  }

  TableSketch<S, T, C> sound() {
    return new TableSketch<>(builder().rows(rows), ImmutableList.copyOf(rows), null);
  }

  /** The same with a defect; {@code where} selects the row, pair or state, by remainder. */
  TableSketch<S, T, C> broken(TableDefect defect, int where) {
    TransitionTable.Builder<S, T, C, Rule<Object, C, S>> builder = builder();
    List<Transition<S, T, C, Rule<Object, C, S>>> moving =
        rows.stream().filter(row -> !row.isNever()).toList();
    Transition<S, T, C, Rule<Object, C, S>> row = moving.get(where % moving.size());
    S state = states.get(where % (states.size() - 1));
    switch (defect) {
      case DUPLICATE_ROW -> rows.add(row);
      case NO_LANDING -> rows.set(rows.indexOf(row), bare(row));
      case GAP -> openGap(row);
      case OVERLAP -> rows.add(to(row.from(), row.requested(), Guard.always(), row.landings()));
      case LEAVES_TERMINAL -> {
        S terminal = last();
        rows.add(to(terminal, request(terminal, where), Guard.always(), EnumSet.of(state)));
      }
      case UNREACHABLE -> forbid(states.get(state.ordinal() + 1));
      case DEAD_END -> rows.removeIf(other -> other.from() == state);
      case UNUSED_RULE ->
          builder.rules(List.of(new Land<>("UNUSED", ImmutableList.of(states.get(0)))));
    }
    return new TableSketch<>(builder.rows(rows), ImmutableList.copyOf(rows), defect);
  }

  private TransitionTable.Builder<S, T, C, Rule<Object, C, S>> builder() {
    return TransitionTable.<S, T, C, Rule<Object, C, S>>named("random", stateClass, requestClass)
        .startsIn(states.get(0))
        .endsIn(last())
        .facts(facts);
  }

  private S last() {
    return states.get(states.size() - 1);
  }

  // ---- which pairs land where

  private void lay() {
    for (int i = 1; i < states.size(); i++) {
      lay(states.get(nextSpine() % i), nextSpine(), states.get(i));
    }
    for (int i = 0; i < states.size() - 1; i++) {
      int later = i + 1 + nextSpine() % (states.size() - 1 - i);
      lay(states.get(i), nextSpine(), states.get(later));
    }
    for (List<Integer> extra : plan.extras()) {
      S from = states.get(extra.get(0) % (states.size() - 1));
      lay(from, extra.get(1), states.get(extra.get(2) % states.size()));
    }
  }

  private int nextSpine() {
    return plan.spine().get(spine++ % plan.spine().size());
  }

  private void lay(S from, int request, S landing) {
    landings
        .computeIfAbsent(
            new Pair<>(from, request(from, request)), pair -> EnumSet.noneOf(stateClass))
        .add(landing);
  }

  /** A state cannot be asked for the state that it is. */
  private T request(S from, int number) {
    List<T> others = requests.stream().filter(request -> (Object) request != from).toList();
    if (others.isEmpty()) {
      throw new IllegalArgumentException(from + " has no request but itself, expected another");
    }
    return others.get(number % others.size());
  }

  // ---- rows

  private void write() {
    List<Pair<S, T>> pairs = List.copyOf(landings.keySet());
    for (int i = 0; i < pairs.size(); i++) {
      write(pairs.get(i), split(i, pairs.size()));
    }
    for (List<Integer> refusal : plan.refusals()) {
      S from = states.get(refusal.get(0) % (states.size() - 1));
      T requested = request(from, refusal.get(1));
      if (landings.putIfAbsent(new Pair<>(from, requested), EnumSet.noneOf(stateClass)) == null) {
        rows.add(
            Transition.never(from, requested, Guard.always(), Actor.ANYBODY, "nobody may ask so"));
      }
    }
  }

  /** The last of the splits that are for this pair, or none. */
  private List<Integer> split(int pair, int pairs) {
    List<Integer> found = List.of();
    for (List<Integer> split : plan.splits()) {
      if (split.get(0) % pairs == pair && facts.length > 0) {
        found = split;
      }
    }
    return found;
  }

  /** One row, or one that has all landings and one that has some, or refuses. */
  private void write(Pair<S, T> pair, List<Integer> split) {
    Set<S> all = landings.getOrDefault(pair, EnumSet.noneOf(stateClass));
    if (split.isEmpty()) {
      rows.add(to(pair.from(), pair.requested(), Guard.always(), all));
      return;
    }
    Guard<C> guard = Guard.when(facts[split.get(1) % facts.length]);
    rows.add(to(pair.from(), pair.requested(), guard, all));
    EnumSet<S> some = EnumSet.noneOf(stateClass);
    all.stream().filter(s -> (split.get(2) >>> s.ordinal() & 1) != 0).forEach(some::add);
    rows.add(
        some.isEmpty()
            ? Transition.never(
                pair.from(), pair.requested(), guard.not(), Actor.ANYBODY, "its fact is missing")
            : to(pair.from(), pair.requested(), guard.not(), some));
  }

  private Transition<S, T, C, Rule<Object, C, S>> to(
      S from, T requested, Guard<C> guard, Set<S> targets) {
    ImmutableList<S> all = ImmutableList.copyOf(targets);
    return landing(bare(from, requested, guard, new Land<>("LAND_" + rules++, all)), all);
  }

  private static <S extends Enum<S>, T extends Enum<T>, C>
      Transition<S, T, C, Rule<Object, C, S>> landing(
          Transition<S, T, C, Rule<Object, C, S>> row, List<S> all) {
    EnumSet<S> others = EnumSet.copyOf(all);
    others.remove(all.get(0));
    return row.lands(all.get(0), others.toArray(none(row.from())));
  }

  @SuppressWarnings("unchecked") // an array of an enum's own class
  private static <S extends Enum<S>> S[] none(S state) {
    return (S[]) Array.newInstance(state.getDeclaringClass(), 0);
  }

  private Transition<S, T, C, Rule<Object, C, S>> bare(
      S from, T requested, Guard<C> guard, Rule<Object, C, S> rule) {
    return Transition.row(from, requested, guard, Actor.ANYBODY, rule, "the table is random");
  }

  private Transition<S, T, C, Rule<Object, C, S>> bare(
      Transition<S, T, C, Rule<Object, C, S>> row) {
    return bare(row.from(), row.requested(), row.guard(), row.rule());
  }

  /** Divides the row by a fact and forgets the other half. Without facts, its landing is lost. */
  private void openGap(Transition<S, T, C, Rule<Object, C, S>> row) {
    int index = rows.indexOf(row);
    if (!row.guard().facts().isEmpty()) {
      rows.removeIf(
          other ->
              other != row && other.from() == row.from() && other.requested() == row.requested());
    } else if (facts.length > 0) {
      rows.set(index, row.when(Guard.when(facts[0])));
    } else {
      rows.set(index, bare(row));
    }
  }

  /** Takes a state out of all landings, and the rows that had no other. */
  private void forbid(S state) {
    List<Transition<S, T, C, Rule<Object, C, S>>> left = new ArrayList<>();
    for (Transition<S, T, C, Rule<Object, C, S>> row : rows) {
      List<S> others = row.landings().stream().filter(s -> s != state).toList();
      if (row.isNever()) {
        left.add(row);
      } else if (!others.isEmpty()) {
        left.add(to(row.from(), row.requested(), row.guard(), EnumSet.copyOf(others)));
      }
    }
    rows.clear();
    rows.addAll(left);
  }
}
