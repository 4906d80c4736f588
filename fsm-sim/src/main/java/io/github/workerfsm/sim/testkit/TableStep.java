package io.github.workerfsm.sim.testkit;

/**
 * One step of a walk through a table. Plain data, made concrete when its turn comes.
 *
 * @param kind what happens
 * @param which selects a subject, by remainder
 * @param request selects what is asked for, by remainder
 * @param variety for a new subject, an argument or a change, 0 or more
 */
public record TableStep(Kind kind, int which, int request, int variety) {
  /** What a step does. */
  public enum Kind {
    /** Asks for something for which the state has a row; for anything where it has none. */
    ASK,
    /** Asks for anything at all. */
    ASK_ANYTHING,
    /** Changes what guards see. */
    CHANGE,
    /** Brings another subject. */
    ARRIVE
  }

  @Override
  public String toString() {
    return kind + "(" + which + ", " + request + ", " + variety + ")";
  }
}
