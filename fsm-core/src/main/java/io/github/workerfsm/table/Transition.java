package io.github.workerfsm.table;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Sets;
import java.util.EnumSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of a {@link TransitionTable}: who may ask a subject in which state for what, under which
 * condition, what is done then, where the subject can land, and why.
 *
 * <p>A row is a <em>request</em>; where the subject really ends is its <em>landing</em>. A {@code
 * never} row declares that a pair is refused, with the reason. Immutable; {@link #lands} and {@link
 * #because} return changed copies.
 *
 * @param <S> the states
 * @param <T> what asks for a move: an event, or the state that is wanted
 * @param <C> the subject
 * @param <R> the rule, opaque to the table
 */
public final class Transition<S extends Enum<S>, T extends Enum<T>, C, R> {
  private final S from;
  private final T requested;
  private final Guard<C> guard;
  private final ImmutableSet<S> landings;
  private final @Nullable S firstLanding;
  private final Enum<?> actor;
  private final @Nullable R rule;
  private final String reason;

  private Transition(
      S from,
      T requested,
      Guard<C> guard,
      ImmutableSet<S> landings,
      Enum<?> actor,
      @Nullable R rule,
      String reason) {
    this.from = from;
    this.requested = requested;
    this.guard = guard;
    this.landings = landings;
    this.firstLanding = Iterables.getFirst(landings, null);
    this.actor = actor;
    this.rule = rule;
    this.reason = reason;
  }

  /**
   * A row without a landing yet; {@link #lands} completes it.
   *
   * @param reason why the move is right, as a clause that can follow "because"
   */
  public static <S extends Enum<S>, T extends Enum<T>, C, R> Transition<S, T, C, R> row(
      S from, T requested, Guard<C> guard, Enum<?> actor, R rule, String reason) {
    return new Transition<>(
        from, requested, guard, ImmutableSet.of(), actor, Objects.requireNonNull(rule), reason);
  }

  /** A row that refuses the pair under {@code guard}, and says why. */
  public static <S extends Enum<S>, T extends Enum<T>, C, R> Transition<S, T, C, R> never(
      S from, T requested, Guard<C> guard, Enum<?> actor, String reason) {
    return new Transition<>(from, requested, guard, ImmutableSet.of(), actor, null, reason);
  }

  /**
   * The same row, landing in one of the given states.
   *
   * @throws IllegalStateException for a never row, which lands nowhere
   */
  @SafeVarargs
  public final Transition<S, T, C, R> lands(S first, S... others) {
    if (isNever()) {
      throw new IllegalStateException(this + " is a never row and lands nowhere");
    }
    return new Transition<>(
        from,
        requested,
        guard,
        Sets.immutableEnumSet(EnumSet.of(first, others)),
        actor,
        rule,
        reason);
  }

  /** The same row with another reason. */
  public Transition<S, T, C, R> because(String newReason) {
    return new Transition<>(from, requested, guard, landings, actor, rule, newReason);
  }

  /** The same row with another rule. */
  public Transition<S, T, C, R> doing(R newRule) {
    return new Transition<>(from, requested, guard, landings, actor, newRule, reason);
  }

  /** The same row under another guard. */
  public Transition<S, T, C, R> when(Guard<C> newGuard) {
    return new Transition<>(from, requested, newGuard, landings, actor, rule, reason);
  }

  /** What this row does and where it lands, for the pair and guard of {@code other}. */
  Transition<S, T, C, R> under(Transition<S, T, C, R> other) {
    return new Transition<>(
        other.from, other.requested, other.guard, landings, actor, rule, reason);
  }

  /** The state in which the row applies. */
  public S from() {
    return from;
  }

  /** What is asked for. */
  public T requested() {
    return requested;
  }

  /** The condition under which the row applies. */
  public Guard<C> guard() {
    return guard;
  }

  /** The states in which the subject can end, in declaration order; empty for a never row. */
  public ImmutableSet<S> landings() {
    return landings;
  }

  /** Whether {@code state} is a declared landing. */
  public boolean canLandIn(S state) {
    return landings.contains(state);
  }

  /** The landing when only one is declared, else null. */
  public @Nullable S onlyLanding() {
    return landings.size() == 1 ? firstLanding : null;
  }

  /** The first landing, null when none is declared; for the engine, which tries it first. */
  @Nullable S firstLanding() {
    return firstLanding;
  }

  /** Who causes the move. */
  public Enum<?> actor() {
    return actor;
  }

  /** Whether the row refuses the pair. */
  public boolean isNever() {
    return rule == null;
  }

  /** What is done. Throws {@link IllegalStateException} for a never row. */
  public R rule() {
    if (rule == null) {
      throw new IllegalStateException(this + " is a never row and has no rule");
    }
    return rule;
  }

  /** The rule, or null for a never row; for the engine, which tests it anyway. */
  @Nullable R ruleOrNull() {
    return rule;
  }

  /** Why the move is right, or why it is refused. */
  public String reason() {
    return reason;
  }

  /** Whether this row and {@code other} are for the same pair and the same guard. */
  boolean sameKey(Transition<S, T, C, R> other) {
    return from == other.from
        && requested == other.requested
        && guard.name().equals(other.guard.name());
  }

  /** The row as {@code FROM -> REQUESTED [GUARD]}. */
  public String label() {
    String pair = from.name() + " -> " + requested.name();
    return guard.atoms() == 0 ? pair : pair + " [" + guard.name() + "]";
  }

  @Override
  public String toString() {
    return label();
  }
}
