package io.github.workerfsm.worker;

import static io.github.workerfsm.worker.WorkerTransitions.TABLE;

import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Rules that only historic rule sets have, as far as more than one override uses them. */
final class FaultyRules {
  /**
   * Released although a thread or a transfer holds it, which goes on and is forgotten about: its
   * slot and its resources are free at once.
   */
  static final NamedRule DROP_HELD =
      new NamedRule(
          "DROP_HELD",
          (worker, task, argument) -> {
            TaskSpec running = task.running();
            if (running != null && !task.done()) {
              worker.slots.resources.release(running.resources());
            }
            TaskState landing = ReleaseRules.DROP.apply(worker, task, argument);
            worker.fillThreads();
            return landing;
          });

  /** A transfer has brought what was to be computed here: reported as if it had been. */
  static final NamedRule RECEIVE_AS_COMPUTED =
      new NamedRule(
          "RECEIVE_AS_COMPUTED",
          (worker, task, argument) -> {
            worker.store(task, Objects.requireNonNull((Value) argument));
            worker.emitFinished(task, task.run());
            return TaskState.MEMORY;
          });

  /** A value from outside, for a task whose role has changed: reported as its new role asks for. */
  static final NamedRule RECEIVE_WHILE_HELD =
      new NamedRule(
          "RECEIVE_WHILE_HELD",
          (worker, task, argument) ->
              task.claimedByThread()
                  ? OutcomeRules.RECEIVE.apply(worker, task, argument)
                  : RECEIVE_AS_COMPUTED.apply(worker, task, argument));

  private FaultyRules() {}

  /** What a dictionary of the reference raises when a key is looked up that it does not have. */
  static IllegalStateException unknownKey(String key) {
    return new IllegalStateException("key " + key + " is looked up, and is not known");
  }

  /** The rows of the pair in the current table, doing something else. */
  static List<Transition<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>>
      doing(TaskState from, TaskState requested, WorkerRule rule) {
    return TABLE.rows(from, requested).stream().map(row -> row.doing(rule)).toList();
  }

  /** A table in which every row that does one thing does another. */
  static TransitionTable<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
      replacing(
          TransitionTable<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
              table,
          WorkerRule rule,
          WorkerRule replacement) {
    TransitionTable<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>> result =
        table;
    var changed =
        new ArrayList<
            Transition<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>>();
    for (var row : table.rows()) {
      if (!row.isNever() && row.rule() == rule) {
        changed.add(row.doing(replacement));
      }
    }
    for (var row : changed) {
      result = result.with(row);
    }
    return result;
  }
}
