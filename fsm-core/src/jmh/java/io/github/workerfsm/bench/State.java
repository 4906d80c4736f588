package io.github.workerfsm.bench;

/** The fifteen states of a worker's task; a contender is asked for a move by the state wanted. */
public enum State {
  NEW,
  WAITING_FOR_DEPENDENCIES,
  READY,
  CONSTRAINED,
  EXECUTING,
  LONG_RUNNING,
  FETCH,
  MISSING,
  FLIGHT,
  MEMORY,
  ERROR,
  CANCELLED,
  RESCHEDULED,
  RELEASED,
  FORGOTTEN
}
