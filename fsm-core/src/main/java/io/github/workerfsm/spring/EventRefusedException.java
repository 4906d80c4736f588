package io.github.workerfsm.spring;

/** An event that the machine does not take in its state; nothing has changed. */
public final class EventRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  EventRefusedException(String message) {
    super(message);
  }
}
