package io.github.workerfsm.worker;

/** The three parties that move tasks, each at its own pace. */
public enum Actor {
  /** What the scheduler, or a client through it, says. */
  SCHEDULER,
  /** What threads that run tasks do. */
  THREAD_POOL,
  /** What the worker's own loop does: transfers, timers, and the consequences of other moves. */
  EVENT_LOOP
}
