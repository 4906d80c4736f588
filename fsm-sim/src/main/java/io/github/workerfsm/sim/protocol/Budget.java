package io.github.workerfsm.sim.protocol;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How much may go wrong.
 *
 * @param most how many faults in all, 0 or more
 * @param kinds which kinds there are
 */
public record Budget(int most, Set<Fault> kinds) {
  /** Nothing goes wrong. */
  public static final Budget NONE = ofAll(0);

  /** Copies the set, in the order of the kinds, and checks the number. */
  public Budget {
    if (most < 0) {
      throw new IllegalArgumentException(most + " faults, expected 0 or more");
    }
    EnumSet<Fault> sorted = EnumSet.noneOf(Fault.class);
    sorted.addAll(kinds);
    kinds = Collections.unmodifiableSet(sorted);
  }

  /** So many faults of any kind. */
  public static Budget ofAll(int most) {
    return new Budget(most, EnumSet.allOf(Fault.class));
  }

  /** So many faults of these kinds. */
  public static Budget of(int most, Fault first, Fault... others) {
    return new Budget(most, EnumSet.of(first, others));
  }

  /** For people: "2 faults of lose, cut". */
  @Override
  public String toString() {
    if (most == 0) {
      return "no faults";
    }
    String list = kinds.toString();
    return most + " faults of " + list.substring(1, list.length() - 1);
  }
}
