package io.github.workerfsm.table;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rule book of a state machine: every legal move, once, as data.
 *
 * <p>A table is an immutable list of {@link Transition} rows over two enums: the states, and what
 * asks for a move (an event, or the state that is wanted). It proves itself when it is built, see
 * {@link Builder#build}; everything else (the {@link Engine}, diagrams, documents, property tests,
 * explorers) reads it. Tables are values: {@link #with} and {@link #without} derive new ones, which
 * prove themselves again.
 *
 * <p>A pair (state, request) without a row is illegal, unless the table names a state of detour
 * ({@link Builder#detourThrough}): then it is carried out in two halves, state to detour to
 * request. A {@code never} row refuses a pair even then.
 *
 * <p>Dispatch is one dense array lookup for a pair with one unguarded row; for a guarded pair it
 * evaluates the facts that the guards of this pair look at, each once, and looks up a second dense
 * array. The number of rows does not matter. Thread-safe.
 *
 * @param <S> the states
 * @param <T> what asks for a move
 * @param <C> the subject, at which guards look
 * @param <R> the rules, opaque to the table
 */
public final class TransitionTable<S extends Enum<S>, T extends Enum<T>, C, R> {
  private final String name;
  private final ImmutableList<S> states;
  private final ImmutableList<T> requests;
  private final S initial;
  private final S terminal;
  private final @Nullable S detour;
  private final @Nullable T detourRequest;
  private final ImmutableList<Fact<C>> facts;
  private final Guard<C> given;
  private final ImmutableList<R> rules;
  private final ImmutableList<Transition<S, T, C, R>> rows;
  private final boolean proved;
  private final String fingerprint;
  private final Dispatch<S, T, C, R> dispatch;

  private TransitionTable(Builder<S, T, C, R> builder) {
    name = builder.name;
    states = builder.states;
    requests = builder.requests;
    initial = builder.require(builder.initial, "initial state; add startsIn(...)");
    terminal = builder.require(builder.terminal, "terminal state; add endsIn(...)");
    detour = builder.detour;
    detourRequest = builder.detourRequest;
    facts = builder.facts;
    given = builder.given;
    rows = ImmutableList.copyOf(builder.rows);
    rules = ImmutableList.copyOf(Sets.union(ImmutableSet.copyOf(builder.rules), rulesOf(rows)));
    proved = builder.proved;
    new TableProof<>(this).requireSound();
    fingerprint = new Fingerprint<>(this).text();
    dispatch = new Dispatch<>(this);
  }

  /** Starts a table over the given enums; {@code name} appears in errors, texts and pictures. */
  public static <S extends Enum<S>, T extends Enum<T>, C, R> Builder<S, T, C, R> named(
      String name, Class<S> states, Class<T> requests) {
    return new Builder<>(name, states, requests);
  }

  /**
   * The row that applies to {@code subject} in state {@code from} when {@code requested} is asked
   * for, possibly a never row; null when the pair has none.
   *
   * @throws IllegalTransitionException if the facts of the subject are such as {@link
   *     Builder#given} excludes, so that the table has not been proved for it
   */
  public @Nullable Transition<S, T, C, R> find(S from, T requested, C subject) {
    return dispatch.find(from, requested, subject);
  }

  /** The rows of a pair, in table order; empty when the pair has none. */
  public ImmutableList<Transition<S, T, C, R>> rows(S from, T requested) {
    return rows.stream()
        .filter(row -> row.from() == from && row.requested() == requested)
        .collect(ImmutableList.toImmutableList());
  }

  /** All rows in table order, never rows included. */
  public ImmutableList<Transition<S, T, C, R>> rows() {
    return rows;
  }

  /** The rows that leave {@code from}, in table order, never rows included. */
  public ImmutableList<Transition<S, T, C, R>> rowsFrom(S from) {
    return rows.stream().filter(row -> row.from() == from).collect(ImmutableList.toImmutableList());
  }

  /** Whether the pair has no row of its own and is carried out through the state of detour. */
  public boolean goesByDetour(S from, T requested) {
    return detour != null
        && detourRequest != null
        && from != detour
        && from != terminal
        && requested != detourRequest
        && (Object) requested != from
        && rows(from, requested).isEmpty()
        && !rows(from, detourRequest).isEmpty()
        && !rows(detour, requested).isEmpty();
  }

  /** The name of the machine. */
  public String name() {
    return name;
  }

  /** Every state, in declaration order. */
  public ImmutableList<S> states() {
    return states;
  }

  /** Everything that can be asked for, in declaration order. */
  public ImmutableList<T> requests() {
    return requests;
  }

  /** Where every subject starts. */
  public S initial() {
    return initial;
  }

  /** The state that nothing leaves. */
  public S terminal() {
    return terminal;
  }

  /** The state through which pairs without a row go; null when the table has not opted in. */
  public @Nullable S detour() {
    return detour;
  }

  /** The request that asks for the state of detour; null when the table has not opted in. */
  public @Nullable T detourRequest() {
    return detourRequest;
  }

  /** The facts that guards may look at, in declaration order. */
  public ImmutableList<Fact<C>> facts() {
    return facts;
  }

  /** What is true of every subject: guards need not cover what this excludes. */
  public Guard<C> given() {
    return given;
  }

  /**
   * The same table, of which derived tables need not be sound: for rule sets that are wrong on
   * purpose. What is derived from it, and from that, proves only what the engine needs: that every
   * fact is listed, that every row lands somewhere, and that nothing leaves the terminal state. The
   * guards of a pair may leave gaps, where the pair has no row, and may overlap, where the first
   * row in table order applies; states may be unreachable, and without a way out.
   */
  public TransitionTable<S, T, C, R> unproved() {
    return rebuilt(rows, false);
  }

  /**
   * The same table, in which a pair without a row is illegal; not proved, see {@link #unproved}.
   */
  public TransitionTable<S, T, C, R> withoutDetour() {
    Builder<S, T, C, R> builder = builder(rows, false);
    builder.detour = null;
    builder.detourRequest = null;
    return builder.build();
  }

  /** Whether the table has proved itself in full; not so after {@link #unproved}. */
  public boolean proved() {
    return proved;
  }

  /** What the guards of the rows of one pair can meet. */
  Combinations<C> combinations(ImmutableList<Transition<S, T, C, R>> pair) {
    return new Combinations<>(facts, given, Lists.transform(pair, Transition::guard));
  }

  /**
   * The rules that the rows use: first those that were declared, in that order, then others in
   * table order.
   */
  public ImmutableList<R> rules() {
    return rules;
  }

  /**
   * 16 hexadecimal digits that differ between tables with different rows: pairs, guards, landings,
   * actors, rule names. Reasons do not count.
   */
  public String fingerprint() {
    return fingerprint;
  }

  /**
   * A table in which each given row replaces the row of the same pair and guard name, or is added
   * after the other rows of its pair.
   *
   * @throws IllegalTableException if the result is not sound
   */
  @SafeVarargs
  public final TransitionTable<S, T, C, R> with(Transition<S, T, C, R>... changes) {
    List<Transition<S, T, C, R>> result = new ArrayList<>(rows);
    for (Transition<S, T, C, R> change : changes) {
      int same = -1;
      int after = result.size();
      for (int i = 0; i < result.size(); i++) {
        Transition<S, T, C, R> row = result.get(i);
        if (row.sameKey(change)) {
          same = i;
        }
        if (row.from() == change.from() && row.requested() == change.requested()) {
          after = i + 1;
        }
      }
      if (same >= 0) {
        result.set(same, change);
      } else {
        result.add(after, change);
      }
    }
    return rebuilt(result);
  }

  /**
   * A table in which the rows of each changed pair are replaced as a whole. They stand where the
   * first row of the pair stood; pairs that are new stand last.
   *
   * @throws IllegalTableException if the result is not sound
   */
  public TransitionTable<S, T, C, R> withPairs(Collection<Transition<S, T, C, R>> changes) {
    Set<Transition<S, T, C, R>> result = new LinkedHashSet<>();
    for (Transition<S, T, C, R> row : rows) {
      List<Transition<S, T, C, R>> changed =
          changes.stream().filter(change -> samePair(change, row)).toList();
      result.addAll(changed.isEmpty() ? List.of(row) : changed);
    }
    result.addAll(changes);
    return rebuilt(result);
  }

  /**
   * A table without the rows of a pair.
   *
   * @throws IllegalTableException if the result is not sound
   */
  public TransitionTable<S, T, C, R> without(S from, T requested) {
    return rebuilt(
        rows.stream()
            .filter(row -> row.from() != from || row.requested() != requested)
            .collect(Collectors.toList()));
  }

  private static boolean samePair(Transition<?, ?, ?, ?> a, Transition<?, ?, ?, ?> b) {
    return a.from() == b.from() && a.requested() == b.requested();
  }

  /** A derived table need not use all rules of its base. */
  TransitionTable<S, T, C, R> rebuilt(Collection<Transition<S, T, C, R>> newRows) {
    return rebuilt(newRows, proved);
  }

  private TransitionTable<S, T, C, R> rebuilt(
      Collection<Transition<S, T, C, R>> newRows, boolean prove) {
    return builder(newRows, prove).build();
  }

  private Builder<S, T, C, R> builder(Collection<Transition<S, T, C, R>> newRows, boolean prove) {
    Builder<S, T, C, R> builder = new Builder<>(name, states, requests);
    builder.proved = prove;
    builder.initial = initial;
    builder.terminal = terminal;
    builder.detour = detour;
    builder.detourRequest = detourRequest;
    builder.facts = facts;
    builder.given = given;
    Set<R> used = rulesOf(newRows);
    builder.rules = rules.stream().filter(used::contains).collect(ImmutableList.toImmutableList());
    builder.rows.addAll(newRows);
    return builder;
  }

  static <R> Set<R> rulesOf(Collection<? extends Transition<?, ?, ?, R>> rows) {
    Set<R> rules = new LinkedHashSet<>();
    rows.stream().filter(row -> !row.isNever()).forEach(row -> rules.add(row.rule()));
    return rules;
  }

  @Override
  public String toString() {
    return name + " (" + rows.size() + " rows, " + fingerprint + ")";
  }

  /**
   * Collects what a table is made of.
   *
   * @param <S> the states
   * @param <T> what asks for a move
   * @param <C> the subject
   * @param <R> the rules
   */
  public static final class Builder<S extends Enum<S>, T extends Enum<T>, C, R> {
    private final String name;
    private final ImmutableList<S> states;
    private final ImmutableList<T> requests;
    private final List<Transition<S, T, C, R>> rows = new ArrayList<>();
    private @Nullable S initial;
    private @Nullable S terminal;
    private @Nullable S detour;
    private @Nullable T detourRequest;
    private ImmutableList<Fact<C>> facts = ImmutableList.of();
    private Guard<C> given = Guard.always();
    private ImmutableList<R> rules = ImmutableList.of();
    private boolean proved = true;

    private Builder(String name, Class<S> states, Class<T> requests) {
      this(
          name,
          ImmutableList.copyOf(states.getEnumConstants()),
          ImmutableList.copyOf(requests.getEnumConstants()));
    }

    private Builder(String name, ImmutableList<S> states, ImmutableList<T> requests) {
      this.name = name;
      this.states = states;
      this.requests = requests;
    }

    /** Where every subject starts. */
    public Builder<S, T, C, R> startsIn(S state) {
      initial = state;
      return this;
    }

    /** The state that nothing leaves and every other state can reach. */
    public Builder<S, T, C, R> endsIn(S state) {
      terminal = state;
      return this;
    }

    /** Opts in to the detour: a pair without a row goes through {@code state}. */
    public Builder<S, T, C, R> detourThrough(S state, T request) {
      detour = state;
      detourRequest = request;
      return this;
    }

    /** The facts that guards may look at: all constants of one enum, in order. */
    public Builder<S, T, C, R> facts(Fact<C>[] all) {
      facts = ImmutableList.copyOf(all);
      return this;
    }

    /** States what is true of every subject, so that guards need not cover the impossible. */
    public Builder<S, T, C, R> given(Guard<C> invariant) {
      given = given.and(invariant);
      return this;
    }

    /** Declares rules; a declared rule that no row uses is an error. */
    public Builder<S, T, C, R> rules(Collection<? extends R> declared) {
      rules = ImmutableList.copyOf(declared);
      return this;
    }

    /** Adds rows in the order in which the table is to be read. */
    public Builder<S, T, C, R> rows(Collection<Transition<S, T, C, R>> added) {
      rows.addAll(added);
      return this;
    }

    /** Adds a row. */
    public Builder<S, T, C, R> row(Transition<S, T, C, R> added) {
      rows.add(added);
      return this;
    }

    /**
     * Builds the table and proves it: no duplicate row; every row can apply; the guards of each
     * pair exclude each other and together cover every possible combination of their facts, all of
     * which are listed; every row that is not a never row declares a landing; no row asks for the
     * state that it leaves; every state is reachable from the initial one; the terminal state is
     * reachable from every other and left by none; a way leads into the state of detour; every
     * declared rule is used.
     *
     * <p>All defects are reported together. The work grows with two to the power of the facts at
     * which one pair and {@link #given} look, at most 20.
     *
     * @throws IllegalTableException naming every offending row and what to change
     */
    public TransitionTable<S, T, C, R> build() {
      return new TransitionTable<>(this);
    }

    private <V> V require(@Nullable V value, String what) {
      if (value == null) {
        throw new IllegalTableException(name, List.of("the table names no " + what));
      }
      return value;
    }
  }
}
