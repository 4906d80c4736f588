package io.github.workerfsm.sim.world;

/** A text that is not in the notation of choices and messages. */
public final class NotationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int column;

  /**
   * An exception for a text.
   *
   * @param column where, from 0
   * @param message what was wrong and what was expected
   */
  public NotationException(int column, String message) {
    super(message);
    this.column = column;
  }

  /** Where in the text, from 0. */
  public int column() {
    return column;
  }
}
