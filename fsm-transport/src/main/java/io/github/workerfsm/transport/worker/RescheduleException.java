package io.github.workerfsm.transport.worker;

/** Thrown by a task that asks to be run elsewhere. */
public final class RescheduleException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Without a reason: the scheduler does not ask for one. */
  public RescheduleException() {
    super("the task asks to be run elsewhere", null, false, false);
  }
}
