package io.github.workerfsm.transport.worker;

/** A running task, as its function sees it. */
public interface TaskContext {
  /** The key of the task. */
  String key();

  /**
   * Says that the task will take long and is to count against the worker's threads no longer: the
   * next task may start. Idempotent.
   */
  void secede();
}
