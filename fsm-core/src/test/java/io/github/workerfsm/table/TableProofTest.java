package io.github.workerfsm.table;

import static io.github.workerfsm.table.Toy.ALWAYS;
import static io.github.workerfsm.table.Toy.ANGRY;
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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.workerfsm.table.Toy.Item;
import io.github.workerfsm.table.Toy.Mood;
import io.github.workerfsm.table.Toy.State;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The proof of a table: each defect is named, with the rows that have it and what to change. */
class TableProofTest {

  // ---- one pair

  @Test
  void a_row_twice() {
    assertThatFindingsOf(base().row(go(NEW, READY)))
        .containsExactly("duplicate row NEW -> READY; remove one, or name their guards apart");
  }

  @Test
  void two_guards_of_one_name() {
    assertThatFindingsOf(
            with(row(NEW, READY, HUNGRY), row(NEW, READY, HUNGRY.not().as("HUNGRY", "it is not"))))
        .containsExactly(
            "duplicate row NEW -> READY [HUNGRY]; remove one, or name their guards apart");
  }

  @Test
  void guards_that_overlap() {
    assertThatFindingsOf(with(row(NEW, READY, HUNGRY), never(NEW, READY, TIRED.or(HUNGRY.not()))))
        .containsExactly(
            "rows NEW -> READY [HUNGRY] and NEW -> READY [TIRED | !HUNGRY] both apply when"
                + " HUNGRY & TIRED; make their guards exclude each other");
  }

  @Test
  void an_unguarded_row_beside_a_guarded_one() {
    assertThatFindingsOf(with(row(NEW, READY, ALWAYS), row(NEW, READY, TIRED.not())))
        .containsExactly(
            "rows NEW -> READY and NEW -> READY [!TIRED] both apply when !TIRED;"
                + " make their guards exclude each other");
  }

  @Test
  void each_two_rows_that_overlap_once() {
    assertThatFindingsOf(
            with(row(NEW, READY, HUNGRY), row(NEW, READY, TIRED), never(NEW, READY, ALWAYS)))
        .containsExactly(
            "rows NEW -> READY [HUNGRY] and NEW -> READY [TIRED] both apply when HUNGRY & TIRED;"
                + " make their guards exclude each other",
            "rows NEW -> READY [HUNGRY] and NEW -> READY both apply when HUNGRY & !TIRED;"
                + " make their guards exclude each other",
            "rows NEW -> READY [TIRED] and NEW -> READY both apply when !HUNGRY & TIRED;"
                + " make their guards exclude each other");
  }

  @Test
  void a_gap_between_guards() {
    assertThatFindingsOf(with(row(NEW, READY, HUNGRY), row(NEW, READY, HUNGRY.not().and(TIRED))))
        .containsExactly(
            "no row of NEW -> READY applies when !HUNGRY & !TIRED;"
                + " add a row or a never row for it");
  }

  @Test
  void many_gaps_of_one_pair_in_one_sentence() {
    assertThatFindingsOf(with(row(NEW, READY, HUNGRY.and(TIRED).and(ANGRY))))
        .containsExactly(
            "no row of NEW -> READY applies when !HUNGRY & !TIRED & !ANGRY,"
                + " when HUNGRY & !TIRED & !ANGRY, when !HUNGRY & TIRED & !ANGRY,"
                + " when HUNGRY & TIRED & !ANGRY, and in 3 more;"
                + " add a row or a never row for it");
  }

  @Test
  void a_guard_that_never_holds() {
    Guard<Item> never = HUNGRY.and(HUNGRY.not());
    assertThatFindingsOf(with(row(NEW, READY, ALWAYS), row(NEW, READY, never)))
        .containsExactly(
            "row NEW -> READY [HUNGRY & !HUNGRY] never applies; correct its guard or remove it");
  }

  @Test
  void a_pair_whose_only_row_never_applies() {
    assertThatFindingsOf(with(row(NEW, READY, ALWAYS.not())))
        .containsExactly(
            "row NEW -> READY never applies; correct its guard or remove it",
            "no row of NEW -> READY applies; add a row or a never row for it");
  }

  @Test
  void never_rows_are_proved_like_others() {
    assertThatFindingsOf(base().row(never(NEW, BUSY, HUNGRY)))
        .containsExactly(
            "no row of NEW -> BUSY applies when !HUNGRY; add a row or a never row for it");
  }

  // ---- what is given

  @Test
  void what_is_given_excuses_a_gap() {
    var rows = with(row(NEW, READY, HUNGRY), row(NEW, READY, HUNGRY.not().and(TIRED)));
    assertThatNoException().isThrownBy(() -> rows.given(HUNGRY.or(TIRED)).build());
  }

  @Test
  void what_is_given_excuses_an_overlap() {
    assertThatNoException()
        .isThrownBy(
            () ->
                with(row(NEW, READY, HUNGRY), row(NEW, READY, TIRED))
                    .given(HUNGRY.and(TIRED).not())
                    .given(HUNGRY.or(TIRED))
                    .build());
  }

  @Test
  void what_is_given_about_other_facts_excuses_nothing() {
    assertThatFindingsOf(with(row(NEW, READY, HUNGRY)).given(TIRED))
        .containsExactly(
            "no row of NEW -> READY applies when !HUNGRY; add a row or a never row for it");
  }

  @Test
  void what_is_given_can_tie_a_fact_to_one_at_which_no_guard_looks() {
    assertThatNoException()
        .isThrownBy(
            () -> with(row(NEW, READY, HUNGRY)).given(TIRED.not().or(HUNGRY)).given(TIRED).build());
  }

  @Test
  void a_row_for_what_is_excluded_never_applies() {
    assertThatFindingsOf(
            with(row(NEW, READY, HUNGRY), never(NEW, READY, HUNGRY.not())).given(HUNGRY))
        .containsExactly(
            "row NEW -> READY [!HUNGRY] never applies; correct its guard or remove it");
  }

  @Test
  void what_is_given_may_not_exclude_everything() {
    assertThatFindingsOf(base().given(HUNGRY).given(HUNGRY.not()))
        .containsExactly("given() excludes every combination of facts; correct it");
  }

  // ---- facts

  @Test
  void a_fact_that_is_not_listed() {
    assertThatFindingsOf(
            with(row(NEW, READY, HUNGRY), row(NEW, READY, HUNGRY.not()))
                .facts(new Mood[] {Mood.TIRED})
                .given(ANGRY))
        .containsExactly(
            "given() looks at fact ANGRY, which the table does not list; add it to facts()",
            "row NEW -> READY [HUNGRY] looks at fact HUNGRY, which the table does not list;"
                + " add it to facts()",
            "row NEW -> READY [!HUNGRY] looks at fact HUNGRY, which the table does not list;"
                + " add it to facts()");
  }

  @Test
  void a_fact_of_another_enum_is_not_taken_for_the_one_with_its_ordinal() {
    Guard<Item> other = Guard.when(Weather.RAINING);
    assertThatFindingsOf(with(row(NEW, READY, HUNGRY), row(NEW, READY, other.not())))
        .containsExactly(
            "row NEW -> READY [!RAINING] looks at fact RAINING, which the table does not list;"
                + " add it to facts()");
  }

  @Test
  void facts_of_two_enums() {
    List<Fact<Item>> both =
        Stream.<Fact<Item>>concat(Stream.of(Mood.values()), Stream.of(Weather.values())).toList();
    @SuppressWarnings({"unchecked", "rawtypes"})
    Fact<Item>[] facts = both.toArray(new Fact[0]);
    assertThatFindingsOf(base().facts(facts))
        .containsExactly(
            "facts HUNGRY and RAINING have the same ordinal; list facts() of one enum");
  }

  @Test
  void more_facts_than_can_be_enumerated() {
    Guard<Item> all = Guard.always();
    for (Many fact : Many.values()) {
      all = all.and(Guard.when(fact));
    }
    assertThatFindingsOf(
            base().facts(Many.values()).row(never(NEW, BUSY, all.as("ALL", "all hold"))))
        .containsExactly(
            "the guards of NEW -> BUSY and given() look at 21 facts, expected at most 20;"
                + " merge facts");
  }

  // ---- the whole

  @Test
  void a_row_without_a_landing() {
    assertThatFindingsOf(base().row(Toy.row(HELD, READY, ALWAYS, doing("rest"))))
        .containsExactly("row HELD -> READY declares no landing; complete it with lands(...)");
  }

  @Test
  void a_row_that_asks_for_the_state_that_it_leaves() {
    assertThatFindingsOf(base().row(go(BUSY, BUSY)))
        .containsExactly(
            "row BUSY -> BUSY asks for the state that it leaves; remove it: nothing moves");
  }

  @Test
  void a_row_that_leaves_the_terminal_state() {
    assertThatFindingsOf(base().row(go(GONE, READY)))
        .containsExactly("row GONE -> READY leaves the terminal state; remove it");
  }

  @Test
  void a_never_row_may_say_why_nothing_leaves_the_terminal_state() {
    assertThatNoException().isThrownBy(() -> base().row(never(GONE, READY, ALWAYS)).build());
  }

  @Test
  void a_state_that_cannot_be_reached() {
    assertThatFindingsOf(without("BUSY -> HELD"))
        .containsExactly("state HELD is unreachable from NEW; add a row that lands there");
  }

  @Test
  void a_state_is_reached_by_landings_and_not_by_requests() {
    assertThatFindingsOf(without("BUSY -> HELD").row(go(BUSY, HELD).lands(READY)))
        .containsExactly("state HELD is unreachable from NEW; add a row that lands there");
    assertThatNoException()
        .isThrownBy(() -> without("BUSY -> HELD").row(go(BUSY, GONE).lands(HELD)).build());
  }

  @Test
  void states_that_only_each_other_reach_are_unreachable() {
    assertThatFindingsOf(
            builder()
                .row(go(NEW, GONE))
                .row(go(NEW, IDLE))
                .row(go(IDLE, GONE))
                .row(go(READY, BUSY))
                .row(go(BUSY, READY))
                .row(go(READY, HELD))
                .row(go(HELD, GONE)))
        .containsExactly(
            "state READY is unreachable from NEW; add a row that lands there",
            "state BUSY is unreachable from NEW; add a row that lands there",
            "state HELD is unreachable from NEW; add a row that lands there");
  }

  @Test
  void a_state_that_cannot_be_left() {
    assertThatFindingsOf(without("HELD -> IDLE"))
        .containsExactly("state HELD cannot reach GONE; add a way out");
  }

  @Test
  void states_that_go_round_for_ever() {
    assertThatFindingsOf(
            without("HELD -> IDLE", "BUSY -> IDLE", "BUSY -> READY").row(go(HELD, BUSY)))
        .containsExactly(
            "state BUSY cannot reach GONE; add a way out",
            "state HELD cannot reach GONE; add a way out");
  }

  @Test
  void a_detour_that_leads_elsewhere() {
    assertThatFindingsOf(base().detourThrough(HELD, READY))
        .containsExactly(
            "no row that is asked for READY lands in HELD;"
                + " correct detourThrough(...) or add a row");
  }

  @Test
  void a_declared_rule_that_no_row_uses() {
    assertThatFindingsOf(base().rules(List.of(doing("first"), doing("second"))))
        .containsExactly(
            "rule first is used by no row; use it or remove it",
            "rule second is used by no row; use it or remove it");
  }

  @Test
  void a_table_without_a_beginning_or_an_end() {
    TransitionTable.Builder<State, State, Item, Rule<Toy, Item, State>> bare =
        TransitionTable.named("bare", State.class, State.class);
    assertThatFindingsOf(bare)
        .containsExactly("the table names no initial state; add startsIn(...)");
    assertThatFindingsOf(bare.startsIn(NEW))
        .containsExactly("the table names no terminal state; add endsIn(...)");
  }

  @Test
  void all_defects_at_once() {
    var builder =
        without("BUSY -> HELD", "HELD -> IDLE", "READY -> BUSY")
            .row(row(READY, BUSY, HUNGRY))
            .row(go(GONE, NEW))
            .row(go(NEW, IDLE))
            .rules(List.of(doing("spare")));
    IllegalTableException failure = failureOf(builder::build);
    assertThat(failure.findings())
        .containsExactly(
            "duplicate row NEW -> IDLE; remove one, or name their guards apart",
            "no row of READY -> BUSY applies when !HUNGRY; add a row or a never row for it",
            "row GONE -> NEW leaves the terminal state; remove it",
            "state HELD is unreachable from NEW; add a row that lands there",
            "state HELD cannot reach GONE; add a way out",
            "rule spare is used by no row; use it or remove it");
    assertThat(failure).hasMessage("table toy: " + String.join("; ", failure.findings()));
  }

  // ----

  private static ListAssert<String> assertThatFindingsOf(
      TransitionTable.Builder<State, State, Item, Rule<Toy, Item, State>> builder) {
    return assertThat(failureOf(builder::build).findings());
  }

  private static IllegalTableException failureOf(ThrowingCallable building) {
    IllegalTableException failure = catchThrowableOfType(IllegalTableException.class, building);
    assertThat(failure).as("the table is refused").isNotNull();
    return failure;
  }

  /** The base table, about to be spoilt. */
  private static TransitionTable.Builder<State, State, Item, Rule<Toy, Item, State>> base() {
    return builder().rows(BASE.rows());
  }

  private static TransitionTable.Builder<State, State, Item, Rule<Toy, Item, State>> without(
      String... labels) {
    return builder()
        .rows(BASE.rows().stream().filter(row -> !List.of(labels).contains(row.label())).toList());
  }

  /** The base table with these rows for NEW to READY. */
  @SafeVarargs
  private static TransitionTable.Builder<State, State, Item, Rule<Toy, Item, State>> with(
      Transition<State, State, Item, Rule<Toy, Item, State>>... rows) {
    return without("NEW -> READY").rows(List.of(rows));
  }

  private static Transition<State, State, Item, Rule<Toy, Item, State>> row(
      State from, State requested, Guard<Item> guard) {
    return Toy.row(from, requested, guard, doing("go")).lands(requested);
  }

  private enum Weather implements Fact<Item> {
    RAINING;

    @Override
    public boolean holds(Item item) {
      return true;
    }

    @Override
    public String phrase() {
      return "it rains";
    }
  }

  private enum Many implements Fact<Item> {
    A,
    B,
    C,
    D,
    E,
    F,
    G,
    H,
    I,
    J,
    K,
    L,
    M,
    N,
    O,
    P,
    Q,
    R,
    S,
    T,
    U;

    @Override
    public boolean holds(Item item) {
      return true;
    }

    @Override
    public String phrase() {
      return name();
    }
  }
}
