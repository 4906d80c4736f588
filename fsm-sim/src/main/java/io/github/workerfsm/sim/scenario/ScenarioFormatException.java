package io.github.workerfsm.sim.scenario;

/** A scenario file that cannot be read; the message says where, what was wrong, what expected. */
public final class ScenarioFormatException extends Exception {
  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;

  /**
   * An exception about a place in a file.
   *
   * @param file its name
   * @param line from 1
   * @param column from 1
   * @param message what was wrong and what was expected
   */
  public ScenarioFormatException(String file, int line, int column, String message) {
    super(file + ":" + line + ":" + column + ": " + message);
    this.line = line;
    this.column = column;
  }

  /** The line, from 1. */
  public int line() {
    return line;
  }

  /** The column, from 1. */
  public int column() {
    return column;
  }
}
