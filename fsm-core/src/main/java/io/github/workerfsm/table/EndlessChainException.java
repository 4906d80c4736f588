package io.github.workerfsm.table;

/** A chain of recommendations that does not end: a bug in the table or its rules. */
public final class EndlessChainException extends TransitionException {
  private static final long serialVersionUID = 1;

  EndlessChainException(String message) {
    super(message);
  }
}
