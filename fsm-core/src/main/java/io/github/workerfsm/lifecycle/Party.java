package io.github.workerfsm.lifecycle;

/** Who says something about a task. */
public enum Party {
  /** The one who submitted it. */
  CLIENT,
  /** The service's face to clients. */
  WEB,
  /** The service's end of the connection to an endpoint. */
  FORWARDER,
  /** The endpoint's end of that connection, and its queue. */
  INTERCHANGE,
  /** A manager of workers. */
  MANAGER,
  /** What runs the function. */
  WORKER,
  /** The passing of time, as the owner hands it in. */
  TIMER
}
