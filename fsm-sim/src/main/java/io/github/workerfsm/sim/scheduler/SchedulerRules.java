package io.github.workerfsm.sim.scheduler;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.TransitionTable;
import java.util.List;

/**
 * A table, the policies beside it and what overrides add: everything that makes a scheduler decide
 * as it does. Immutable, shared by any number of schedulers.
 *
 * <p>{@link #CURRENT} is correct; every other set is CURRENT with named {@link SchedulerOverride}s.
 */
public final class SchedulerRules {
  /** The scheduler with every correction. */
  public static final SchedulerRules CURRENT =
      new SchedulerRules(
          "current",
          SchedulerTransitions.TABLE,
          SchedulerPolicies.CURRENT,
          Placement.CURRENT,
          ImmutableList.of(),
          ImmutableList.of(),
          ImmutableList.of());

  /**
   * CURRENT, and a task is assigned as soon as its inputs are in memory or assigned themselves. It
   * waits at its worker, and starts without the scheduler when the last input is there.
   */
  public static final SchedulerRules SPECULATING =
      CURRENT.with(
          SchedulerOverride.named(
                  "speculation", "a task is assigned before its inputs have been computed")
              .correction("a task is assigned when every input is in memory")
              .source("dask/distributed 4413, open questions")
              .policies(p -> p.speculation(true))
              .build());

  private final String name;
  private final TransitionTable<
          SchedulerTaskState,
          SchedulerTaskState,
          TaskRecord,
          Rule<SchedulerState, TaskRecord, SchedulerTaskState>>
      table;
  private final SchedulerPolicies policies;
  private final Placement placement;
  private final ImmutableList<StimulusRule> stimulusRules;
  private final ImmutableList<OutgoingRule> outgoingRules;
  private final ImmutableList<SchedulerOverride> overrides;

  private SchedulerRules(
      String name,
      TransitionTable<
              SchedulerTaskState,
              SchedulerTaskState,
              TaskRecord,
              Rule<SchedulerState, TaskRecord, SchedulerTaskState>>
          table,
      SchedulerPolicies policies,
      Placement placement,
      ImmutableList<StimulusRule> stimulusRules,
      ImmutableList<OutgoingRule> outgoingRules,
      ImmutableList<SchedulerOverride> overrides) {
    this.name = name;
    this.table = table;
    this.policies = policies;
    this.placement = placement;
    this.stimulusRules = stimulusRules;
    this.outgoingRules = outgoingRules;
    this.overrides = overrides;
  }

  /** The name: {@code current}, or {@code current with} the overrides. */
  public String name() {
    return name;
  }

  /** The table, for readers; tasks and rules are opaque. */
  public TransitionTable<SchedulerTaskState, SchedulerTaskState, ?, ?> table() {
    return table;
  }

  TransitionTable<
          SchedulerTaskState,
          SchedulerTaskState,
          TaskRecord,
          Rule<SchedulerState, TaskRecord, SchedulerTaskState>>
      schedulerTable() {
    return table;
  }

  /** The decisions that are not moves. */
  public SchedulerPolicies policies() {
    return policies;
  }

  /** How a worker is chosen. */
  public Placement placement() {
    return placement;
  }

  /** What overrides do about stimuli, the first one outermost. */
  ImmutableList<StimulusRule> stimulusRules() {
    return stimulusRules;
  }

  /** What overrides do about messages, in order of application. */
  ImmutableList<OutgoingRule> outgoingRules() {
    return outgoingRules;
  }

  /** In what this set differs from {@link #CURRENT}, in order of application. */
  public ImmutableList<SchedulerOverride> overrides() {
    return overrides;
  }

  /** These rules with overrides on top. */
  public SchedulerRules with(SchedulerOverride... more) {
    return with(List.of(more));
  }

  /** These rules with overrides on top. */
  public SchedulerRules with(List<SchedulerOverride> more) {
    SchedulerRules result = this;
    for (SchedulerOverride override : more) {
      result = result.with(override);
    }
    return result;
  }

  private SchedulerRules with(SchedulerOverride override) {
    return new SchedulerRules(
        name + " with " + override.name(),
        override.changeTable(table),
        policies.with(override::changePolicies),
        override.placement() == null ? placement : override.placement(),
        plus(stimulusRules, override.stimulusRules()),
        plus(outgoingRules, override.outgoingRules()),
        plus(overrides, ImmutableList.of(override)));
  }

  private static <T> ImmutableList<T> plus(ImmutableList<T> list, ImmutableList<T> more) {
    return ImmutableList.<T>builder().addAll(list).addAll(more).build();
  }

  @Override
  public String toString() {
    return name;
  }
}
