package io.github.workerfsm.table;

/** A move that the table does not have, or refuses. */
public final class IllegalTransitionException extends TransitionException {
  private static final long serialVersionUID = 1;

  IllegalTransitionException(String message) {
    super(message);
  }
}
