package io.github.workerfsm.sim.world;

/** A choice that cannot happen now; the world is unchanged. The message says why. */
public final class IllegalChoiceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** An exception with the given message. */
  public IllegalChoiceException(String message) {
    super(message);
  }
}
