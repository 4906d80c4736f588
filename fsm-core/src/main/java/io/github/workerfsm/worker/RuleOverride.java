package io.github.workerfsm.worker;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.task.TaskState;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One named difference from {@link RuleSet#CURRENT}: a correction that is undone, or a decision
 * that is taken otherwise. Immutable.
 *
 * <p>An override can change every decision of a worker: the rows of its table, its {@link
 * Policies}, and what it refuses, does, answers, starts, forgets and counts beyond these. {@link
 * #parse} makes one of a line of text, {@link RuleOverrides} lists those that have a name.
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
  private final ImmutableList<UnaryOperator<Decisions>> decisionChanges;

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
    this(name, difference, correction, source, tableChange, policyChange, ImmutableList.of());
  }

  private RuleOverride(
      String name,
      String difference,
      String correction,
      String source,
      UnaryOperator<
              TransitionTable<
                  TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>>
          tableChange,
      Consumer<Policies.Builder> policyChange,
      ImmutableList<UnaryOperator<Decisions>> decisionChanges) {
    this.name = name;
    this.difference = difference;
    this.correction = correction;
    this.source = source;
    this.tableChange = tableChange;
    this.policyChange = policyChange;
    this.decisionChanges = decisionChanges;
  }

  /** An override that changes nothing yet; the texts are one line each. */
  static RuleOverride named(String name, String difference, String correction, String source) {
    return new RuleOverride(
        name, difference, correction, source, UnaryOperator.identity(), policies -> {});
  }

  /**
   * Makes an override of one line, so that a single rule can be changed without a program:
   *
   * <pre>
   * drop FROM -&gt; REQUESTED [GUARD]           the pair has no row: it goes by way of released
   * refuse FROM -&gt; REQUESTED [GUARD]         whoever asks for it stops the machine
   * redirect FROM -&gt; REQUESTED [GUARD] to S  S is asked for in its stead
   * row FROM -&gt; REQUESTED [GUARD] do RULE lands S, S
   * policy NAME = VALUE                      one of {@link Policies}
   * ignore EVENT in S, S                     the event does nothing to a task in these states
   * admit EVENT                              nothing is refused before it is handled
   * answer EVENT without INSTRUCTION         of what follows from the event
   * skip threads after EVENT                 free threads take no task
   * skip fetches after EVENT                 no transfer is started
   * NAME                                     a named override, see {@link RuleOverrides}
   * </pre>
   *
   * <p>FROM, REQUESTED and S are states by their labels ({@code waiting-for-dependencies}), EVENT
   * and INSTRUCTION kinds by theirs ({@code steal-request}). RULE is a rule of the table by its
   * name, with the group where two have the same ({@code FAIL}, {@code TransferRules.QUEUE}).
   * POLICY is a name like {@code retention}, VALUE like {@code eager}, {@code true} or {@code 5}.
   *
   * <p>GUARD is made of the names that the table prints and of {@code &}, {@code |}, {@code !} and
   * brackets, as in {@code [DONE & !LOCATED]}; without one, the line is about every row of the
   * pair. Rows that a guard meets in part are kept for the rest. Such a table need not be sound,
   * see {@link TransitionTable#unproved}. Upper and lower case are the same.
   *
   * @throws IllegalArgumentException with one line that says what is wrong in which column, counted
   *     from 1, and what was expected
   */
  public static RuleOverride parse(String line) {
    return new OverrideLine(line).parse();
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

  /** This override and a further change of the table. */
  RuleOverride table(
      UnaryOperator<
              TransitionTable<
                  TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>>
          change) {
    return new RuleOverride(
        name,
        difference,
        correction,
        source,
        table -> change.apply(tableChange.apply(table)),
        policyChange,
        decisionChanges);
  }

  /** This override and rows that replace those of the same pair and guard, or are added. */
  @SafeVarargs
  final RuleOverride rows(
      Transition<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>... rows) {
    return table(table -> table.unproved().with(rows));
  }

  /** This override and rows that replace all rows of their pairs. */
  @SafeVarargs
  final RuleOverride pairs(
      Transition<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>... rows) {
    return table(table -> table.unproved().withPairs(List.of(rows)));
  }

  /** This override and a further change of policies. */
  RuleOverride policies(Consumer<Policies.Builder> change) {
    return new RuleOverride(
        name,
        difference,
        correction,
        source,
        tableChange,
        policyChange.andThen(change),
        decisionChanges);
  }

  /** This override and further decisions, made anew for every machine around those so far. */
  RuleOverride decisions(UnaryOperator<Decisions> change) {
    return new RuleOverride(
        name,
        difference,
        correction,
        source,
        tableChange,
        policyChange,
        ImmutableList.<UnaryOperator<Decisions>>builder()
            .addAll(decisionChanges)
            .add(change)
            .build());
  }

  RuleSet applyTo(RuleSet rules) {
    return rules.overridden(this, tableChange, policyChange, decisionChanges);
  }

  @Override
  public String toString() {
    return name;
  }
}
