package io.github.workerfsm.sim.replay;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Traces that cannot be had: a file that is not there, a directory without any, a name that none
 * has. The message is one line for the user: what was wrong, and what was expected.
 */
public final class TraceInputException extends IOException {
  private static final long serialVersionUID = 1;

  /** An exception with a message of one line. */
  public TraceInputException(String message) {
    this(message, null);
  }

  TraceInputException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
