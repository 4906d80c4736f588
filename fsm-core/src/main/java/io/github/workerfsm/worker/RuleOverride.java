package io.github.workerfsm.worker;

import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.task.TaskState;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One named difference from {@link RuleSet#CURRENT}: a correction that is undone, or a policy that
 * is set otherwise.
 */
public final class RuleOverride {
  private final String name;
  private final String difference;
  private final String correction;
  private final String source;
  private final UnaryOperator<
          TransitionTable<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>>
      tableChange;
  private final Consumer<Policies.Builder> policyChange;

  RuleOverride(
      String name,
      String difference,
      String correction,
      String source,
      UnaryOperator<
              TransitionTable<
                  TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>>
          tableChange,
      Consumer<Policies.Builder> policyChange) {
    this.name = name;
    this.difference = difference;
    this.correction = correction;
    this.source = source;
    this.tableChange = tableChange;
    this.policyChange = policyChange;
  }

  /** Short name in lower case with hyphens; names the correction that is undone. */
  public String name() {
    return name;
  }

  /** What a machine with this override does. */
  public String difference() {
    return difference;
  }

  /** What CURRENT does instead, and why. */
  public String correction() {
    return correction;
  }

  /** The scenario, issue or function that this comes from. */
  public String source() {
    return source;
  }

  RuleSet applyTo(RuleSet rules) {
    return rules.overridden(this, tableChange, policyChange);
  }

  @Override
  public String toString() {
    return name;
  }
}
