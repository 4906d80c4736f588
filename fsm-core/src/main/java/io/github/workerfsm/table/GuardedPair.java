package io.github.workerfsm.table;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The alternatives of one guarded pair, resolved for every combination of the facts that its guards
 * look at, so that choosing evaluates each fact once and no formula.
 */
final class GuardedPair<S extends Enum<S>, T extends Enum<T>, C, R> {
  private final Fact<C>[] atoms;
  private final @Nullable Transition<S, T, C, R>[] byCombination;

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of a generic type
  GuardedPair(ImmutableList<Transition<S, T, C, R>> rows, ImmutableList<Fact<C>> facts) {
    int used = rows.stream().mapToInt(row -> row.guard().atoms()).reduce(0, (a, b) -> a | b);
    List<Fact<C>> looked = new ArrayList<>();
    for (Fact<C> fact : facts) {
      if ((used >>> fact.ordinal() & 1) != 0) {
        looked.add(fact);
      }
    }
    atoms = looked.toArray(new Fact[0]);
    byCombination = new Transition[1 << atoms.length];
    for (int combination = 0; combination < byCombination.length; combination++) {
      int bits = 0;
      for (int i = 0; i < atoms.length; i++) {
        if ((combination >>> i & 1) != 0) {
          bits |= 1 << atoms[i].ordinal();
        }
      }
      for (Transition<S, T, C, R> row : rows) {
        if (row.guard().holds(bits)) {
          byCombination[combination] = row;
        }
      }
    }
  }

  @Nullable Transition<S, T, C, R> choose(C subject) {
    int combination = 0;
    for (int i = 0; i < atoms.length; i++) {
      if (atoms[i].holds(subject)) {
        combination |= 1 << i;
      }
    }
    return byCombination[combination];
  }
}
