package io.github.workerfsm.trace;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A trace that cannot be read, because of what is in it. The message is one line for the user:
 * {@code FILE:LINE: what was wrong, and what was expected}.
 */
public final class TraceFormatException extends IOException {
  private static final long serialVersionUID = 1;

  private final String file;
  private final long line;
  private final String problem;

  TraceFormatException(String file, long line, String problem, @Nullable Throwable cause) {
    super(file + ":" + line + ": " + problem, cause);
    this.file = file;
    this.line = line;
    this.problem = problem;
  }

  /** The name of the file, as given to the reader. */
  public String file() {
    return file;
  }

  /** The number of the line, from 1. */
  public long line() {
    return line;
  }

  /** What was wrong, and what was expected. */
  public String problem() {
    return problem;
  }
}
