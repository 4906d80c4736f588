package io.github.workerfsm.check;

/**
 * An image that no machine has written, or that lacks a part: truncated, of another version, or of
 * a state that breaks an invariant. Nothing has been restored. The message is one line and says at
 * which byte what was wrong and what was expected.
 */
public final class IllegalImageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** An exception with the given message. */
  public IllegalImageException(String message) {
    super(message);
  }
}
