package io.github.workerfsm.table;

import com.google.common.collect.ImmutableList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A machine in the fewest words: a table whose every row names its one landing, with what is done
 * beside it as a lambda, and the engines that run it.
 *
 * <pre>{@code
 * Machine<List<String>, State, Event, Door> DOOR =
 *     Machine.<List<String>, State, Event, Door>named("door", State.class, Event.class)
 *         .startsIn(OPEN).endsIn(GONE).facts(Lock.values())
 *         .on(OPEN, PUSH, ALWAYS, VISITOR, "CLICK", (log, door) -> log.add("click"), SHUT, "it is light")
 *         .on(SHUT, PULL, UNLOCKED, VISITOR, OPEN, "nothing holds it")
 *         .never(SHUT, PULL, LOCKED, VISITOR, "the lock holds it")
 *         ...
 *         .build();
 * }</pre>
 *
 * <p>Who needs more, rules that choose among landings or that recommend moves to other subjects,
 * writes {@link Rule}s and a {@link TransitionTable}; {@link Builder#row} takes their rows here,
 * too. Immutable, and for any thread; an engine and its subjects are for one.
 *
 * @param <X> the surroundings that effects work on
 * @param <S> the states
 * @param <T> what asks for a move
 * @param <C> the subject
 */
public final class Machine<X, S extends Enum<S>, T extends Enum<T>, C extends Subject<S>> {
  /**
   * What a row does besides landing.
   *
   * @param <X> the surroundings
   * @param <C> the subject
   */
  @FunctionalInterface
  public interface Effect<X, C> {
    /** Has the effect; the subject is still in the state that it leaves. */
    void on(X surroundings, C subject);
  }

  /** The rule of a row with one landing. */
  private record Landing<X, S extends Enum<S>, C>(
      String name, @Nullable Effect<? super X, ? super C> effect, S landing)
      implements Rule<X, C, S> {
    @Override
    public S apply(X surroundings, C subject, @Nullable Object argument) {
      if (effect != null) {
        effect.on(surroundings, subject);
      }
      return landing;
    }
  }

  private final TransitionTable<S, T, C, Rule<X, C, S>> table;

  private Machine(TransitionTable<S, T, C, Rule<X, C, S>> table) {
    this.table = table;
  }

  /** Starts a machine. The name is for messages and pictures, in words. */
  public static <X, S extends Enum<S>, T extends Enum<T>, C extends Subject<S>>
      Builder<X, S, T, C> named(String name, Class<S> states, Class<T> requests) {
    return new Builder<>(TransitionTable.named(name, states, requests));
  }

  /** The table: what {@code diagrams} draws, and what tests read. */
  public TransitionTable<S, T, C, Rule<X, C, S>> table() {
    return table;
  }

  /** An engine of its own, with nobody listening. */
  public Engine<X, S, T, C> engine(X surroundings) {
    return engine(surroundings, (subject, from, requested, row, cause) -> {});
  }

  /** An engine of its own that tells the listener of every transition. */
  public Engine<X, S, T, C> engine(
      X surroundings, TransitionListener<S, T, C, Rule<X, C, S>> listener) {
    return new Engine<>(table, surroundings, listener, true, Long.MAX_VALUE);
  }

  @Override
  public String toString() {
    return table.toString();
  }

  /**
   * Collects rows; {@link #build} proves them.
   *
   * @param <X> the surroundings that effects work on
   * @param <S> the states
   * @param <T> what asks for a move
   * @param <C> the subject
   */
  public static final class Builder<X, S extends Enum<S>, T extends Enum<T>, C extends Subject<S>> {
    private final TransitionTable.Builder<S, T, C, Rule<X, C, S>> rows;

    private Builder(TransitionTable.Builder<S, T, C, Rule<X, C, S>> rows) {
      this.rows = rows;
    }

    /** Where subjects start. */
    public Builder<X, S, T, C> startsIn(S state) {
      rows.startsIn(state);
      return this;
    }

    /** Where subjects end; nothing leaves it. */
    public Builder<X, S, T, C> endsIn(S state) {
      rows.endsIn(state);
      return this;
    }

    /** Everything that guards may look at, as {@code values()} of an enum gives it. */
    public Builder<X, S, T, C> facts(Fact<C>[] all) {
      rows.facts(all);
      return this;
    }

    /** A row that does nothing but land; its rule has the name of the request. */
    public Builder<X, S, T, C> on(
        S from, T requested, Guard<C> when, Enum<?> actor, S landing, String reason) {
      return row(from, requested, when, actor, requested.name(), null, landing, reason);
    }

    /**
     * A row that does something and lands.
     *
     * @param rule the name of what is done, for tables, stories and pictures
     * @param reason why the move is right, as a clause that can follow "because"
     */
    public Builder<X, S, T, C> on(
        S from,
        T requested,
        Guard<C> when,
        Enum<?> actor,
        String rule,
        Effect<? super X, ? super C> effect,
        S landing,
        String reason) {
      Objects.requireNonNull(effect, "effect");
      return row(from, requested, when, actor, rule, effect, landing, reason);
    }

    /** A row that refuses the pair, and says why. */
    public Builder<X, S, T, C> never(
        S from, T requested, Guard<C> when, Enum<?> actor, String reason) {
      return row(Transition.never(from, requested, when, actor, reason));
    }

    /** Any other row, with its rule and landings. */
    public Builder<X, S, T, C> row(Transition<S, T, C, Rule<X, C, S>> row) {
      rows.rows(ImmutableList.of(row));
      return this;
    }

    /**
     * The machine, if its table is sound.
     *
     * @throws IllegalTableException naming the rows that are at fault and saying what to change
     */
    public Machine<X, S, T, C> build() {
      return new Machine<>(rows.build());
    }

    private Builder<X, S, T, C> row(
        S from,
        T requested,
        Guard<C> when,
        Enum<?> actor,
        String rule,
        @Nullable Effect<? super X, ? super C> effect,
        S landing,
        String reason) {
      Rule<X, C, S> landingRule = new Landing<>(rule, effect, landing);
      return row(
          Transition.<S, T, C, Rule<X, C, S>>row(from, requested, when, actor, landingRule, reason)
              .lands(landing));
    }
  }
}
