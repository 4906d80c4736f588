package io.github.workerfsm.lifecycle;

/**
 * What the owner of a {@link TaskLifecycle} has to do after a report, in the order of the outcome.
 */
public enum Effect {
  /** Keep the record durably. */
  STORE,
  /** Tell the client that its task has been accepted; only when it is stored. */
  ANSWER,
  /**
   * Tell the client how its task has ended, only when that is stored; then say {@link
   * LifecycleEvent#OUTCOME_PUBLISHED}.
   */
  PUBLISH,
  /** Tell the endpoint that it need not keep its result any longer. */
  ACKNOWLEDGE,
  /** Connect to the endpoint anew, at least with the epoch of the record. */
  RECONNECT,
  /** Have the endpoint refuse the task if it arrives, for {@link LifecycleSettings#trap}. */
  TRAP,
  /** Have the worker stop the task. */
  STOP,
  /** Tell an operator that a result differs from how the task has ended, which it cannot change. */
  LOG_CONFLICT,
  /** Delete the stored record. */
  DELETE
}
