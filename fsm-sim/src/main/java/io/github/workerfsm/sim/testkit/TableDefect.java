package io.github.workerfsm.sim.testkit;

/** A way in which a table is not sound; each makes its proof fail. */
public enum TableDefect {
  /** One row stands there twice. */
  DUPLICATE_ROW,
  /** A row lands nowhere. */
  NO_LANDING,
  /** The guards of a pair leave something open. */
  GAP,
  /** Two rows of a pair apply at once. */
  OVERLAP,
  /** A row leaves the terminal state. */
  LEAVES_TERMINAL,
  /** No row lands in a state. */
  UNREACHABLE,
  /** No row leaves a state that is not the terminal one. */
  DEAD_END,
  /** A rule is declared, and no row uses it. */
  UNUSED_RULE
}
