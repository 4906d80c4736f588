package io.github.workerfsm.sim.scheduler;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One named difference from {@link SchedulerRules#CURRENT}. It can reach every decision: moves of
 * the table, policies, the choice of a worker, what is done about a stimulus, and what is sent.
 * Immutable.
 */
public final class SchedulerOverride {
  private final String name;
  private final String difference;
  private final String correction;
  private final String source;
  private final ImmutableList<Stay> stays;
  private final ImmutableList<Consumer<SchedulerPolicies.Builder>> policyChanges;
  private final @Nullable Placement placement;
  private final ImmutableList<StimulusRule> stimulusRules;
  private final ImmutableList<OutgoingRule> outgoingRules;

  private SchedulerOverride(Builder builder) {
    name = builder.name;
    difference = builder.difference;
    correction = builder.correction;
    source = builder.source;
    stays = ImmutableList.copyOf(builder.stays);
    policyChanges = ImmutableList.copyOf(builder.policyChanges);
    placement = builder.placement;
    stimulusRules = ImmutableList.copyOf(builder.stimulusRules);
    outgoingRules = ImmutableList.copyOf(builder.outgoingRules);
  }

  /** Starts an override; {@code difference} says what a scheduler with it does. */
  public static Builder named(String name, String difference) {
    return new Builder(name, difference);
  }

  /**
   * The override that a line of text describes: the name of a scenario, or one rule in the grammar
   * of {@link OverrideGrammar}.
   *
   * @throws IllegalArgumentException with one line, if the text is neither
   */
  public static SchedulerOverride parse(String text) {
    return OverrideGrammar.parse(text);
  }

  /** Short name in lower case with hyphens, or the text that it was parsed from. */
  public String name() {
    return name;
  }

  /** What a scheduler with this override does. */
  public String difference() {
    return difference;
  }

  /** What CURRENT does instead, and why; empty when nobody has said. */
  public String correction() {
    return correction;
  }

  /** The scenario or issue that this comes from; empty when nobody has said. */
  public String source() {
    return source;
  }

  TransitionTable<
          SchedulerTaskState,
          SchedulerTaskState,
          TaskRecord,
          Rule<SchedulerState, TaskRecord, SchedulerTaskState>>
      changeTable(
          TransitionTable<
                  SchedulerTaskState,
                  SchedulerTaskState,
                  TaskRecord,
                  Rule<SchedulerState, TaskRecord, SchedulerTaskState>>
              table) {
    var result = table;
    for (Stay stay : stays) {
      result = result.withPairs(List.of(stay.row()));
    }
    return result;
  }

  void changePolicies(SchedulerPolicies.Builder policies) {
    policyChanges.forEach(change -> change.accept(policies));
  }

  @Nullable Placement placement() {
    return placement;
  }

  ImmutableList<StimulusRule> stimulusRules() {
    return stimulusRules;
  }

  ImmutableList<OutgoingRule> outgoingRules() {
    return outgoingRules;
  }

  @Override
  public String toString() {
    return name;
  }

  /** A pair whose request is not carried out: the task stays as it is. */
  private record Stay(SchedulerTaskState from, SchedulerTaskState requested) {
    Transition<
            SchedulerTaskState,
            SchedulerTaskState,
            TaskRecord,
            Rule<SchedulerState, TaskRecord, SchedulerTaskState>>
        row() {
      return SchedulerTransitions.row(
              from,
              requested,
              Guard.always(),
              Party.SCHEDULER,
              new Rest(from),
              "the request is forgotten")
          .lands(from);
    }
  }

  /** Does nothing. */
  private record Rest(SchedulerTaskState where) implements SchedulerRule {
    @Override
    public String name() {
      return "REST";
    }

    @Override
    public SchedulerTaskState apply(
        SchedulerState scheduler, TaskRecord task, @Nullable Object argument) {
      return where;
    }
  }

  /** Collects what an override changes. */
  public static final class Builder {
    private final String name;
    private final String difference;
    private String correction = "";
    private String source = "";
    private final List<Stay> stays = new ArrayList<>();
    private final List<Consumer<SchedulerPolicies.Builder>> policyChanges = new ArrayList<>();
    private @Nullable Placement placement;
    private final List<StimulusRule> stimulusRules = new ArrayList<>();
    private final List<OutgoingRule> outgoingRules = new ArrayList<>();

    private Builder(String name, String difference) {
      this.name = name;
      this.difference = difference;
    }

    /** What CURRENT does instead, and why. */
    public Builder correction(String text) {
      correction = text;
      return this;
    }

    /** The scenario or issue that this comes from. */
    public Builder source(String text) {
      source = text;
      return this;
    }

    /** A task in {@code from} that is to move to {@code requested} stays as it is. */
    public Builder drop(SchedulerTaskState from, SchedulerTaskState requested) {
      stays.add(new Stay(from, requested));
      return this;
    }

    /** Policies are set otherwise. */
    public Builder policies(Consumer<SchedulerPolicies.Builder> change) {
      policyChanges.add(change);
      return this;
    }

    /** Workers are chosen otherwise. */
    public Builder placement(Placement other) {
      placement = other;
      return this;
    }

    /** Stimuli are handled otherwise. */
    public Builder stimulus(StimulusRule rule) {
      stimulusRules.add(rule);
      return this;
    }

    /** Messages are left out, changed or reordered. */
    public Builder outgoing(OutgoingRule rule) {
      outgoingRules.add(rule);
      return this;
    }

    /** The finished override. */
    public SchedulerOverride build() {
      return new SchedulerOverride(this);
    }
  }
}
