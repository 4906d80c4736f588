package io.github.workerfsm.lifecycle;

/** What the owner of an {@link EndpointLifecycle} has to do, in the order of the outcome. */
public enum EndpointEffect {
  /** Keep the record durably. */
  STORE,
  /** Send what waits for this endpoint, over the connection of the outcome's epoch. */
  SEND_WAITING,
  /** Say {@link LifecycleEvent#ENDPOINT_SUSPECT} of each of its tasks. */
  TELL_SUSPECT,
  /** Say {@link LifecycleEvent#ENDPOINT_HEARD} of each of its tasks. */
  TELL_HEARD,
  /** Say {@link LifecycleEvent#ENDPOINT_OFFLINE} of each of its tasks. */
  TELL_OFFLINE,
  /** Hand the result to the task's machine, which says whether it is acknowledged. */
  TAKE_RESULT,
  /** Close the connections of this endpoint that are older than the outcome's epoch. */
  CLOSE_OLDER,
  /** Close the connections of this endpoint. */
  HANG_UP,
  /** Tell whoever speaks to connect anew, with a higher epoch. */
  ASK_TO_CONNECT,
  /** Delete the stored record. */
  DELETE
}
