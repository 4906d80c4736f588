package io.github.workerfsm.sim.world;

import java.util.Arrays;

/** How often each fault may happen in a world; immutable. Without a number, a fault never does. */
public final class FaultBudget {
  /** No fault at all. */
  public static final FaultBudget NONE =
      new FaultBudget(new int[ChoiceKind.values().length], Integer.MAX_VALUE);

  private final int[] times;
  private final int total;

  private FaultBudget(int[] times, int total) {
    this.times = times;
    this.total = total;
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
    return new FaultBudget(changed, total);
  }

  /**
   * This budget with so many faults at most, of whatever kind.
   *
   * @throws IllegalArgumentException for a negative number
   */
  public FaultBudget atMost(int faults) {
    if (faults < 0) {
      throw new IllegalArgumentException(
          "a budget of " + faults + " faults in all, expected 0 or more");
    }
    return new FaultBudget(times, faults);
  }

  /** How many faults may happen in all. */
  public int total() {
    return total;
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
    return other instanceof FaultBudget that
        && Arrays.equals(times, that.times)
        && total == that.total;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(times) * 31 + total;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (ChoiceKind kind : ChoiceKind.values()) {
      if (of(kind) > 0) {
        text.append(text.isEmpty() ? "" : " ").append(kind).append('=').append(of(kind));
      }
    }
    if (text.isEmpty()) {
      return "none";
    }
    return total == Integer.MAX_VALUE ? text.toString() : text + ", at most " + total;
  }
}
