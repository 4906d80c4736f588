package io.github.workerfsm.table;

import static io.github.workerfsm.table.Toy.ALWAYS;
import static io.github.workerfsm.table.Toy.BASE;
import static io.github.workerfsm.table.Toy.HUNGRY;
import static io.github.workerfsm.table.Toy.State.BUSY;
import static io.github.workerfsm.table.Toy.State.GONE;
import static io.github.workerfsm.table.Toy.State.HELD;
import static io.github.workerfsm.table.Toy.State.IDLE;
import static io.github.workerfsm.table.Toy.State.NEW;
import static io.github.workerfsm.table.Toy.State.READY;
import static io.github.workerfsm.table.Toy.TIRED;
import static io.github.workerfsm.table.Toy.builder;
import static io.github.workerfsm.table.Toy.doing;
import static io.github.workerfsm.table.Toy.go;
import static io.github.workerfsm.table.Toy.never;
import static io.github.workerfsm.table.Toy.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.workerfsm.table.Toy.Actor;
import io.github.workerfsm.table.Toy.Item;
import io.github.workerfsm.table.Toy.Mood;
import io.github.workerfsm.table.Toy.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables: looking rows up, deriving tables, telling tables apart. */
class TransitionTableTest {
  private final Item item = new Item("a");

  // ---- looking up

  @Test
  void an_unguarded_pair_has_one_row_for_every_subject() {
    assertThat(BASE.find(NEW, READY, item)).isSameAs(BASE.rows().get(0));
    item.moods.add(Mood.HUNGRY);
    assertThat(BASE.find(NEW, READY, item)).isSameAs(BASE.rows().get(0));
    assertThat(BASE.find(IDLE, GONE, item)).isSameAs(BASE.rows().get(10));
  }

  @Test
  void a_pair_that_the_table_does_not_have_has_no_row() {
    assertThat(BASE.find(NEW, BUSY, item)).isNull();
    assertThat(BASE.rows(NEW, BUSY)).isEmpty();
  }

  @Test
  void a_guarded_pair_has_the_row_whose_guard_holds_of_the_subject_now() {
    var hungry = row(NEW, READY, HUNGRY, doing("eat")).lands(READY);
    var tired = row(NEW, READY, HUNGRY.not().and(TIRED), doing("sleep")).lands(IDLE);
    var neither = never(NEW, READY, HUNGRY.or(TIRED).not());
    var table = Toy.with(hungry, tired, neither);
    assertThat(table.find(NEW, READY, item)).isSameAs(neither);
    item.moods.add(Mood.TIRED);
    assertThat(table.find(NEW, READY, item)).isSameAs(tired);
    item.moods.add(Mood.HUNGRY);
    assertThat(table.find(NEW, READY, item)).isSameAs(hungry);
    item.moods.add(Mood.ANGRY);
    assertThat(table.find(NEW, READY, item)).as("no guard looks at ANGRY").isSameAs(hungry);
  }

  @Test
  void one_row_can_cover_a_guarded_pair() {
    var single = row(NEW, READY, HUNGRY.or(HUNGRY.not()), doing("both")).lands(READY);
    assertThat(Toy.with(single).find(NEW, READY, item)).isSameAs(single);
  }

  @Test
  void a_never_row_is_found_like_any_other() {
    var never = never(NEW, BUSY, ALWAYS);
    assertThat(Toy.with(never).find(NEW, BUSY, item)).isSameAs(never);
  }

  @Test
  void facts_that_the_table_excludes_are_an_error_and_not_a_detour() {
    var table =
        builder()
            .given(HUNGRY.or(TIRED))
            .row(row(NEW, READY, HUNGRY, doing("eat")).lands(READY))
            .row(row(NEW, READY, HUNGRY.not().and(TIRED), doing("sleep")).lands(READY))
            .rows(BASE.rows().subList(1, BASE.rows().size()))
            .detourThrough(IDLE, IDLE)
            .build();
    item.moods.add(Mood.ANGRY);
    assertThatExceptionOfType(IllegalTransitionException.class)
        .isThrownBy(() -> table.find(NEW, READY, item))
        .withMessage(
            "table toy: NEW -> READY of a meets facts that given() excludes: [ANGRY];"
                + " correct given() or the facts");
    item.moods.add(Mood.HUNGRY);
    assertThat(table.find(NEW, READY, item)).isSameAs(table.rows().get(0));
  }

  @Test
  void a_single_guarded_row_does_not_apply_to_what_is_excluded() {
    var table =
        builder()
            .given(HUNGRY)
            .rows(BASE.rows().subList(1, BASE.rows().size()))
            .row(row(NEW, READY, HUNGRY, doing("eat")).lands(READY))
            .build();
    assertThatExceptionOfType(IllegalTransitionException.class)
        .isThrownBy(() -> table.find(NEW, READY, item));
  }

  // ---- reading

  @Test
  void a_table_is_read_in_the_order_in_which_it_was_written() {
    assertThat(BASE.rows())
        .extracting(Transition::label)
        .containsExactly(
            "NEW -> READY",
            "NEW -> IDLE",
            "READY -> BUSY",
            "READY -> IDLE",
            "BUSY -> READY",
            "BUSY -> HELD",
            "BUSY -> IDLE",
            "HELD -> IDLE",
            "IDLE -> READY",
            "IDLE -> BUSY",
            "IDLE -> GONE");
    assertThat(BASE.rowsFrom(BUSY))
        .extracting(Transition::label)
        .containsExactly("BUSY -> READY", "BUSY -> HELD", "BUSY -> IDLE");
    assertThat(BASE.rowsFrom(GONE)).isEmpty();
  }

  @Test
  void the_rows_of_a_pair_are_in_table_order_never_rows_included() {
    var never = never(NEW, READY, HUNGRY);
    var row = row(NEW, READY, HUNGRY.not(), doing("go")).lands(READY);
    assertThat(Toy.with(never, row).rows(NEW, READY)).containsExactly(never, row);
    assertThat(Toy.with(row, never).rows(NEW, READY)).containsExactly(row, never);
  }

  @Test
  void a_table_says_what_it_is_made_of() {
    assertThat(BASE.name()).isEqualTo("toy");
    assertThat(BASE.states()).containsExactly(State.values());
    assertThat(BASE.requests()).containsExactly(State.values());
    assertThat(BASE.initial()).isEqualTo(NEW);
    assertThat(BASE.terminal()).isEqualTo(GONE);
    assertThat(BASE.detour()).isEqualTo(IDLE);
    assertThat(BASE.detourRequest()).isEqualTo(IDLE);
    assertThat(BASE.facts()).containsExactly(Mood.values());
    assertThat(BASE).hasToString("toy (11 rows, " + BASE.fingerprint() + ")");
  }

  @Test
  void rules_are_the_declared_ones_and_then_others_in_table_order() {
    Rule<Toy, Item, State> first = doing("first");
    Rule<Toy, Item, State> second = doing("second");
    Rule<Toy, Item, State> third = doing("third");
    var table =
        builder()
            .row(row(NEW, READY, ALWAYS, third).lands(READY, BUSY, HELD, IDLE))
            .row(row(READY, GONE, ALWAYS, second).lands(GONE))
            .row(row(BUSY, GONE, ALWAYS, first).lands(GONE))
            .row(row(HELD, GONE, ALWAYS, second).lands(GONE))
            .row(row(IDLE, GONE, ALWAYS, first).lands(GONE))
            .rules(List.of(first, second))
            .build();
    assertThat(table.rules()).containsExactly(first, second, third);

    Rule<Toy, Item, State> fourth = doing("fourth");
    assertThat(table.with(row(NEW, READY, ALWAYS, fourth).lands(READY, BUSY, HELD, IDLE)).rules())
        .as("a derived table forgets the rules that its rows do not use")
        .containsExactly(first, second, fourth);
  }

  // ---- detours

  @Test
  void a_pair_without_a_row_goes_by_detour_when_both_halves_have_rows() {
    assertThat(BASE.goesByDetour(NEW, BUSY)).isTrue();
    assertThat(BASE.goesByDetour(HELD, GONE)).isTrue();
    assertThat(BASE.goesByDetour(NEW, READY)).as("it has a row").isFalse();
    assertThat(BASE.goesByDetour(READY, HELD)).as("IDLE -> HELD has none").isFalse();
    assertThat(BASE.goesByDetour(IDLE, HELD)).as("the detour itself").isFalse();
    assertThat(BASE.goesByDetour(GONE, READY)).as("nothing leaves the terminal state").isFalse();
    assertThat(BASE.goesByDetour(BUSY, BUSY)).as("it is there already").isFalse();
  }

  @Test
  void a_state_that_cannot_go_to_the_state_of_detour_has_no_detours() {
    var table = BASE.with(go(HELD, READY)).without(HELD, IDLE);
    assertThat(table.goesByDetour(HELD, GONE)).isFalse();
    assertThat(table.goesByDetour(NEW, GONE)).isTrue();
  }

  @Test
  void a_table_that_has_not_opted_in_has_no_detours() {
    var table = builder().rows(BASE.rows()).build();
    assertThat(table.detour()).isNull();
    assertThat(table.detourRequest()).isNull();
    assertThat(table.goesByDetour(NEW, BUSY)).isFalse();
  }

  // ---- deriving

  @Test
  void with_replaces_the_row_of_the_same_pair_and_guard_where_it_stands() {
    var changed = go(READY, BUSY).because("of another reason");
    var table = BASE.with(changed);
    assertThat(table.rows()).hasSize(11);
    assertThat(table.rows().get(2)).isSameAs(changed);
    assertThat(BASE.rows().get(2)).as("the base").isNotSameAs(changed);
  }

  @Test
  void with_adds_a_row_after_the_others_of_its_pair_or_last() {
    var hungry = row(NEW, READY, HUNGRY, doing("eat")).lands(READY);
    var full = row(NEW, READY, HUNGRY.not(), doing("go")).lands(READY);
    var guarded = Toy.with(hungry, full);
    var tired = row(NEW, READY, HUNGRY.not().and(TIRED), doing("sleep")).lands(READY);
    var awake = row(NEW, READY, HUNGRY.not().and(TIRED.not()), doing("go")).lands(READY);
    assertThat(guarded.without(NEW, READY).with(hungry, tired, awake).rows())
        .as("a new pair")
        .endsWith(hungry, tired, awake);
    var last = go(HELD, GONE);
    assertThat(guarded.with(last).rows()).endsWith(last).hasSize(13);
    assertThatExceptionOfType(IllegalTableException.class)
        .isThrownBy(() -> guarded.with(tired))
        .withMessageContaining("both apply when !HUNGRY & TIRED");
  }

  @Test
  void withPairs_replaces_pairs_as_a_whole_where_they_stand() {
    var hungry = row(READY, BUSY, HUNGRY, doing("eat")).lands(BUSY);
    var full = row(READY, BUSY, HUNGRY.not(), doing("work")).lands(BUSY);
    var table = BASE.withPairs(List.of(go(HELD, GONE), hungry, full));
    assertThat(table.rows())
        .extracting(Transition::label)
        .containsExactly(
            "NEW -> READY",
            "NEW -> IDLE",
            "READY -> BUSY [HUNGRY]",
            "READY -> BUSY [!HUNGRY]",
            "READY -> IDLE",
            "BUSY -> READY",
            "BUSY -> HELD",
            "BUSY -> IDLE",
            "HELD -> IDLE",
            "IDLE -> READY",
            "IDLE -> BUSY",
            "IDLE -> GONE",
            "HELD -> GONE");
    assertThat(table.withPairs(List.of(go(READY, BUSY))).rows(READY, BUSY)).hasSize(1);
  }

  @Test
  void without_removes_every_row_of_a_pair() {
    var table = Toy.with(never(NEW, BUSY, HUNGRY), never(NEW, BUSY, HUNGRY.not()));
    assertThat(table.rows(NEW, BUSY)).hasSize(2);
    var without = table.without(NEW, BUSY);
    assertThat(without.rows(NEW, BUSY)).isEmpty();
    assertThat(without.find(NEW, BUSY, item)).isNull();
    assertThat(without.rows()).containsExactlyElementsOf(BASE.rows());
  }

  @Test
  void a_derived_table_keeps_everything_else_and_proves_itself() {
    var table = BASE.with(go(HELD, GONE));
    assertThat(table.name()).isEqualTo("toy");
    assertThat(table.initial()).isEqualTo(NEW);
    assertThat(table.terminal()).isEqualTo(GONE);
    assertThat(table.detour()).isEqualTo(IDLE);
    assertThat(table.detourRequest()).isEqualTo(IDLE);
    assertThat(table.facts()).containsExactly(Mood.values());
    assertThatExceptionOfType(IllegalTableException.class)
        .isThrownBy(() -> BASE.without(BUSY, HELD))
        .withMessage("table toy: state HELD is unreachable from NEW; add a row that lands there");
  }

  @Test
  void a_derived_table_keeps_what_is_given() {
    var base = builder().rows(BASE.rows()).given(HUNGRY).build();
    var changed = row(NEW, READY, HUNGRY, doing("eat")).lands(READY);
    assertThat(base.withPairs(List.of(changed)).rows(NEW, READY)).containsExactly(changed);
  }

  // ---- telling tables apart

  @Test
  void a_fingerprint_has_16_hexadecimal_digits_and_depends_on_the_rows_alone() {
    assertThat(BASE.fingerprint()).matches("[0-9a-f]{16}");
    assertThat(builder().rows(BASE.rows()).detourThrough(IDLE, IDLE).build().fingerprint())
        .isEqualTo(BASE.fingerprint());
  }

  @Test
  void reasons_and_order_do_not_change_the_fingerprint() {
    assertThat(BASE.with(BASE.rows().get(0).because("I say so")).fingerprint())
        .isEqualTo(BASE.fingerprint());
    assertThat(BASE.without(NEW, READY).with(BASE.rows().get(0)).fingerprint())
        .isEqualTo(BASE.fingerprint());
  }

  @Test
  void anything_else_about_a_row_changes_the_fingerprint() {
    var row = BASE.rows().get(0);
    var other =
        Transition.<State, State, Item, Rule<Toy, Item, State>>row(
                NEW, READY, ALWAYS, Actor.CLOCK, row.rule(), row.reason())
            .lands(READY);
    assertThat(
            List.of(
                BASE.fingerprint(),
                BASE.with(row.lands(READY, IDLE)).fingerprint(),
                BASE.with(row.doing(doing("other"))).fingerprint(),
                BASE.with(other).fingerprint(),
                BASE.with(go(NEW, BUSY)).fingerprint(),
                BASE.with(never(NEW, BUSY, ALWAYS)).fingerprint(),
                BASE.withPairs(List.of(row.when(HUNGRY), row.when(HUNGRY.not()))).fingerprint(),
                builder().rows(BASE.rows()).build().fingerprint()))
        .doesNotHaveDuplicates();
  }

  @Test
  void what_is_derived_from_an_unproved_table_need_not_be_sound() {
    assertThat(BASE.proved()).isTrue();
    var unproved = BASE.unproved();
    assertThat(unproved.proved()).isFalse();
    assertThat(unproved.rows()).isEqualTo(BASE.rows());
    assertThat(unproved.withPairs(List.of(go(NEW, READY))).proved()).isFalse();
  }

  @Test
  void without_its_detour_a_pair_without_a_row_is_illegal() {
    var straight = BASE.withoutDetour();
    assertThat(BASE.detour()).isEqualTo(IDLE);
    assertThat(straight.detour()).isNull();
    assertThat(straight.detourRequest()).isNull();
    assertThat(straight.rows()).isEqualTo(BASE.rows());
    assertThat(straight.proved()).isFalse();
  }
}
