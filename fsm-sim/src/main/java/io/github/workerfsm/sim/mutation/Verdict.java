package io.github.workerfsm.sim.mutation;

import org.jspecify.annotations.Nullable;

/**
 * What became of a mutant.
 *
 * @param suspect the mutant
 * @param kill how it was found out; null if it was not
 * @param argument why it is listed as equivalent; null if it is not listed
 * @param compared events at which it was compared with the current rules; 0 if it was not
 * @param difference what it does otherwise at the first of them at which it does; null if nothing
 */
public record Verdict(
    Suspect suspect,
    @Nullable Kill kill,
    @Nullable String argument,
    long compared,
    @Nullable String difference) {
  /** The outcomes. */
  public enum Outcome {
    /** Found out. */
    KILLED,
    /** Listed as equivalent, not found out, and the same step for step wherever it was compared. */
    EQUIVALENT,
    /** Neither. */
    SURVIVES
  }

  /** Which of the outcomes it is: a mutant that is found out is not equivalent, listed or not. */
  public Outcome outcome() {
    if (kill != null) {
      return Outcome.KILLED;
    }
    return argument != null && difference == null ? Outcome.EQUIVALENT : Outcome.SURVIVES;
  }
}
