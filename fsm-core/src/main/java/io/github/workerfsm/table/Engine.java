package io.github.workerfsm.table;

import org.jspecify.annotations.Nullable;

/**
 * Moves subjects by a {@link TransitionTable}, and runs recommendations until nothing is left to
 * do.
 *
 * <h2>Why rules recommend</h2>
 *
 * <p>One move has consequences: a task that is in memory makes those that wait for it ready, one
 * that is released lets go of its inputs. A rule that moved them itself would call rules that call
 * rules; it would see subjects half-way, the stack would be as deep as the graph, and the order of
 * events would hide in the order of method calls. So a rule only <em>recommends</em>: "bring this
 * subject to that". When its turn comes, a recommendation is looked up for the state in which its
 * subject is then. One that asks for the state in which the subject is already does nothing, and is
 * not reported.
 *
 * <h2>How a chain runs</h2>
 *
 * <p>Recommendations are kept in an insertion-ordered map from subject to request and taken from
 * its end: last in, first out, so that the consequences of one move are through before its next
 * sibling is looked at. A second recommendation for a subject replaces the first where it stands:
 * the last word counts, the first decides the turn. {@link #settle} goes on until the map is empty.
 * Every order that a caller can observe follows from the order in which rules and events recommend:
 * there is no hash order, no clock and no chance. Where a rule goes through a collection that has
 * no order of its own, {@link #siblingsStart} and {@link #siblingsEnd} say so, and a replay of
 * something recorded elsewhere can put in the order that was seen there.
 *
 * <h2>How a detour runs</h2>
 *
 * <p>A pair without a row goes through the table's state of detour: first half, then whatever the
 * first half recommends for the subject itself (except that it ends: then there would be nobody
 * left to bring where it was asked for), then the second half. Between the halves the subject is
 * only passing through, and nobody else may be moved because of it; therefore what the halves
 * recommend for others is collected in a frame of its own and becomes pending only when both are
 * done. There the second half may meet a recommendation of the first for the same subject. If they
 * differ, one of them rests on a state that the subject never settled in; strict engines take that
 * for the error it usually is, others let the later one win.
 *
 * <p>The second half can lack a row as well, because the first has landed elsewhere: then it is a
 * detour in turn, in a frame of its own. The listener hears of the halves as they happen and of the
 * whole last.
 *
 * <h2>When it goes wrong</h2>
 *
 * <p>The engine believes the table and nobody else: a landing that the row does not declare is an
 * error even if it is a state of the machine, because diagrams, proofs and explorers have told
 * everybody that it cannot happen. A chain that does not end is a bug in the table: at the limit of
 * the chain the engine throws instead of spinning. There is no rollback, for rules change more than
 * the engine can see; after any {@link TransitionException} the subjects are not to be trusted, and
 * {@link #abandon} only lets go of what was pending.
 *
 * <h2>What it costs</h2>
 *
 * <p>A transition is one dense array lookup, the call of the rule and the comparison of one landing
 * (for a guarded pair also a fact each and a second lookup), recommended or not, whatever the size
 * of the table; nothing is allocated. {@link Recommendations} says how.
 *
 * <p>Not thread-safe: one thread owns an engine and all its subjects. A subject belongs to one
 * engine.
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
  private long lifeLimit;
  private final Recommendations<S, T, C> pending = new Recommendations<>();
  private @Nullable SiblingOrder<? super C> siblings;
  private @Nullable C acting;
  private long transitions;

  /** The number of transitions that is not to be reached. */
  private long ceiling;

  /** Detours under way, each the second half of the one before. */
  private int detours;

  /**
   * What is pending in the innermost detour below this index comes from an earlier half, which a
   * strict engine does not let a later one contradict. During a first half it lies below the detour
   * and has no effect; 0 when there is nothing to contradict at all.
   */
  private int earlierHalf;

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
  }

  /** The table that this engine reads. */
  public TransitionTable<S, T, C, Rule<X, C, S>> table() {
    return table;
  }

  /** Transitions carried out so far, a detour counting as its halves and the whole. */
  public long transitions() {
    return transitions;
  }

  /** Goes on counting from a number of transitions that were carried out before. */
  public void resume(long earlierTransitions) {
    transitions = earlierTransitions;
  }

  /** Whether no recommendation is pending. */
  public boolean settled() {
    return pending.size() == 0;
  }

  /** Replaces the number of transitions that the engine may carry out in its life. */
  public void limitLife(long newLifeLimit) {
    lifeLimit = newLifeLimit;
  }

  /** Lets a replay or a test decide the order of siblings; null restores the order of insertion. */
  public void orderSiblings(@Nullable SiblingOrder<? super C> order) {
    siblings = order;
  }

  /** Makes "bring {@code subject} to {@code requested}" pending. */
  public void recommend(C subject, T requested) {
    recommend(subject, requested, null);
  }

  /**
   * Makes "bring {@code subject} to {@code requested}" pending; the rule gets the argument.
   *
   * @throws RecommendationConflictException if an earlier half of a strict detour has recommended
   *     something else for the subject
   */
  public void recommend(C subject, T requested, @Nullable Object argument) {
    if (earlierHalf != 0) {
      requireAgreement(subject, requested, argument);
    }
    pending.put(subject, requested, argument, acting);
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
   * Takes back what has become pending since {@code start}; for a rule that forgets to recommend.
   */
  void dropSince(int start) {
    while (pending.size() > start) {
      pending.pop();
    }
  }

  /**
   * Runs pending recommendations to a steady state. To be called by the owner, never by a rule.
   *
   * @param chainLimit transitions after which the chain is taken for endless; an owner that knows
   *     how many subjects it has knows how long an honest chain can be
   * @throws EndlessChainException when the limit is reached
   * @throws TransitionException if a recommended move is illegal, or a rule is at fault
   */
  public void settle(long chainLimit) {
    if (pending.isEmpty()) {
      return;
    }
    ceiling = transitions + Math.min(chainLimit, lifeLimit - transitions);
    do {
      Recommendations.Entry<T, C> last = pending.last();
      C subject = last.subject();
      T requested = last.requested();
      Object argument = last.argument();
      C cause = last.cause();
      pending.pop();
      move(subject, requested, argument, cause);
    } while (!pending.isEmpty());
    acting = null;
  }

  /** Runs pending recommendations to a steady state, however long that takes. */
  public void settle() {
    settle(Long.MAX_VALUE);
  }

  /**
   * Moves one subject at once; what its rule recommends stays pending until {@link #settle}. To be
   * called by the owner, never by a rule.
   *
   * @return where the subject landed
   * @throws TransitionException if the move is illegal, or a rule is at fault
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
    detours = 0;
    earlierHalf = 0;
  }

  private void move(C subject, T requested, @Nullable Object argument, @Nullable C cause) {
    S from = subject.state();
    if ((Object) from == requested) {
      return;
    }
    transitions++;
    if (transitions >= ceiling) {
      throw endless(subject, requested);
    }
    acting = subject;
    Transition<S, T, C, Rule<X, C, S>> row = table.find(from, requested, subject);
    if (row == null) {
      detour(subject, from, requested, argument, cause);
    } else {
      Rule<X, C, S> rule = row.ruleOrNull();
      if (rule == null) {
        throw refused(subject, row);
      }
      S landing = rule.apply(surroundings, subject, argument);
      if (landing != row.firstLanding() && !row.canLandIn(landing)) {
        throw undeclared(subject, row, landing);
      }
      subject.state(landing);
    }
    listener.moved(subject, from, requested, row, cause);
  }

  private void detour(
      C subject, S from, T requested, @Nullable Object argument, @Nullable C cause) {
    T half = table.detourRequest();
    if (half == null || from == table.detour() || requested == half) {
      throw noRow(subject, requested);
    }
    detours++;
    if (detours > table.states().size()) {
      throw roundInDetours(subject, requested);
    }
    int outerHalf = earlierHalf;
    int outer = pending.open();
    move(subject, half, null, cause);
    for (int own = pending.find(subject); own >= 0; own = pending.find(subject)) {
      T wish = pending.get(own).requested();
      Object wishArgument = pending.get(own).argument();
      pending.remove(own);
      if ((Object) wish != table.terminal()) {
        beginHalf();
        move(subject, wish, wishArgument, cause);
      }
    }
    beginHalf();
    move(subject, requested, argument, cause);
    earlierHalf = outerHalf;
    requireAgreement(outer);
    pending.close(outer);
    detours--;
  }

  private void beginHalf() {
    earlierHalf = strictDetours ? pending.size() : 0;
  }

  private void requireAgreement(C subject, T requested, @Nullable Object argument) {
    int own = pending.find(subject);
    if (own >= 0 && own < earlierHalf) {
      Recommendations.Entry<T, C> earlier = pending.get(own);
      if (!earlier.asksFor(requested, argument)) {
        throw conflict(subject, earlier.requested(), requested);
      }
    }
  }

  /** The same for what a detour inside a later half has collected, and is about to hand over. */
  private void requireAgreement(int outer) {
    int disputed = earlierHalf == 0 ? -1 : pending.disputed(outer, earlierHalf);
    if (disputed >= 0) {
      Recommendations.Entry<T, C> later = pending.get(disputed);
      T earlier = pending.get(later.shadowed()).requested();
      throw conflict(later.subject(), earlier, later.requested());
    }
  }

  private EndlessChainException endless(C subject, T requested) {
    return new EndlessChainException(
        ask(subject, requested)
            + (ceiling == lifeLimit
                ? " reaches the limit of " + lifeLimit + " transitions in the life of the engine"
                : " reaches the limit of its chain; correct the rules that recommend each other"));
  }

  private EndlessChainException roundInDetours(C subject, T requested) {
    return new EndlessChainException(
        ask(subject, requested) + " has no row, and its detours lead round in circles; add a row");
  }

  private IllegalTransitionException noRow(C subject, T requested) {
    return new IllegalTransitionException(
        ask(subject, requested)
            + " has no row, and there is no detour; "
            + subject.state()
            + " has "
            + table.rowsFrom(subject.state()));
  }

  private IllegalTransitionException refused(C subject, Transition<S, T, C, Rule<X, C, S>> never) {
    return new IllegalTransitionException(
        at(never) + " of " + subject + " is refused: " + never.reason());
  }

  private UndeclaredLandingException undeclared(
      C subject, Transition<S, T, C, Rule<X, C, S>> row, @Nullable S landing) {
    return new UndeclaredLandingException(
        at(row)
            + " landed "
            + subject
            + " in "
            + landing
            + ", declared are "
            + row.landings()
            + "; correct rule "
            + row.rule().name()
            + " or the row");
  }

  private RecommendationConflictException conflict(C subject, T earlier, T later) {
    return new RecommendationConflictException(
        "table "
            + table.name()
            + ": the halves of a detour of "
            + acting
            + " recommend different moves for "
            + subject
            + ": "
            + earlier
            + ", then "
            + later
            + "; make their rules agree, or add a row for the detour");
  }

  private String at(Transition<S, T, C, Rule<X, C, S>> row) {
    return "table " + table.name() + ": row " + row;
  }

  private String ask(C subject, T requested) {
    return "table " + table.name() + ": " + subject.state() + " -> " + requested + " of " + subject;
  }
}
