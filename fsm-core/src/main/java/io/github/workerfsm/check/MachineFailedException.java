package io.github.workerfsm.check;

import org.jspecify.annotations.Nullable;

/**
 * The machine has met a defect and has stopped: it refuses every later event, since its state can
 * no longer be trusted.
 */
public final class MachineFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** An exception with the given message and the defect that caused it. */
  public MachineFailedException(String message, @Nullable Throwable defect) {
    super(message, defect);
  }
}
