package io.github.workerfsm.table;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/**
 * The alternatives of one guarded pair, resolved for every combination of the facts that its guards
 * look at, so that choosing evaluates each fact once and no formula.
 */
final class GuardedPair<S extends Enum<S>, T extends Enum<T>, C, R> {
  private final Fact<C>[] atoms;

  /**
   * Bit {@code i} of the index: the fact {@code atoms[i]}. Null where the facts cannot be so, and
   * in the gaps of a table that is not proved.
   */
  private final @Nullable Transition<S, T, C, R>[] byCombination;

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of a generic type
  GuardedPair(ImmutableList<Transition<S, T, C, R>> rows, Combinations<C> combinations) {
    atoms = combinations.facts().toArray(new Fact[0]);
    byCombination = new Transition[1 << atoms.length];
    combinations
        .possible()
        .forEach(
            bits ->
                rows.stream()
                    .filter(row -> row.guard().holds(bits))
                    .findFirst()
                    .ifPresent(row -> byCombination[indexOf(bits)] = row));
  }

  /** The row that applies; null where none does. */
  @Nullable Transition<S, T, C, R> choose(C subject) {
    int index = 0;
    for (int i = 0; i < atoms.length; i++) {
      if (atoms[i].holds(subject)) {
        index |= 1 << i;
      }
    }
    return byCombination[index];
  }

  private int indexOf(int bits) {
    int index = 0;
    for (int i = 0; i < atoms.length; i++) {
      index |= (bits >>> atoms[i].ordinal() & 1) << i;
    }
    return index;
  }
}
