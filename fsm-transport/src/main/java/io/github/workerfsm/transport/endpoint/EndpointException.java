package io.github.workerfsm.transport.endpoint;

/** A request that has failed: at the server, on the way, or for lack of time. */
public final class EndpointException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With one line that says why. */
  public EndpointException(String message) {
    super(message);
  }
}
