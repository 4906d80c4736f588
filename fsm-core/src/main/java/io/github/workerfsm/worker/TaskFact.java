package io.github.workerfsm.worker;

import io.github.workerfsm.table.Fact;

/** The facts at which the guards of the worker's table look. */
enum TaskFact implements Fact<TaskNode> {
  /** The completion of what held the task is being handled. */
  DONE("its thread or transfer has ended") {
    @Override
    public boolean holds(TaskNode task) {
      return task.done();
    }
  },
  /** A thread holds, or held until now, the task; otherwise a transfer. */
  THREAD("a thread holds it") {
    @Override
    public boolean holds(TaskNode task) {
      return task.claimedByThread();
    }
  },
  /** The thread that holds the task has seceded. */
  SECEDED("its thread has seceded") {
    @Override
    public boolean holds(TaskNode task) {
      return task.seceded();
    }
  },
  /** A peer is known to hold the value. */
  LOCATED("a holder of its value is known") {
    @Override
    public boolean holds(TaskNode task) {
      return task.located();
    }
  },
  /** The task needs resources besides a thread. */
  DEMANDING("it needs resources") {
    @Override
    public boolean holds(TaskNode task) {
      return task.demanding();
    }
  };

  private final String phrase;

  TaskFact(String phrase) {
    this.phrase = phrase;
  }

  @Override
  public String phrase() {
    return phrase;
  }
}
