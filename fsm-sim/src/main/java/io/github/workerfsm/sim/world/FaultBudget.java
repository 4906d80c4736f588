package io.github.workerfsm.sim.world;

import java.util.Arrays;

/** How often each fault may happen in a world; immutable. Without a number, a fault never does. */
public final class FaultBudget {
  /** No fault at all. */
  public static final FaultBudget NONE = new FaultBudget(new int[ChoiceKind.values().length]);

  private final int[] times;

  private FaultBudget(int[] times) {
    this.times = times;
  }

  /**
   * This budget with another number for one kind.
   *
   * @throws IllegalArgumentException for a negative number or a kind that is no fault
   */
  public FaultBudget with(ChoiceKind kind, int number) {
    if (!kind.fault() || number < 0) {
      throw new IllegalArgumentException(
          "a budget of " + number + " for " + kind + ", expected 0 or more of a fault");
    }
    int[] changed = times.clone();
    changed[kind.ordinal()] = number;
    return new FaultBudget(changed);
  }

  /** How often this may happen. */
  public int of(ChoiceKind kind) {
    return times[kind.ordinal()];
  }

  /** By ordinal of the kind; the caller's to change. */
  int[] toArray() {
    return times.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FaultBudget that && Arrays.equals(times, that.times);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(times);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (ChoiceKind kind : ChoiceKind.values()) {
      if (of(kind) > 0) {
        text.append(text.isEmpty() ? "" : " ").append(kind).append('=').append(of(kind));
      }
    }
    return text.isEmpty() ? "none" : text.toString();
  }
}
