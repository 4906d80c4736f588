package io.github.workerfsm.task;

/** What has not let go of a task. Only a completion ends it. */
public enum Holder {
  /** Nothing. */
  NONE,
  /** A thread that runs the task. */
  THREAD,
  /** A transfer from a peer. */
  TRANSFER
}
