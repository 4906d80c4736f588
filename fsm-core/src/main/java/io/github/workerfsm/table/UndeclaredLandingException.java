package io.github.workerfsm.table;

/** A rule landed its subject where the row does not declare it. */
public final class UndeclaredLandingException extends TransitionException {
  private static final long serialVersionUID = 1;

  UndeclaredLandingException(String message) {
    super(message);
  }
}
