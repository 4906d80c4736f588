package io.github.workerfsm.lifecycle;

/** Why a report has changed nothing. Each kind is counted. */
public enum Ignored {
  /** Of an older attempt or connection, or behind what is known already. */
  STALE,
  /** After the end of the task. */
  LATE,
  /** Said before. */
  DUPLICATE,
  /** A result that differs from how the task has ended. */
  CONFLICT,
  /** Of a task without a record. */
  UNKNOWN,
  /** Of no concern to a task in this state. */
  MOOT
}
