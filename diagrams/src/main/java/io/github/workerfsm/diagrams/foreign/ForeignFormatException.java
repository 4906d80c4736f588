package io.github.workerfsm.diagrams.foreign;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A foreign machine that cannot be read: one line, {@code FILE:LINE: what, and what expected}. */
public final class ForeignFormatException extends IOException {
  private static final long serialVersionUID = 1;

  ForeignFormatException(String file, int line, String problem) {
    this(file, line, problem, null);
  }

  ForeignFormatException(String file, int line, String problem, @Nullable Throwable cause) {
    super(file + ":" + line + ": " + problem, cause);
  }
}
