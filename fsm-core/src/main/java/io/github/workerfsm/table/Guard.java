package io.github.workerfsm.table;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.function.IntPredicate;

/**
 * A named condition over {@link Fact}s under which a row applies.
 *
 * <p>A guard is a formula, not code: it can be evaluated over every assignment of its facts, which
 * is how a {@link TransitionTable} proves that the guards of a pair exclude each other and leave no
 * gap. Immutable.
 *
 * @param <C> the subject of a transition
 */
public final class Guard<C> {
  private static final Guard<Object> ALWAYS =
      new Guard<>("ALWAYS", "always", 0, bits -> true, ImmutableList.of());

  private final String name;
  private final String phrase;
  private final int atoms;
  private final IntPredicate formula;
  private final ImmutableList<Fact<? super C>> facts;

  private Guard(
      String name,
      String phrase,
      int atoms,
      IntPredicate formula,
      ImmutableList<Fact<? super C>> facts) {
    this.facts = facts;
    this.name = name;
    this.phrase = phrase;
    this.atoms = atoms;
    this.formula = formula;
  }

  /** The guard that holds for every subject. */
  @SuppressWarnings("unchecked") // looks at no fact, hence fits every subject type
  public static <C> Guard<C> always() {
    return (Guard<C>) ALWAYS;
  }

  /** The guard that holds when {@code fact} does. */
  public static <C> Guard<C> when(Fact<C> fact) {
    if (fact.ordinal() > 30) {
      throw new IllegalArgumentException(
          "fact " + fact.name() + " has ordinal " + fact.ordinal() + ", expected at most 30");
    }
    int bit = 1 << fact.ordinal();
    return new Guard<>(
        fact.name(), fact.phrase(), bit, bits -> (bits & bit) != 0, ImmutableList.of(fact));
  }

  /** The opposite of this guard. */
  public Guard<C> not() {
    IntPredicate inner = formula;
    return new Guard<>(
        "!" + bracketed(), "not: " + phrase, atoms, bits -> !inner.test(bits), facts);
  }

  /** Holds when this guard and {@code other} both do. */
  public Guard<C> and(Guard<C> other) {
    return new Guard<>(
        name + " & " + other.bracketed(),
        phrase + ", and " + other.phrase,
        atoms | other.atoms,
        formula.and(other.formula),
        union(other));
  }

  /** Holds when this guard or {@code other} does, or both. */
  public Guard<C> or(Guard<C> other) {
    return new Guard<>(
        name + " | " + other.name,
        phrase + ", or " + other.phrase,
        atoms | other.atoms,
        formula.or(other.formula),
        union(other));
  }

  /** The same condition under another name and wording, for readers of the table. */
  public Guard<C> as(String newName, String newPhrase) {
    return new Guard<>(newName, newPhrase, atoms, formula, facts);
  }

  /** The name that tables print; for a composed guard its formula. */
  public String name() {
    return name;
  }

  /** The condition in words, a clause about "it". */
  public String phrase() {
    return phrase;
  }

  /** Bit {@code i} is set when the fact with ordinal {@code i} matters to this guard. */
  int atoms() {
    return atoms;
  }

  /** Whether the guard holds for the subject as it is now. */
  public boolean holds(C subject) {
    int bits = 0;
    for (Fact<? super C> fact : facts) {
      if (fact.holds(subject)) {
        bits |= 1 << fact.ordinal();
      }
    }
    return formula.test(bits);
  }

  private ImmutableList<Fact<? super C>> union(Guard<C> other) {
    return ImmutableSet.<Fact<? super C>>builder()
        .addAll(facts)
        .addAll(other.facts)
        .build()
        .asList();
  }

  /** Whether the guard holds when exactly the facts in {@code bits} do. */
  boolean holds(int bits) {
    return formula.test(bits);
  }

  private String bracketed() {
    return name.contains(" | ") ? "(" + name + ")" : name;
  }

  @Override
  public String toString() {
    return name;
  }
}
