package io.github.workerfsm.spring;

/**
 * A Spring machine is not where the row has landed the subject: the subject is not to be trusted,
 * or the machine has to be put right by {@link SpringMachine#resetTo}.
 */
public final class OutOfStepException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OutOfStepException(String message) {
    super(message);
  }
}
