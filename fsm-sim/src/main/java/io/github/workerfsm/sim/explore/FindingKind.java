package io.github.workerfsm.sim.explore;

import java.util.Locale;

/** The ways in which a state can be wrong; none is mistaken for another. */
public enum FindingKind {
  /** At rest, and something wanted is not delivered. */
  DEADLOCK,
  /** At rest, something wanted is not delivered, and a bounded channel is full. */
  JAM,
  /** At rest, something wanted is not delivered, and a budget of the model is used up. */
  BUDGET_USED_UP,
  /**
   * Never at rest again, and never again able to deliver what is wanted. Needs the liveness check.
   */
  LIVELOCK,
  /** An invariant does not hold. */
  VIOLATION;

  /** What the standing of a state at rest amounts to; not for {@link Standing#GOAL}. */
  static FindingKind of(Standing standing) {
    return switch (standing) {
      case WAITING -> DEADLOCK;
      case JAMMED -> JAM;
      case SPENT -> BUDGET_USED_UP;
      case GOAL -> throw new IllegalArgumentException("a goal is no finding");
    };
  }

  /** For people: "budget used up". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
