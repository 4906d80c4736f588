package io.github.workerfsm.snapshot;

/**
 * A snapshot that cannot be restored: truncated, of another version or table, or of a state that
 * breaks an invariant. Nothing has been restored. The message is one line and says where what was
 * wrong and what was expected.
 */
public final class IllegalSnapshotException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** An exception with the given message. */
  public IllegalSnapshotException(String message) {
    super(message);
  }
}
