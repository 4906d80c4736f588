package io.github.workerfsm.table;

import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Every combination of facts that the guards of one pair can meet: an assignment of the facts at
 * which these guards look, unless {@link TransitionTable.Builder#given} excludes it.
 *
 * <p>A combination is an int: bit {@code i} is set when the fact with ordinal {@code i} holds.
 */
final class Combinations<C> {
  /** Facts, those of {@code given} included, over which a pair is still enumerated. */
  static final int MOST_FACTS = 20;

  private final ImmutableList<Fact<C>> looked;
  private final int atoms;
  private final int wider;
  private final Guard<C> given;

  Combinations(ImmutableList<Fact<C>> facts, Guard<C> given, Collection<Guard<C>> guards) {
    this.given = given;
    this.atoms = guards.stream().mapToInt(Guard::atoms).reduce(0, (a, b) -> a | b);
    this.wider = atoms | given.atoms();
    this.looked =
        facts.stream().filter(fact -> holds(fact, atoms)).collect(ImmutableList.toImmutableList());
  }

  /** The facts at which the guards look, in the order of the table. */
  ImmutableList<Fact<C>> facts() {
    return looked;
  }

  /** How many facts have to be enumerated. */
  int width() {
    return Integer.bitCount(wider);
  }

  /** The combinations that can be, each once. */
  IntStream possible() {
    return IntStream.iterate(0, bits -> (bits - wider) & wider)
        .limit(1L << width())
        .filter(given::holds)
        .map(bits -> bits & atoms)
        .distinct();
  }

  /** The combination in words: " when A & !B", or nothing when the guards look at no fact. */
  String when(int bits) {
    return looked.isEmpty()
        ? ""
        : looked.stream()
            .map(fact -> (holds(fact, bits) ? "" : "!") + fact.name())
            .collect(Collectors.joining(" & ", " when ", ""));
  }

  private static boolean holds(Fact<?> fact, int bits) {
    return (bits >>> fact.ordinal() & 1) != 0;
  }
}
