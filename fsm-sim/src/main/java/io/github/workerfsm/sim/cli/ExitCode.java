package io.github.workerfsm.sim.cli;

/** What the program tells the shell. */
final class ExitCode {
  /** What was asked holds. */
  static final int HOLDS = 0;

  /** What was asked does not hold: a divergence. */
  static final int DOES_NOT_HOLD = 1;

  /** Bad usage or input; standard error says in one line which. */
  static final int BAD_INPUT = 2;

  /** A defect of this program, whose stack trace is on standard error. */
  static final int DEFECT = 70;

  private ExitCode() {}

  static int holds(boolean holds) {
    return holds ? HOLDS : DOES_NOT_HOLD;
  }
}
