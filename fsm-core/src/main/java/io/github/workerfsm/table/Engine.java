package io.github.workerfsm.table;

import org.jspecify.annotations.Nullable;

/**
 * Moves subjects by a {@link TransitionTable}, and runs recommendations until nothing is left to
 * do.
 *
 * <h2>How a chain runs</h2>
 *
 * <p>A rule may recommend moves of any subjects, its own included. Recommendations are kept in an
 * insertion-ordered map from subject to request and taken from its end: last in, first out. A
 * second recommendation for a subject replaces the first where it stands. {@link #settle} goes on
 * until the map is empty. Every order that a caller can observe follows from the order in which
 * rules and events recommend: there is no hash order, no clock and no chance.
 *
 * <p>A pair without a row goes through the table's state of detour: first half, then whatever the
 * first half recommends for the subject itself (except that it ends), then the second half. What
 * the two halves recommend for others becomes pending together. A chain that does not end is a bug
 * in the table: after {@code limit} transitions of one chain the engine throws instead of spinning.
 *
 * <p>Not thread-safe: one thread owns an engine and all its subjects.
 *
 * @param <X> the surroundings that rules work on
 * @param <S> the states
 * @param <T> what asks for a move
 * @param <C> the subject
 */
public final class Engine<X, S extends Enum<S>, T extends Enum<T>, C extends Subject<S>> {
  private final TransitionTable<S, T, C, Rule<X, C, S>> table;
  private final X surroundings;
  private final TransitionListener<S, T, C, Rule<X, C, S>> listener;
  private final boolean strictDetours;
  private final long lifeLimit;
  private final Recommendations<S, T, C> pending = new Recommendations<>();
  private @Nullable SiblingOrder<? super C> siblings;
  private @Nullable C acting;
  private boolean inSecondHalf;
  private long transitions;

  /** The number of transitions that is not to be reached. */
  private long ceiling;

  /**
   * Makes an engine.
   *
   * @param surroundings handed to every rule
   * @param listener hears of every transition
   * @param strictDetours whether it is an error when the halves of a detour recommend different
   *     moves for one subject; otherwise the later recommendation wins
   * @param lifeLimit transitions that the engine may carry out in its life, a debugging aid; {@link
   *     Long#MAX_VALUE} for no limit
   */
  public Engine(
      TransitionTable<S, T, C, Rule<X, C, S>> table,
      X surroundings,
      TransitionListener<S, T, C, Rule<X, C, S>> listener,
      boolean strictDetours,
      long lifeLimit) {
    this.table = table;
    this.surroundings = surroundings;
    this.listener = listener;
    this.strictDetours = strictDetours;
    this.lifeLimit = lifeLimit;
    this.ceiling = lifeLimit;
  }

  /** The table that this engine reads. */
  public TransitionTable<S, T, C, Rule<X, C, S>> table() {
    return table;
  }

  /** Transitions carried out so far, a detour counting as its halves and the whole. */
  public long transitions() {
    return transitions;
  }

  /** Lets a replay or a test decide the order of siblings; null restores the order of insertion. */
  public void orderSiblings(@Nullable SiblingOrder<? super C> order) {
    siblings = order;
  }

  /** Makes "bring {@code subject} to {@code requested}" pending. */
  public void recommend(C subject, T requested) {
    recommend(subject, requested, null);
  }

  /** Makes "bring {@code subject} to {@code requested}" pending; the rule gets the argument. */
  public void recommend(C subject, T requested, @Nullable Object argument) {
    boolean agrees = pending.put(subject, requested, argument, acting);
    if (!agrees && inSecondHalf && strictDetours) {
      throw new RecommendationConflictException(
          "both halves of a detour recommend different moves for " + subject);
    }
  }

  /** Position before the recommendations for the members of one unordered collection. */
  public int siblingsStart() {
    return pending.size();
  }

  /** Says that all recommendations since {@code start} came out of one unordered collection. */
  public void siblingsEnd(int start) {
    if (siblings != null) {
      pending.order(start, siblings);
    }
  }

  /**
   * Runs pending recommendations to a steady state.
   *
   * @param chainLimit transitions after which the chain is taken for endless; an owner that knows
   *     how many subjects it has knows how long an honest chain can be
   * @throws EndlessChainException when the limit is reached
   */
  public void settle(long chainLimit) {
    ceiling = Math.min(lifeLimit, transitions + chainLimit);
    for (int last = pending.last(); last >= 0; last = pending.last()) {
      C subject = pending.subject(last);
      T requested = pending.requested(last);
      Object argument = pending.argument(last);
      C cause = pending.cause(last);
      pending.pop();
      move(subject, requested, argument, cause);
    }
    acting = null;
  }

  /** Runs pending recommendations to a steady state, however long that takes. */
  public void settle() {
    settle(Long.MAX_VALUE - transitions);
  }

  /**
   * Moves one subject at once; what its rule recommends stays pending until {@link #settle}.
   *
   * @return where the subject landed
   */
  public S transition(C subject, T requested, @Nullable Object argument) {
    ceiling = lifeLimit;
    move(subject, requested, argument, null);
    acting = null;
    return subject.state();
  }

  /** Drops everything pending, for an owner that gives up after an exception. */
  public void abandon() {
    pending.reset();
    acting = null;
    inSecondHalf = false;
  }

  private void move(C subject, T requested, @Nullable Object argument, @Nullable C cause) {
    S from = subject.state();
    if ((Object) from == requested) {
      return;
    }
    transitions++;
    if (transitions >= ceiling) {
      throw new EndlessChainException(
          "the limit of " + ceiling + " transitions is reached with " + ask(subject, requested));
    }
    acting = subject;
    Transition<S, T, C, Rule<X, C, S>> row = table.find(from, requested, subject);
    if (row == null) {
      detour(subject, from, requested, argument, cause);
    } else {
      Rule<X, C, S> rule = row.ruleOrNull();
      if (rule == null) {
        throw new IllegalTransitionException(
            ask(subject, requested) + " is refused: " + row.reason());
      }
      S landing = rule.apply(surroundings, subject, argument);
      if (landing != row.onlyLanding() && !row.canLandIn(landing)) {
        throw new UndeclaredLandingException(
            "row "
                + row
                + " of table "
                + table.name()
                + " landed "
                + subject
                + " in "
                + landing
                + ", declared are "
                + row.landings()
                + "; correct the rule or the row");
      }
      subject.state(landing);
    }
    listener.moved(subject, from, requested, row, cause);
  }

  private void detour(
      C subject, S from, T requested, @Nullable Object argument, @Nullable C cause) {
    T half = table.detourRequest();
    if (half == null || from == table.detour() || requested == half) {
      throw new IllegalTransitionException(
          ask(subject, requested) + " has no row in table " + table.name());
    }
    boolean outerHalf = inSecondHalf;
    int outer = pending.open();
    inSecondHalf = false;
    move(subject, half, null, cause);
    inSecondHalf = true;
    for (int own = pending.find(subject); own >= 0; own = pending.find(subject)) {
      T wish = pending.requested(own);
      Object wishArgument = pending.argument(own);
      pending.remove(own);
      if (!wish.name().equals(table.terminal().name())) {
        move(subject, wish, wishArgument, cause);
      }
    }
    move(subject, requested, argument, cause);
    inSecondHalf = outerHalf;
    pending.close(outer);
  }

  private String ask(C subject, T requested) {
    return subject.state() + " -> " + requested + " of " + subject;
  }
}
