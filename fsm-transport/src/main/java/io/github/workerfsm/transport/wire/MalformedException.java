package io.github.workerfsm.transport.wire;

/** Bytes that do not say what they should. Caught where they are unpacked, never let out. */
public final class MalformedException extends Exception {
  /** With one line: what was wrong, and what was expected. */
  public MalformedException(String message) {
    super(message, null, false, false);
  }
}
