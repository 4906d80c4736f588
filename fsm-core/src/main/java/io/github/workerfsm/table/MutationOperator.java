package io.github.workerfsm.table;

import java.util.Locale;

/** The ways in which {@link Mutations} spoils a table, one row or two at a time. */
public enum MutationOperator {
  /** A row is missing. */
  DROP_ROW,
  /** A row lands in another state. */
  REDIRECT_LANDING,
  /** A row applies exactly when it should not. */
  NEGATE_GUARD,
  /** A row applies whatever the facts are. */
  DROP_GUARD,
  /** Two rows of a pair apply one when the other should. */
  EXCHANGE_GUARDS,
  /** The rule of a row recommends nothing. */
  DROP_RECOMMENDATIONS,
  /** Two rows of a state do, and land where, the other should. */
  SWAP_RULES;

  /** For people: "drop row". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
