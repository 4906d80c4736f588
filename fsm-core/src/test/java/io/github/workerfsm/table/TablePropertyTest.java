package io.github.workerfsm.table;

import static io.github.workerfsm.table.Toy.BASE;
import static io.github.workerfsm.table.Toy.HUNGRY;
import static io.github.workerfsm.table.Toy.State.GONE;
import static io.github.workerfsm.table.Toy.State.NEW;
import static io.github.workerfsm.table.Toy.State.READY;
import static io.github.workerfsm.table.Toy.doing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.workerfsm.table.Toy.Item;
import io.github.workerfsm.table.Toy.Mood;
import io.github.workerfsm.table.Toy.State;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.jspecify.annotations.Nullable;

/** The proof accepts exactly the tables that brute force accepts, and dispatch finds their rows. */
class TablePropertyTest {
  /** Of three moods. */
  private static final int COMBINATIONS = 8;

  // ---- one pair, over all combinations of facts

  /**
   * @param rowOf the row of each combination, so that the pair is sound at first
   * @param faults (combination, row) that are toggled then
   * @param excluded combinations that are given not to be
   */
  @Property
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void a_pair_is_accepted_when_exactly_one_row_applies_whatever_can_be(
      @ForAll @Size(COMBINATIONS) List<@IntRange(max = 2) Integer> rowOf,
      @ForAll @Size(max = 2) List<@IntRange(max = 3 * COMBINATIONS - 1) Integer> faults,
      @ForAll @Size(max = 3) List<@IntRange(max = COMBINATIONS - 1) Integer> excluded) {
    boolean[][] applies = new boolean[3][COMBINATIONS];
    for (int bits = 0; bits < COMBINATIONS; bits++) {
      applies[rowOf.get(bits)][bits] = true;
    }
    faults.forEach(f -> applies[f % 3][f / 3] = !applies[f % 3][f / 3]);
    List<Transition<State, State, Item, Rule<Toy, Item, State>>> rows = new ArrayList<>();
    for (int row = 0; row < 3; row++) {
      rows.add(
          Toy.row(NEW, READY, guard(applies[row]).as("G" + row, "it"), doing("go")).lands(READY));
    }
    boolean[] impossible = new boolean[COMBINATIONS];
    excluded.forEach(bits -> impossible[bits] = true);

    var table =
        built(
            Toy.builder()
                .rows(BASE.rows().subList(1, BASE.rows().size()))
                .rows(rows)
                .given(guard(impossible).not()));
    boolean sound = isSound(applies, impossible);
    collect(sound);
    assertThat(table != null).as("the proof accepts").isEqualTo(sound);
    if (table != null) {
      for (int bits = 0; bits < COMBINATIONS; bits++) {
        checkDispatch(table, rows, bits, impossible[bits]);
      }
    }
  }

  private static boolean isSound(boolean[][] applies, boolean[] impossible) {
    boolean[] used = new boolean[applies.length];
    for (int bits = 0; bits < COMBINATIONS; bits++) {
      int matching = 0;
      for (int row = 0; row < applies.length && !impossible[bits]; row++) {
        if (applies[row][bits]) {
          matching++;
          used[row] = true;
        }
      }
      if (matching != 1 && !impossible[bits]) {
        return false;
      }
    }
    return used[0] && used[1] && used[2];
  }

  private static void checkDispatch(
      TransitionTable<State, State, Item, Rule<Toy, Item, State>> table,
      List<Transition<State, State, Item, Rule<Toy, Item, State>>> rows,
      int bits,
      boolean impossible) {
    Item item = new Item("a");
    for (Mood mood : Mood.values()) {
      if ((bits >>> mood.ordinal() & 1) != 0) {
        item.moods.add(mood);
      }
    }
    if (impossible) {
      assertThatExceptionOfType(IllegalTransitionException.class)
          .isThrownBy(() -> table.find(NEW, READY, item));
    } else {
      assertThat(table.find(NEW, READY, item))
          .isSameAs(rows.stream().filter(row -> row.guard().holds(item)).findFirst().orElseThrow());
    }
  }

  /** The guard that holds for these combinations: a disjunction of all facts or their opposites. */
  private static Guard<Item> guard(boolean[] holds) {
    Guard<Item> guard = HUNGRY.and(HUNGRY.not());
    for (int bits = 0; bits < COMBINATIONS; bits++) {
      if (holds[bits]) {
        Guard<Item> all = Guard.always();
        for (Mood mood : Mood.values()) {
          Guard<Item> fact = Guard.when(mood);
          all = all.and((bits >>> mood.ordinal() & 1) != 0 ? fact : fact.not());
        }
        guard = guard.or(all);
      }
    }
    return guard;
  }

  // ---- whole tables of unguarded rows

  private static final int STATES = 6;

  @Property
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void a_table_is_accepted_when_every_state_is_on_a_way_from_the_start_to_the_end(
      @ForAll @Size(max = 3) @UniqueElements List<@IntRange(max = 10) Integer> removed,
      @ForAll @Size(max = 3) List<@IntRange(max = STATES * STATES * STATES - 1) Integer> added) {
    List<Transition<State, State, Item, Rule<Toy, Item, State>>> rows = new ArrayList<>();
    for (int i = 0; i < BASE.rows().size(); i++) {
      if (!removed.contains(i)) {
        rows.add(BASE.rows().get(i));
      }
    }
    for (int number : added) {
      State from = State.values()[number % STATES];
      State requested = State.values()[number / STATES % STATES];
      State landing = State.values()[number / STATES / STATES];
      rows.add(Toy.go(from, requested).doing(doing("go")).lands(landing));
    }
    var table = built(Toy.builder().rows(rows));
    boolean sound = pairsAreDistinct(rows) && everyStateIsOnTheWay(rows);
    collect(sound);
    assertThat(table != null).as("the proof accepts").isEqualTo(sound);
    if (table != null) {
      checkDispatch(table, rows);
    }
  }

  private static boolean pairsAreDistinct(
      List<Transition<State, State, Item, Rule<Toy, Item, State>>> rows) {
    return rows.stream().map(row -> List.of(row.from(), row.requested())).distinct().count()
            == rows.size()
        && rows.stream().noneMatch(row -> row.from() == row.requested() || row.from() == GONE);
  }

  private static boolean everyStateIsOnTheWay(
      List<Transition<State, State, Item, Rule<Toy, Item, State>>> rows) {
    boolean[][] reaches = new boolean[STATES][STATES];
    for (State state : State.values()) {
      reaches[state.ordinal()][state.ordinal()] = true;
    }
    for (int length = 0; length < STATES; length++) {
      for (var row : rows) {
        for (boolean[] from : reaches) {
          row.landings().forEach(to -> from[to.ordinal()] |= from[row.from().ordinal()]);
        }
      }
    }
    Set<State> onTheWay = EnumSet.allOf(State.class);
    onTheWay.removeIf(
        s -> !reaches[NEW.ordinal()][s.ordinal()] || !reaches[s.ordinal()][GONE.ordinal()]);
    return onTheWay.size() == STATES;
  }

  private static void checkDispatch(
      TransitionTable<State, State, Item, Rule<Toy, Item, State>> table,
      List<Transition<State, State, Item, Rule<Toy, Item, State>>> rows) {
    Item item = new Item("a");
    for (State from : State.values()) {
      for (State requested : State.values()) {
        var naive =
            rows.stream()
                .filter(row -> row.from() == from && row.requested() == requested)
                .findFirst();
        assertThat(table.find(from, requested, item)).isSameAs(naive.orElse(null));
        assertThat(table.rows(from, requested)).isEqualTo(naive.stream().toList());
      }
    }
  }

  // ----

  private static @Nullable TransitionTable<State, State, Item, Rule<Toy, Item, State>> built(
      TransitionTable.Builder<State, State, Item, Rule<Toy, Item, State>> builder) {
    try {
      return builder.build();
    } catch (IllegalTableException e) {
      assertThat(e.findings()).isNotEmpty();
      return null;
    }
  }

  /** Neither verdict may become so rare that nothing is checked. */
  private static void collect(boolean sound) {
    Statistics.label("sound")
        .collect(sound)
        .coverage(
            coverage -> {
              coverage.check(true).percentage(share -> share > 5);
              coverage.check(false).percentage(share -> share > 5);
            });
  }
}
