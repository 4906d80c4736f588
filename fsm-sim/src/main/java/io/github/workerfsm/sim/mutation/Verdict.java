package io.github.workerfsm.sim.mutation;

import org.jspecify.annotations.Nullable;

/**
 * What became of a mutant.
 *
 * @param suspect the mutant
 * @param kill how it was found out; null if it was not
 * @param argument why it is listed as equivalent; null if it is not listed
 */
public record Verdict(Suspect suspect, @Nullable Kill kill, @Nullable String argument) {
  /** The outcomes. */
  public enum Outcome {
    /** Found out. */
    KILLED,
    /** Listed as equivalent, and not found out. */
    EQUIVALENT,
    /** Neither. */
    SURVIVES
  }

  /** Which of the outcomes it is: a mutant that is found out is not equivalent, listed or not. */
  public Outcome outcome() {
    if (kill != null) {
      return Outcome.KILLED;
    }
    return argument != null ? Outcome.EQUIVALENT : Outcome.SURVIVES;
  }
}
