package io.github.workerfsm.table;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A machine for tests, and its log. Its table is {@link #BASE}, in which every row does nothing but
 * land where it is asked to; a test replaces the rows that matter to it.
 */
final class Toy {
  enum State {
    NEW,
    READY,
    BUSY,
    HELD,
    IDLE,
    GONE
  }

  enum Actor {
    OWNER,
    CLOCK
  }

  enum Mood implements Fact<Item> {
    HUNGRY,
    TIRED,
    ANGRY;

    @Override
    public boolean holds(Item item) {
      return item.moods.contains(this);
    }

    @Override
    public String phrase() {
      return "it is " + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  static final class Item extends Subject<State> {
    final String name;
    final Set<Mood> moods = EnumSet.noneOf(Mood.class);

    Item(String name) {
      super(State.NEW);
      this.name = name;
    }

    void put(State state) {
      restoreState(state);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** What a rule of a test does. */
  interface Body {
    State apply(Toy toy, Item item, @Nullable Object argument);
  }

  /** A rule; equal to no other. */
  static final class Doing implements Rule<Toy, Item, State> {
    private final String name;
    private final Body body;

    Doing(String name, Body body) {
      this.name = name;
      this.body = body;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public State apply(Toy toy, Item item, @Nullable Object argument) {
      return body.apply(toy, item, argument);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final Guard<Item> ALWAYS = Guard.always();
  static final Guard<Item> HUNGRY = Guard.when(Mood.HUNGRY);
  static final Guard<Item> TIRED = Guard.when(Mood.TIRED);
  static final Guard<Item> ANGRY = Guard.when(Mood.ANGRY);

  static final TransitionTable<State, State, Item, Rule<Toy, Item, State>> BASE =
      builder()
          .row(go(State.NEW, State.READY))
          .row(go(State.NEW, State.IDLE))
          .row(go(State.READY, State.BUSY))
          .row(go(State.READY, State.IDLE))
          .row(go(State.BUSY, State.READY))
          .row(go(State.BUSY, State.HELD))
          .row(go(State.BUSY, State.IDLE))
          .row(go(State.HELD, State.IDLE))
          .row(go(State.IDLE, State.READY))
          .row(go(State.IDLE, State.BUSY))
          .row(go(State.IDLE, State.GONE))
          .detourThrough(State.IDLE, State.IDLE)
          .build();

  final List<String> log = new ArrayList<>();
  final Engine<Toy, State, State, Item> engine;
  private final Map<String, Item> items = new LinkedHashMap<>();

  private Toy(
      TransitionTable<State, State, Item, Rule<Toy, Item, State>> table,
      boolean strict,
      long lifeLimit) {
    engine = new Engine<>(table, this, this::moved, strict, lifeLimit);
  }

  /** A toy in which the later half of a detour wins. */
  static Toy of(TransitionTable<State, State, Item, Rule<Toy, Item, State>> table) {
    return new Toy(table, false, Long.MAX_VALUE);
  }

  /** A toy in which the halves of a detour must agree. */
  static Toy strict(TransitionTable<State, State, Item, Rule<Toy, Item, State>> table) {
    return new Toy(table, true, Long.MAX_VALUE);
  }

  /** A toy that carries out fewer transitions than {@code lifeLimit} in its life. */
  static Toy shortLived(
      TransitionTable<State, State, Item, Rule<Toy, Item, State>> table, long lifeLimit) {
    return new Toy(table, false, lifeLimit);
  }

  /** The base table with other rows for some pairs. */
  @SafeVarargs
  static TransitionTable<State, State, Item, Rule<Toy, Item, State>> with(
      Transition<State, State, Item, Rule<Toy, Item, State>>... rows) {
    return BASE.withPairs(List.of(rows));
  }

  static TransitionTable.Builder<State, State, Item, Rule<Toy, Item, State>> builder() {
    return TransitionTable.<State, State, Item, Rule<Toy, Item, State>>named(
            "toy", State.class, State.class)
        .startsIn(State.NEW)
        .endsIn(State.GONE)
        .facts(Mood.values());
  }

  /** An unguarded row that lands where it is asked to, and does nothing. */
  static Transition<State, State, Item, Rule<Toy, Item, State>> go(State from, State requested) {
    return row(from, requested, (toy, item, argument) -> requested);
  }

  /** An unguarded row that is to land where it is asked to. */
  static Transition<State, State, Item, Rule<Toy, Item, State>> row(
      State from, State requested, Body body) {
    return row(from, requested, ALWAYS, new Doing("go", body)).lands(requested);
  }

  /** A row without a landing. */
  static Transition<State, State, Item, Rule<Toy, Item, State>> row(
      State from, State requested, Guard<Item> guard, Rule<Toy, Item, State> rule) {
    return Transition.row(from, requested, guard, Actor.OWNER, rule, "the test wants it");
  }

  static Transition<State, State, Item, Rule<Toy, Item, State>> never(
      State from, State requested, Guard<Item> guard) {
    return Transition.never(from, requested, guard, Actor.OWNER, "the test forbids it");
  }

  static Doing doing(String name) {
    return new Doing(name, (toy, item, argument) -> item.state());
  }

  /** The item of this name; new when it has not been asked for before. */
  Item item(String name) {
    return items.computeIfAbsent(name, Item::new);
  }

  /** For rules. */
  void recommend(String name, State requested) {
    engine.recommend(item(name), requested);
  }

  /** Recommends and settles; returns where the item is then. */
  State ask(String name, State requested) {
    recommend(name, requested);
    engine.settle();
    return item(name).state();
  }

  private void moved(
      Item item,
      State from,
      State requested,
      @Nullable Transition<State, State, Item, Rule<Toy, Item, State>> row,
      @Nullable Item cause) {
    log.add(
        item
            + ": "
            + from
            + " -> "
            + requested
            + (item.state() == requested ? "" : " = " + item.state())
            + (row == null ? " (detour)" : "")
            + (cause == null ? "" : " by " + cause));
  }
}
