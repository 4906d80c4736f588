package io.github.workerfsm.sim.scheduler;

import io.github.workerfsm.table.Fact;

/** The facts at which the guards of the scheduler's table look. */
enum TaskFact implements Fact<TaskRecord> {
  /** An input has failed, and nobody tries it again. */
  BLAMED("an input of it has failed") {
    @Override
    public boolean holds(TaskRecord task) {
      return task.hasFailedInput();
    }
  },
  /** A client wants the task, or another task still has to read it. */
  NEEDED("a client wants it, or a task still has to read it") {
    @Override
    public boolean holds(TaskRecord task) {
      return task.needed();
    }
  },
  /** A client wants the task, or another task names it as an input. */
  KEPT("a client wants it, or a task has it as an input") {
    @Override
    public boolean holds(TaskRecord task) {
      return task.wanted || !task.dependents.isEmpty();
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
