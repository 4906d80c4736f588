package io.github.workerfsm.lifecycle;

import java.util.Locale;

/** What can be said about a task; each {@link Report} says one of these. */
public enum LifecycleEvent {
  /** A client has submitted it. */
  SUBMIT,
  /** It is in the queue of its endpoint. */
  ENQUEUED,
  /** It has been sent to its endpoint, and the connection has taken it. */
  SENT,
  /** The connection has failed while it was being sent, or no answer came in time. */
  UNSENT,
  /** The endpoint has it, and waits for a manager. */
  REPORT_NODES,
  /** A manager has it, and waits for a worker. */
  REPORT_LAUNCH,
  /** A worker runs it. */
  REPORT_RUNNING,
  /** The worker has returned a value. */
  RESULT_VALUE,
  /** The worker has returned the exception of the function that it ran. */
  RESULT_ERROR,
  /** How it ended has been stored, and its client told. */
  OUTCOME_PUBLISHED,
  /** The manager that had it has gone. */
  MANAGER_LOST,
  /** Heartbeats of its endpoint are missing. */
  ENDPOINT_SUSPECT,
  /** Its endpoint has been heard again. */
  ENDPOINT_HEARD,
  /** Its endpoint has been silent for too long. */
  ENDPOINT_OFFLINE,
  /** The client does not want it any more. */
  CANCEL,
  /** The worker has stopped it, or has ended. */
  CANCEL_CONFIRMED,
  /** It has been kept for long enough. */
  EXPIRED;

  /** The name for people, for example {@code report-nodes}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
