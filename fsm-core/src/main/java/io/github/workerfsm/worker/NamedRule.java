package io.github.workerfsm.worker;

import io.github.workerfsm.task.TaskState;
import org.jspecify.annotations.Nullable;

/** A rule that only an override uses: what it does, under the name that tables and stories show. */
record NamedRule(String name, Effect effect) implements WorkerRule {
  /** What a rule does. */
  @FunctionalInterface
  interface Effect {
    TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument);
  }

  @Override
  public TaskState apply(WorkerState worker, TaskNode task, @Nullable Object argument) {
    return effect.apply(worker, task, argument);
  }
}
