package io.github.workerfsm.table;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the row of a pair: one dense array lookup, a second one when the pair is guarded. */
final class Dispatch<S extends Enum<S>, T extends Enum<T>, C, R> {
  private final TransitionTable<S, T, C, R> table;
  private final int requests;

  /** The row of an unguarded pair, at {@code from * requests + requested}. */
  private final @Nullable Transition<S, T, C, R>[] direct;

  /** The alternatives of a guarded pair, at the same index. */
  private final @Nullable GuardedPair<S, T, C, R>[] guarded;

  @SuppressWarnings("unchecked") // arrays of a generic type can only be made this way
  Dispatch(TransitionTable<S, T, C, R> table) {
    this.table = table;
    requests = table.requests().size();
    int pairs = table.states().size() * requests;
    direct = (@Nullable Transition<S, T, C, R>[]) new Transition<?, ?, ?, ?>[pairs];
    guarded = (@Nullable GuardedPair<S, T, C, R>[]) new GuardedPair<?, ?, ?, ?>[pairs];
    for (S from : table.states()) {
      for (T requested : table.requests()) {
        fill(from.ordinal() * requests + requested.ordinal(), table.rows(from, requested));
      }
    }
  }

  @Nullable Transition<S, T, C, R> find(S from, T requested, C subject) {
    int index = from.ordinal() * requests + requested.ordinal();
    Transition<S, T, C, R> row = direct[index];
    if (row != null) {
      return row;
    }
    GuardedPair<S, T, C, R> pair = guarded[index];
    if (pair == null) {
      return null;
    }
    row = pair.choose(subject);
    if (row == null && table.proved()) {
      throw unproved(from, requested, subject);
    }
    return row;
  }

  private void fill(int index, ImmutableList<Transition<S, T, C, R>> pair) {
    if (pair.size() == 1 && pair.get(0).guard().atoms() == 0) {
      direct[index] = pair.get(0);
    } else if (!pair.isEmpty()) {
      guarded[index] = new GuardedPair<>(pair, table.combinations(pair));
    }
  }

  private IllegalTransitionException unproved(S from, T requested, C subject) {
    List<String> holding =
        table.facts().stream().filter(fact -> fact.holds(subject)).map(Fact::name).toList();
    return new IllegalTransitionException(
        "table "
            + table.name()
            + ": "
            + from
            + " -> "
            + requested
            + " of "
            + subject
            + " meets facts that given() excludes: "
            + holding
            + "; correct given() or the facts");
  }
}
