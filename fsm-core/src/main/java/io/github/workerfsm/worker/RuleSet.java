package io.github.workerfsm.worker;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a worker machine goes by: a table, and policies for what is not a move. Immutable, shared by
 * any number of machines.
 *
 * <p>{@link #CURRENT} is the proposal of dask/distributed issue 4413 with every correction that its
 * historic deadlocks ask for. Every other rule set is CURRENT with named {@link RuleOverride}s, so
 * that the difference between two rule sets is a short list of names, each with its reason.
 */
public final class RuleSet {
  /** The default: the proposal with every correction. */
  public static final RuleSet CURRENT =
      new RuleSet(
          "current",
          WorkerTransitions.TABLE,
          Policies.CURRENT,
          ImmutableList.of(),
          ImmutableList.of());

  /** dask.distributed 2022.12.1 exactly, defects included. */
  public static final RuleSet DASK_2022_12 =
      CURRENT.with(RuleOverrides.DASK_2022_12).named("dask-2022.12");

  /** The machine of 2021-09-27, right after cancelled, resumed and missing came in. */
  public static final RuleSet N21 = CURRENT.with(HistoricRuleSets.N21).named("n21");

  /** The machine of 2021-09-24, just before that. */
  public static final RuleSet L21 = CURRENT.with(HistoricRuleSets.L21).named("l21");

  /** The machine of 2020-12-21: one table for tasks and inputs, and no state for wanted inputs. */
  public static final RuleSet L20 = CURRENT.with(HistoricRuleSets.L20).named("l20");

  private static final ImmutableList<RuleSet> ALL =
      ImmutableList.of(CURRENT, DASK_2022_12, N21, L21, L20);

  private final String name;
  private final TransitionTable<
          TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
      table;
  private final Policies policies;
  private final ImmutableList<UnaryOperator<Decisions>> changes;
  private final ImmutableList<RuleOverride> overrides;

  private RuleSet(
      String name,
      TransitionTable<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>> table,
      Policies policies,
      ImmutableList<UnaryOperator<Decisions>> changes,
      ImmutableList<RuleOverride> overrides) {
    this.name = name;
    this.table = table;
    this.policies = policies;
    this.changes = changes;
    this.overrides = overrides;
  }

  /** Every rule set that has a name of its own. */
  public static ImmutableList<RuleSet> all() {
    return ALL;
  }

  /**
   * The rule set with this name, in any case, {@code _} and {@code -} being the same.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  public static RuleSet byName(String name) {
    String wanted = name.toLowerCase(Locale.ROOT).replace('_', '-');
    for (RuleSet rules : ALL) {
      String known = rules.name;
      if (known.equals(wanted) || known.replace('.', '-').equals(wanted)) {
        return rules;
      }
    }
    throw new IllegalArgumentException(
        "there is no rule set "
            + name
            + ", expected one of "
            + ALL.stream().map(RuleSet::name).collect(Collectors.joining(", ")));
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** The table, for readers; tasks and rules are opaque. */
  public TransitionTable<TaskState, TaskState, ?, ?> table() {
    return table;
  }

  TransitionTable<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
      workerTable() {
    return table;
  }

  /**
   * Whether a machine under these rules remembers something from one event to the next that neither
   * snapshot nor image has; a few historic faults do. Such a machine cannot be stored, and what it
   * does cannot be explored.
   */
  public boolean rememberBeyondState() {
    Decisions made = decisions();
    return made != null && made.remember();
  }

  /** New decisions for one machine; null when they are those of {@link #CURRENT}. */
  @Nullable Decisions decisions() {
    if (changes.isEmpty()) {
      return null;
    }
    Decisions decisions = new CurrentDecisions();
    for (UnaryOperator<Decisions> change : changes) {
      decisions = change.apply(decisions);
    }
    return decisions;
  }

  /** The decisions that are not moves. */
  public Policies policies() {
    return policies;
  }

  /** In what this rule set differs from {@link #CURRENT}, in order of application. */
  public ImmutableList<RuleOverride> overrides() {
    return overrides;
  }

  /** This rule set with overrides on top. */
  public RuleSet with(List<RuleOverride> more) {
    RuleSet result = this;
    for (RuleOverride override : more) {
      result = override.applyTo(result);
    }
    return result;
  }

  /** This rule set with overrides on top. */
  public RuleSet with(RuleOverride... more) {
    return with(List.of(more));
  }

  /** This rule set without the override: the correction that it undoes holds again. */
  public RuleSet without(RuleOverride override) {
    List<RuleOverride> kept = new ArrayList<>(overrides);
    kept.remove(override);
    return CURRENT.with(kept).named(name + " without " + override.name());
  }

  /** This rule set under another name. */
  public RuleSet named(String newName) {
    return new RuleSet(newName, table, policies, changes, overrides);
  }

  /** This rule set by another table. */
  RuleSet withTable(
      TransitionTable<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
          otherTable) {
    return new RuleSet(name, otherTable, policies, changes, overrides);
  }

  RuleSet overridden(
      RuleOverride override,
      UnaryOperator<
              TransitionTable<
                  TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>>
          tableChange,
      Consumer<Policies.Builder> policyChange,
      ImmutableList<UnaryOperator<Decisions>> decisionChanges) {
    return new RuleSet(
        name + " with " + override.name(),
        tableChange.apply(table),
        policies.with(policyChange),
        ImmutableList.<UnaryOperator<Decisions>>builder()
            .addAll(changes)
            .addAll(decisionChanges)
            .build(),
        ImmutableList.<RuleOverride>builder().addAll(overrides).add(override).build());
  }

  @Override
  public String toString() {
    return name;
  }
}
