package io.github.workerfsm.oracle;

import io.github.workerfsm.table.Fact;
import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Any table over situations instead of its own subjects: same states, requests, rows and guards;
 * the rule of a row is the row of the original. Built from what a table tells its readers, and
 * proved again.
 */
final class Twin<S extends Enum<S>, T extends Enum<T>, C> {
  private final TransitionTable<S, T, C, ?> original;
  private final List<Situation.Named> facts = new ArrayList<>();

  private Twin(TransitionTable<S, T, C, ?> original) {
    this.original = original;
    for (Fact<C> fact : original.facts()) {
      facts.add(new Situation.Named(fact.name(), fact.ordinal(), fact.phrase()));
    }
  }

  static <S extends Enum<S>, T extends Enum<T>>
      TransitionTable<S, T, Situation, Transition<S, T, ?, ?>> of(
          TransitionTable<S, T, ?, ?> original) {
    return captured(original);
  }

  private static <S extends Enum<S>, T extends Enum<T>, C>
      TransitionTable<S, T, Situation, Transition<S, T, ?, ?>> captured(
          TransitionTable<S, T, C, ?> original) {
    return new Twin<>(original).build();
  }

  private TransitionTable<S, T, Situation, Transition<S, T, ?, ?>> build() {
    Class<S> states = original.initial().getDeclaringClass();
    Class<T> requests = original.requests().get(0).getDeclaringClass();
    TransitionTable.Builder<S, T, Situation, Transition<S, T, ?, ?>> builder =
        TransitionTable.<S, T, Situation, Transition<S, T, ?, ?>>named(
                original.name() + "'s twin", states, requests)
            .startsIn(original.initial())
            .endsIn(original.terminal())
            .facts(facts.toArray(Situation.Named[]::new))
            .given(guard(original.given()));
    if (original.detour() != null) {
      builder.detourThrough(original.detour(), original.detourRequest());
    }
    original.rows().forEach(row -> builder.row(row(row)));
    return builder.build();
  }

  private Transition<S, T, Situation, Transition<S, T, ?, ?>> row(Transition<S, T, C, ?> row) {
    Guard<Situation> guard = guard(row.guard());
    if (row.isNever()) {
      return Transition.never(row.from(), row.requested(), guard, row.actor(), row.reason());
    }
    List<S> landings = row.landings().asList();
    S[] others = landings.subList(1, landings.size()).toArray(size -> states(row, size));
    return Transition.<S, T, Situation, Transition<S, T, ?, ?>>row(
            row.from(), row.requested(), guard, row.actor(), row, row.reason())
        .lands(landings.get(0), others);
  }

  @SuppressWarnings("unchecked") // an array of the class of its element
  private static <S extends Enum<S>> S[] states(Transition<S, ?, ?, ?> row, int size) {
    return (S[]) java.lang.reflect.Array.newInstance(row.from().getDeclaringClass(), size);
  }

  /** The alternatives of all combinations of its facts for which the guard holds. */
  private Guard<Situation> guard(Guard<C> guard) {
    List<Situation.Named> looked =
        facts.stream()
            .filter(fact -> guard.facts().stream().anyMatch(f -> f.ordinal() == fact.ordinal()))
            .toList();
    Guard<Situation> alternatives = null;
    for (int bits = 0; bits < 1 << looked.size(); bits++) {
      int combination = bits;
      if (guard.holdsWhen(fact -> in(looked, fact, combination))) {
        Guard<Situation> all = all(looked, bits);
        alternatives = alternatives == null ? all : alternatives.or(all);
      }
    }
    if (alternatives == null) {
      alternatives = all(looked, 0).and(all(looked, 0).not());
    }
    return alternatives.as(guard.name(), guard.phrase());
  }

  private static boolean in(List<Situation.Named> looked, Fact<?> fact, int bits) {
    for (int i = 0; i < looked.size(); i++) {
      if (looked.get(i).ordinal() == fact.ordinal()) {
        return (bits >>> i & 1) != 0;
      }
    }
    return false;
  }

  private static Guard<Situation> all(List<Situation.Named> looked, int bits) {
    Guard<Situation> all = Guard.always();
    for (int i = 0; i < looked.size(); i++) {
      Guard<Situation> holds = Guard.when(looked.get(i));
      Guard<Situation> literal = (bits >>> i & 1) != 0 ? holds : holds.not();
      all = i == 0 ? literal : all.and(literal);
    }
    return all;
  }
}
