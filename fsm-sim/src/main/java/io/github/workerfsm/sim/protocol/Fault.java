package io.github.workerfsm.sim.protocol;

import java.util.Locale;

/**
 * What can go wrong around the machines, or happens without having to. All of them draw on one
 * budget.
 */
public enum Fault {
  /** One message is lost. */
  LOSE,
  /** One message arrives twice. */
  DUPLICATE,
  /** One message overtakes those before it. */
  REORDER,
  /** The connection breaks, and what is under way with it. */
  CUT,
  /** A party dies, without a word. */
  KILL,
  /** Time passes although somebody has something to do, or something is under way. */
  DELAY,
  /** Somebody does not want any more what was asked for. */
  CANCEL,
  /** A job ends by itself. */
  END;

  /** For people: "lose". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
