package io.github.workerfsm.transport.cleanup;

/** What a node knows of a job reference. */
public enum JobState {
  /** Nothing. */
  ABSENT,
  /** The job runs. */
  RUNNING,
  /** It was killed, and has not ended yet: a running thread cannot be stopped, only asked. */
  STOPPING,
  /** It has ended, or was killed before it was submitted; it will not be run (again). */
  TOMBSTONE,
  /** Nothing any more. */
  GONE
}
