package io.github.workerfsm.trace;

/**
 * What is wrong with a line, said where neither file nor line is known. The reader adds them, see
 * {@link TraceFormatException}.
 */
final class FormatProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String problem;

  FormatProblem(String problem) {
    super(problem, null, false, false);
    this.problem = problem;
  }

  /** What was wrong, and what was expected. */
  String problem() {
    return problem;
  }
}
