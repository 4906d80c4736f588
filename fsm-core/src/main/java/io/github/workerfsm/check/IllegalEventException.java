package io.github.workerfsm.check;

/**
 * An event that makes no sense: malformed, or about something that the machine does not wait for.
 * The machine is unchanged. The message says what was wrong and what was expected.
 */
public final class IllegalEventException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** An exception with the given message. */
  public IllegalEventException(String message) {
    super(message);
  }
}
