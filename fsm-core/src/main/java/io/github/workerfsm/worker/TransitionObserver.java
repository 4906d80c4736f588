package io.github.workerfsm.worker;

import io.github.workerfsm.table.Transition;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Hears of every transition of a machine, on the owner's thread, before the machine goes on. Costs
 * one call a transition. Must not call the machine.
 */
public interface TransitionObserver {
  /**
   * A task has moved. The halves of a detour are reported first, the whole last.
   *
   * @param landing where the task ended
   * @param row the row that was taken; null for the whole of a detour
   */
  void moved(
      Task task,
      TaskState from,
      TaskState requested,
      TaskState landing,
      @Nullable Transition<TaskState, TaskState, ?, ?> row);
}
