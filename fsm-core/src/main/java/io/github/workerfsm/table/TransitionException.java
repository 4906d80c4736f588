package io.github.workerfsm.table;

/**
 * A transition that could not be carried out. Always a defect of a table, a rule or an owner: the
 * state of the subjects involved is unspecified afterwards, so that the owner has to stop.
 */
public abstract class TransitionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TransitionException(String message) {
    super(message);
  }
}
