package io.github.workerfsm.table;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

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
      new Guard<>("ALWAYS", "always", ImmutableSet.of(), bits -> true);

  private final String name;
  private final String phrase;
  private final ImmutableSet<Fact<? super C>> facts;
  private final int atoms;
  private final IntPredicate formula;

  private Guard(
      String name, String phrase, ImmutableSet<Fact<? super C>> facts, IntPredicate formula) {
    this.name = name;
    this.phrase = phrase;
    this.facts = facts;
    this.atoms = facts.stream().mapToInt(fact -> 1 << fact.ordinal()).reduce(0, (a, b) -> a | b);
    this.formula = formula;
  }

  /** The guard that holds for every subject. */
  @SuppressWarnings("unchecked") // looks at no fact, hence fits every subject type
  public static <C> Guard<C> always() {
    return (Guard<C>) ALWAYS;
  }

  /**
   * The guard that holds when {@code fact} does.
   *
   * @throws IllegalArgumentException if the fact's ordinal is over 30
   */
  public static <C> Guard<C> when(Fact<C> fact) {
    if (fact.ordinal() > 30) {
      throw new IllegalArgumentException(
          "fact " + fact.name() + " has ordinal " + fact.ordinal() + ", expected at most 30");
    }
    int bit = 1 << fact.ordinal();
    return new Guard<>(
        fact.name(), fact.phrase(), ImmutableSet.of(fact), bits -> (bits & bit) != 0);
  }

  /** The opposite of this guard. */
  public Guard<C> not() {
    IntPredicate inner = formula;
    return new Guard<>(
        "!" + (name.contains(" & ") ? "(" + name + ")" : bracketed()),
        "not: " + phrase,
        facts,
        bits -> !inner.test(bits));
  }

  /** Holds when this guard and {@code other} both do. */
  public Guard<C> and(Guard<C> other) {
    return new Guard<>(
        bracketed() + " & " + other.bracketed(),
        phrase + ", and " + other.phrase,
        Sets.union(facts, other.facts).immutableCopy(),
        formula.and(other.formula));
  }

  /** Holds when this guard or {@code other} does, or both. */
  public Guard<C> or(Guard<C> other) {
    return new Guard<>(
        name + " | " + other.name,
        phrase + ", or " + other.phrase,
        Sets.union(facts, other.facts).immutableCopy(),
        formula.or(other.formula));
  }

  /** The same condition under another name and wording, for readers of the table. */
  public Guard<C> as(String newName, String newPhrase) {
    return new Guard<>(newName, newPhrase, facts, formula);
  }

  /** The name that tables print; for a composed guard its formula. */
  public String name() {
    return name;
  }

  /** The condition in words, a clause about "it". */
  public String phrase() {
    return phrase;
  }

  /** The facts at which this guard looks, in the order in which its formula names them. */
  public ImmutableSet<Fact<? super C>> facts() {
    return facts;
  }

  /** The same as bits: bit {@code i} is set for the fact with ordinal {@code i}. */
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

  /**
   * Whether the guard holds for whatever has exactly the facts that {@code facts} accepts: for
   * readers of a table that have no subject, such as another engine or a generator of tests.
   */
  public boolean holdsWhen(Predicate<? super Fact<? super C>> facts) {
    int bits = 0;
    for (Fact<? super C> fact : this.facts) {
      if (facts.test(fact)) {
        bits |= 1 << fact.ordinal();
      }
    }
    return formula.test(bits);
  }

  /** Whether the guard holds when exactly the facts in {@code bits} do. */
  boolean holds(int bits) {
    return formula.test(bits);
  }

  /** The name as a part of a conjunction, which binds more closely than an alternative. */
  private String bracketed() {
    return name.contains(" | ") ? "(" + name + ")" : name;
  }

  @Override
  public String toString() {
    return name;
  }
}
