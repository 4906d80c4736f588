package io.github.workerfsm.table;

import com.google.common.collect.ImmutableList;

/**
 * One way in which a table could be wrong.
 *
 * @param operator what kind of wrong
 * @param label the row and what is wrong with it, in one line
 * @param base the table that is right
 * @param rows the rows of the table that is wrong
 */
public record Mutation<X, S extends Enum<S>, T extends Enum<T>, C extends Subject<S>>(
    MutationOperator operator,
    String label,
    TransitionTable<S, T, C, Rule<X, C, S>> base,
    ImmutableList<Transition<S, T, C, Rule<X, C, S>>> rows) {

  /**
   * The table that is wrong.
   *
   * @throws IllegalTableException if a table that is wrong in this way does not even prove itself
   */
  public TransitionTable<S, T, C, Rule<X, C, S>> table() {
    return base.rebuilt(rows);
  }

  @Override
  public String toString() {
    return operator + ": " + label;
  }
}
