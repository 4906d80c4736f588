package io.github.workerfsm.sim.mutation;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.IllegalTableException;
import io.github.workerfsm.worker.RuleOverride;
import io.github.workerfsm.worker.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether other rules do the same as the current ones, step for step, in all that can happen to a
 * lone worker with few tasks within few events, see {@link LoneStates}. There are three parts: two
 * tasks, three tasks, and two tasks of which one is beyond hope as soon as it cannot be read once.
 *
 * <p>Immutable once made, and may be shared by threads.
 */
final class Sameness {
  private static final RuleOverride HOPELESS = RuleOverride.parse("policy suspicion-limit = 1");
  private static final int FEWER = 1;

  private final ImmutableList<LoneStates> patient;
  private final LoneStates hopeless;

  private Sameness(ImmutableList<LoneStates> patient, LoneStates hopeless) {
    this.patient = patient;
    this.hopeless = hopeless;
  }

  /**
   * Tries everything.
   *
   * @param events that happen to two tasks one after the other, at most; to three tasks, one fewer
   */
  static Sameness within(int events) {
    RuleSet current = RuleSet.CURRENT;
    return new Sameness(
        ImmutableList.of(
            LoneStates.within(Alphabet.TWO_TASKS, current, events),
            LoneStates.within(Alphabet.THREE_TASKS, current, events - FEWER)),
        LoneStates.within(Alphabet.TWO_TASKS, current.with(HOPELESS), events));
  }

  /** Events tried, each in each state. */
  long steps() {
    return patient.stream().mapToLong(LoneStates::steps).sum() + hopeless.steps();
  }

  /** Compares at every event at which a row is taken that the suspect does not have. */
  LoneStates.Comparison compare(Suspect suspect) {
    RuleSet rules;
    try {
      rules = suspect.rules().get();
    } catch (IllegalTableException e) {
      return new LoneStates.Comparison(1, e.getMessage());
    }
    long steps = 0;
    @Nullable String difference = null;
    for (LoneStates states : patient) {
      if (difference == null) {
        LoneStates.Comparison comparison = states.compare(rules);
        steps += comparison.steps();
        difference = comparison.difference();
      }
    }
    if (difference == null) {
      LoneStates.Comparison comparison = hopeless.compare(rules.with(HOPELESS));
      steps += comparison.steps();
      difference = comparison.difference();
    }
    return new LoneStates.Comparison(steps, difference);
  }
}
