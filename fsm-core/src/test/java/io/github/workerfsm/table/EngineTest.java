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
import static io.github.workerfsm.table.Toy.builder;
import static io.github.workerfsm.table.Toy.go;
import static io.github.workerfsm.table.Toy.never;
import static io.github.workerfsm.table.Toy.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.common.base.Splitter;
import com.sun.management.ThreadMXBean;
import io.github.workerfsm.table.Toy.Item;
import io.github.workerfsm.table.Toy.Mood;
import io.github.workerfsm.table.Toy.State;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The engine: chains, landings, detours, and what it refuses. */
class EngineTest {

  // ---- one move

  @Test
  void a_subject_lands_where_its_rule_says() {
    Toy toy = Toy.of(Toy.with(row(NEW, READY, (t, item, a) -> HELD).lands(READY, HELD)));
    assertThat(toy.ask("a", READY)).isEqualTo(HELD);
    assertThat(toy.log).containsExactly("a: NEW -> READY = HELD");
  }

  @Test
  void a_rule_sees_the_state_that_the_subject_leaves_and_the_argument() {
    List<Object> seen = new ArrayList<>();
    Toy toy =
        Toy.of(
            Toy.with(
                row(
                    NEW,
                    READY,
                    (t, item, argument) -> {
                      seen.add(item.state());
                      seen.add(argument);
                      return READY;
                    })));
    toy.engine.recommend(toy.item("a"), READY, "argument");
    toy.engine.settle();
    assertThat(seen).containsExactly(NEW, "argument");
  }

  @Test
  void a_recommendation_for_the_state_in_which_the_subject_is_does_nothing() {
    Toy toy = Toy.of(BASE);
    assertThat(toy.engine.table()).isSameAs(BASE);
    assertThat(toy.ask("a", NEW)).isEqualTo(NEW);
    assertThat(toy.log).isEmpty();
    assertThat(toy.engine.transitions()).isZero();
  }

  @Test
  void a_transition_happens_at_once_and_its_consequences_wait() {
    Toy toy = Toy.of(Toy.with(recommending(NEW, READY, "b READY")));
    toy.recommend("c", READY);
    assertThat(toy.engine.transition(toy.item("a"), READY, null)).isEqualTo(READY);
    assertThat(toy.log).containsExactly("a: NEW -> READY");
    toy.engine.settle();
    assertThat(toy.log)
        .containsExactly("a: NEW -> READY", "b: NEW -> READY by a", "c: NEW -> READY");
  }

  @Test
  void the_row_is_chosen_by_the_facts_when_the_turn_comes_and_not_when_it_is_recommended() {
    var table =
        Toy.with(
            row(NEW, READY, HUNGRY, new Toy.Doing("eat", (t, item, a) -> BUSY)).lands(BUSY),
            row(NEW, READY, HUNGRY.not(), new Toy.Doing("rest", (t, item, a) -> IDLE)).lands(IDLE));
    Toy toy = Toy.of(table);
    toy.recommend("a", READY);
    toy.item("a").moods.add(Mood.HUNGRY);
    toy.engine.settle();
    assertThat(toy.item("a").state()).isEqualTo(BUSY);
  }

  // ---- chains

  @Test
  void the_last_recommendation_is_carried_out_first() {
    Toy toy = Toy.of(Toy.with(recommending(NEW, READY, "b IDLE", "c IDLE")));
    toy.ask("a", READY);
    assertThat(toy.log)
        .containsExactly("a: NEW -> READY", "c: NEW -> IDLE by a", "b: NEW -> IDLE by a");
  }

  @Test
  void the_consequences_of_one_come_before_its_next_sibling() {
    Toy toy =
        Toy.of(
            Toy.with(
                recommending(NEW, READY, "b IDLE", "c IDLE"), recommending(NEW, IDLE, "d READY")));
    toy.item("d").put(IDLE);
    toy.ask("a", READY);
    assertThat(toy.log)
        .containsExactly(
            "a: NEW -> READY",
            "c: NEW -> IDLE by a",
            "d: IDLE -> READY by c",
            "b: NEW -> IDLE by a");
  }

  @Test
  void a_second_recommendation_replaces_the_first_where_it_stands() {
    Toy toy = Toy.of(Toy.with(recommending(NEW, READY, "b READY", "c IDLE", "b IDLE")));
    toy.ask("a", READY);
    assertThat(toy.log)
        .containsExactly("a: NEW -> READY", "c: NEW -> IDLE by a", "b: NEW -> IDLE by a");
  }

  @Test
  void a_rule_may_recommend_its_own_subject() {
    Toy toy = Toy.of(Toy.with(recommending(NEW, READY, "a BUSY", "b READY")));
    toy.item("b").put(IDLE);
    assertThat(toy.ask("a", READY)).isEqualTo(BUSY);
    assertThat(toy.log)
        .containsExactly("a: NEW -> READY", "b: IDLE -> READY by a", "a: READY -> BUSY by a");
  }

  @Test
  void what_an_event_recommends_has_no_cause_even_after_a_chain() {
    Toy toy = Toy.of(BASE);
    toy.ask("a", READY);
    toy.ask("b", READY);
    toy.engine.transition(toy.item("c"), READY, null);
    toy.ask("d", READY);
    assertThat(toy.log)
        .containsExactly(
            "a: NEW -> READY", "b: NEW -> READY", "c: NEW -> READY", "d: NEW -> READY");
  }

  @Test
  void siblings_are_processed_in_the_order_of_whoever_was_asked_to_order_them() {
    Toy toy =
        Toy.of(
            Toy.with(
                row(
                    NEW,
                    READY,
                    (t, item, a) -> {
                      t.recommend("b", IDLE);
                      int start = t.engine.siblingsStart();
                      t.recommend("c", IDLE);
                      t.recommend("d", IDLE);
                      t.recommend("e", IDLE);
                      t.engine.siblingsEnd(start);
                      return READY;
                    })));
    toy.engine.orderSiblings(item -> "dec".indexOf(item.name));
    toy.ask("a", READY);
    assertThat(toy.log)
        .containsExactly(
            "a: NEW -> READY",
            "d: NEW -> IDLE by a",
            "e: NEW -> IDLE by a",
            "c: NEW -> IDLE by a",
            "b: NEW -> IDLE by a");

    toy.log.clear();
    toy.engine.orderSiblings(null);
    List.of("a", "b", "c", "d", "e").forEach(name -> toy.item(name).put(NEW));
    toy.ask("a", READY);
    assertThat(toy.log)
        .as("last in, first out")
        .containsExactly(
            "a: NEW -> READY",
            "e: NEW -> IDLE by a",
            "d: NEW -> IDLE by a",
            "c: NEW -> IDLE by a",
            "b: NEW -> IDLE by a");
  }

  @Test
  void a_chain_may_be_as_long_as_it_likes_below_its_limit() {
    Toy toy = Toy.of(pingPong(50));
    toy.recommend("a", READY);
    toy.engine.settle(52);
    assertThat(toy.engine.transitions()).isEqualTo(51);
  }

  @Test
  void an_endless_chain_is_an_error() {
    Toy toy = Toy.of(pingPong(Integer.MAX_VALUE));
    toy.recommend("a", READY);
    assertThatExceptionOfType(EndlessChainException.class)
        .isThrownBy(() -> toy.engine.settle(52))
        .withMessage(
            "table toy: READY -> BUSY of a reaches the limit of its chain;"
                + " correct the rules that recommend each other");
    assertThat(toy.engine.transitions()).isEqualTo(52);
  }

  @Test
  void each_chain_has_its_own_limit() {
    Toy toy = Toy.of(pingPong(50));
    toy.recommend("a", READY);
    toy.engine.settle(52);
    toy.recommend("b", READY);
    toy.engine.settle(3);
    assertThat(toy.engine.transitions()).isEqualTo(52);
  }

  @Test
  void an_engine_can_have_a_limit_for_life() {
    Toy toy = Toy.shortLived(BASE, 3);
    toy.ask("a", READY);
    toy.ask("a", BUSY);
    assertThatExceptionOfType(EndlessChainException.class)
        .isThrownBy(() -> toy.ask("a", IDLE))
        .withMessage(
            "table toy: BUSY -> IDLE of a reaches the limit of 3 transitions in the life of the"
                + " engine");
    Toy other = Toy.shortLived(BASE, 1);
    assertThatExceptionOfType(EndlessChainException.class)
        .isThrownBy(() -> other.engine.transition(other.item("a"), READY, null));
  }

  // ---- what is refused

  @Test
  void a_never_row_refuses_with_its_reason() {
    Toy toy = Toy.of(Toy.with(never(NEW, BUSY, ALWAYS)));
    assertThatExceptionOfType(IllegalTransitionException.class)
        .as("even where there would be a detour")
        .isThrownBy(() -> toy.ask("a", BUSY))
        .withMessage("table toy: row NEW -> BUSY of a is refused: the test forbids it");
    assertThat(toy.item("a").state()).isEqualTo(NEW);
    assertThat(toy.log).isEmpty();
  }

  @Test
  void a_guarded_never_row_refuses_only_when_its_guard_holds() {
    Toy toy =
        Toy.of(
            Toy.with(
                never(NEW, READY, HUNGRY),
                row(NEW, READY, HUNGRY.not(), new Toy.Doing("go", (t, i, a) -> READY))
                    .lands(READY)));
    assertThat(toy.ask("a", READY)).isEqualTo(READY);
    toy.item("b").moods.add(Mood.HUNGRY);
    assertThatExceptionOfType(IllegalTransitionException.class)
        .isThrownBy(() -> toy.ask("b", READY))
        .withMessage("table toy: row NEW -> READY [HUNGRY] of b is refused: the test forbids it");
  }

  @Test
  void a_pair_without_a_row_is_refused_where_there_is_no_detour() {
    Toy toy = Toy.of(builder().rows(BASE.rows()).build());
    assertThatExceptionOfType(IllegalTransitionException.class)
        .isThrownBy(() -> toy.ask("a", BUSY))
        .withMessage(
            "table toy: NEW -> BUSY of a has no row, and there is no detour;"
                + " NEW has [NEW -> READY, NEW -> IDLE]");
  }

  @Test
  void the_second_half_of_a_detour_can_be_refused() {
    Toy toy = Toy.of(BASE);
    assertThatExceptionOfType(IllegalTransitionException.class)
        .isThrownBy(() -> toy.ask("a", HELD))
        .withMessage(
            "table toy: IDLE -> HELD of a has no row, and there is no detour;"
                + " IDLE has [IDLE -> READY, IDLE -> BUSY, IDLE -> GONE]");
    assertThat(toy.log).containsExactly("a: NEW -> IDLE");
  }

  @Test
  void a_landing_that_the_row_does_not_declare_is_an_error() {
    Toy toy =
        Toy.of(
            Toy.with(
                row(NEW, READY, ALWAYS, new Toy.Doing("stray", (t, item, a) -> GONE))
                    .lands(READY, IDLE)));
    assertThatExceptionOfType(UndeclaredLandingException.class)
        .isThrownBy(() -> toy.ask("a", READY))
        .withMessage(
            "table toy: row NEW -> READY landed a in GONE, declared are [READY, IDLE];"
                + " correct rule stray or the row");
    assertThat(toy.item("a").state()).isEqualTo(NEW);
    assertThat(toy.log).isEmpty();
  }

  @Test
  void nowhere_is_not_a_landing() {
    for (var row : List.of(go(NEW, READY), go(NEW, READY).lands(READY, IDLE))) {
      Toy toy = Toy.of(Toy.with(row.doing(new Toy.Doing("lost", (t, item, a) -> null))));
      assertThatExceptionOfType(UndeclaredLandingException.class)
          .isThrownBy(() -> toy.ask("a", READY))
          .withMessageContaining("landed a in null");
    }
  }

  @Test
  void an_owner_that_gives_up_abandons_what_is_pending() {
    Toy toy = Toy.of(Toy.with(failing(NEW, IDLE)));
    toy.recommend("a", READY);
    toy.recommend("b", IDLE);
    assertThatIllegalStateException().isThrownBy(toy.engine::settle);
    toy.engine.abandon();
    toy.engine.settle();
    assertThat(toy.log).isEmpty();
    toy.ask("c", READY);
    assertThat(toy.log).as("b is not its cause").containsExactly("c: NEW -> READY");
  }

  @Test
  void an_abandoned_detour_leaves_no_trace() {
    Toy toy = Toy.strict(Toy.with(recommending(NEW, IDLE, "b READY"), failing(IDLE, BUSY)));
    for (int i = 0; i < 20; i++) {
      toy.recommend("c", READY);
      toy.recommend("a" + i, BUSY);
      assertThatIllegalStateException().isThrownBy(toy.engine::settle);
      toy.engine.abandon();
    }
    toy.log.clear();
    toy.recommend("d", READY);
    toy.recommend("d", IDLE);
    toy.ask("e", GONE);
    assertThat(toy.log)
        .containsExactly(
            "e: NEW -> IDLE",
            "e: IDLE -> GONE",
            "e: NEW -> GONE (detour)",
            "b: NEW -> READY by e",
            "d: NEW -> IDLE");
  }

  // ---- detours

  @Test
  void the_halves_of_a_detour_are_reported_first_and_the_whole_last() {
    Toy toy = Toy.of(BASE);
    assertThat(toy.ask("a", BUSY)).isEqualTo(BUSY);
    assertThat(toy.log)
        .containsExactly("a: NEW -> IDLE", "a: IDLE -> BUSY", "a: NEW -> BUSY (detour)");
    assertThat(toy.engine.transitions()).isEqualTo(3);
  }

  @Test
  void all_parts_of_a_detour_have_the_cause_of_the_whole() {
    Toy toy = Toy.of(Toy.with(recommending(NEW, READY, "b BUSY")));
    toy.ask("a", READY);
    assertThat(toy.log)
        .containsExactly(
            "a: NEW -> READY",
            "b: NEW -> IDLE by a",
            "b: IDLE -> BUSY by a",
            "b: NEW -> BUSY (detour) by a");
  }

  @Test
  void the_argument_is_for_the_second_half() {
    List<Object> arguments = new ArrayList<>();
    Toy toy =
        Toy.of(
            Toy.with(
                row(NEW, IDLE, (t, item, a) -> note(arguments, a, IDLE)),
                row(IDLE, BUSY, (t, item, a) -> note(arguments, a, BUSY))));
    toy.engine.recommend(toy.item("a"), BUSY, "argument");
    toy.engine.settle();
    assertThat(arguments).containsExactly(null, "argument");
  }

  @Test
  void nobody_else_is_moved_between_the_halves() {
    Toy toy =
        Toy.of(Toy.with(recommending(NEW, IDLE, "b READY"), recommending(IDLE, BUSY, "c READY")));
    toy.ask("a", BUSY);
    assertThat(toy.log)
        .containsExactly(
            "a: NEW -> IDLE",
            "a: IDLE -> BUSY",
            "a: NEW -> BUSY (detour)",
            "c: NEW -> READY by a",
            "b: NEW -> READY by a");
  }

  @Test
  void what_the_first_half_recommends_for_the_subject_itself_comes_between_the_halves() {
    Toy toy = Toy.of(Toy.with(recommending(HELD, IDLE, "b IDLE", "a READY"), failing(IDLE, BUSY)));
    toy.item("a").put(HELD);
    assertThat(toy.ask("a", BUSY)).isEqualTo(BUSY);
    assertThat(toy.log)
        .containsExactly(
            "a: HELD -> IDLE",
            "a: IDLE -> READY",
            "a: READY -> BUSY",
            "a: HELD -> BUSY (detour)",
            "b: NEW -> IDLE by a");
  }

  @Test
  void the_first_half_cannot_end_the_subject() {
    Toy toy = Toy.of(Toy.with(recommending(NEW, IDLE, "a GONE", "b GONE")));
    toy.item("b").put(IDLE);
    assertThat(toy.ask("a", BUSY)).isEqualTo(BUSY);
    assertThat(toy.log)
        .as("but others, and outside of a detour it can itself")
        .containsExactly(
            "a: NEW -> IDLE", "a: IDLE -> BUSY", "a: NEW -> BUSY (detour)", "b: IDLE -> GONE by a");
    toy.item("a").put(NEW);
    assertThat(toy.ask("a", IDLE)).isEqualTo(GONE);
  }

  @Test
  void a_first_half_that_leads_where_the_whole_should_is_enough() {
    Toy toy = Toy.of(Toy.with(go(HELD, IDLE).doing(landing(READY)).lands(READY)));
    toy.item("a").put(HELD);
    assertThat(toy.ask("a", READY)).isEqualTo(READY);
    assertThat(toy.log).containsExactly("a: HELD -> IDLE = READY", "a: HELD -> READY (detour)");
  }

  @Test
  void the_second_half_can_be_a_detour_again() {
    Toy toy =
        Toy.of(
            Toy.with(
                row(NEW, IDLE, (t, item, a) -> recommend(t, HELD, "b READY")).lands(IDLE, HELD),
                recommending(HELD, IDLE, "c READY"),
                recommending(IDLE, BUSY, "b IDLE")));
    toy.item("b").put(READY);
    toy.ask("a", BUSY);
    assertThat(toy.log)
        .containsExactly(
            "a: NEW -> IDLE = HELD",
            "a: HELD -> IDLE",
            "a: IDLE -> BUSY",
            "a: HELD -> BUSY (detour)",
            "a: NEW -> BUSY (detour)",
            "c: NEW -> READY by a",
            "b: READY -> IDLE by a");
  }

  @Test
  void what_was_pending_before_a_detour_keeps_its_turn() {
    Toy toy = Toy.of(Toy.with(recommending(NEW, IDLE, "b IDLE", "c READY")));
    toy.recommend("b", READY);
    toy.recommend("d", READY);
    toy.ask("a", BUSY);
    assertThat(toy.log)
        .as("b is asked for IDLE now, but after d, as it was before")
        .containsExactly(
            "a: NEW -> IDLE",
            "a: IDLE -> BUSY",
            "a: NEW -> BUSY (detour)",
            "c: NEW -> READY by a",
            "d: NEW -> READY",
            "b: NEW -> IDLE by a");
  }

  @Test
  void detours_that_lead_round_in_circles_are_an_error() {
    Toy toy =
        Toy.of(
            Toy.with(
                go(HELD, IDLE).doing(landing(HELD)).lands(HELD, IDLE),
                go(NEW, IDLE).doing(landing(HELD)).lands(HELD, IDLE)));
    assertThatExceptionOfType(EndlessChainException.class)
        .isThrownBy(() -> toy.ask("a", BUSY))
        .withMessage(
            "table toy: HELD -> BUSY of a has no row, and its detours lead round in circles;"
                + " add a row");
  }

  // ---- halves that disagree

  private final TransitionTable<State, State, Item, Rule<Toy, Item, State>> disagreeing =
      Toy.with(recommending(NEW, IDLE, "b READY"), recommending(IDLE, BUSY, "b IDLE"));

  @Test
  void halves_that_disagree_are_an_error_to_a_strict_engine() {
    Toy toy = Toy.strict(disagreeing);
    assertThatExceptionOfType(RecommendationConflictException.class)
        .isThrownBy(() -> toy.ask("a", BUSY))
        .withMessage(
            "table toy: the halves of a detour of a recommend different moves for b: READY, then"
                + " IDLE; make their rules agree, or add a row for the detour");
  }

  @Test
  void otherwise_the_later_half_wins() {
    Toy toy = Toy.of(disagreeing);
    toy.item("b").put(BUSY);
    toy.ask("a", BUSY);
    assertThat(toy.log).endsWith("a: NEW -> BUSY (detour)", "b: BUSY -> IDLE by a");
  }

  @Test
  void halves_that_agree_are_no_error() {
    Toy toy =
        Toy.strict(
            Toy.with(recommending(NEW, IDLE, "b READY"), recommending(IDLE, BUSY, "b READY")));
    toy.item("b").put(IDLE);
    toy.ask("a", BUSY);
    assertThat(toy.log).endsWith("b: IDLE -> READY by a");
  }

  @Test
  void halves_agree_when_their_arguments_are_equal() {
    for (boolean equal : new boolean[] {true, false}) {
      Toy toy =
          Toy.strict(
              Toy.with(
                  row(NEW, IDLE, (t, item, a) -> recommendWith(t, List.of(1), IDLE)),
                  row(IDLE, BUSY, (t, item, a) -> recommendWith(t, List.of(equal ? 1 : 2), BUSY))));
      toy.item("b").put(IDLE);
      if (equal) {
        assertThat(toy.ask("a", BUSY)).isEqualTo(BUSY);
      } else {
        assertThatExceptionOfType(RecommendationConflictException.class)
            .isThrownBy(() -> toy.ask("a", BUSY));
      }
    }
  }

  @Test
  void one_half_may_change_its_mind() {
    Toy toy =
        Toy.strict(
            Toy.with(
                recommending(NEW, IDLE, "b READY", "b IDLE"),
                recommending(IDLE, BUSY, "c READY", "c IDLE")));
    toy.item("b").put(READY);
    toy.item("c").put(READY);
    toy.ask("a", BUSY);
    assertThat(toy.log).endsWith("c: READY -> IDLE by a", "b: READY -> IDLE by a");
  }

  @Test
  void what_was_pending_before_a_detour_may_be_contradicted() {
    Toy toy = Toy.strict(Toy.with(recommending(IDLE, BUSY, "b IDLE")));
    toy.recommend("b", READY);
    toy.ask("a", BUSY);
    assertThat(toy.log).endsWith("b: NEW -> IDLE by a");
  }

  @Test
  void a_half_may_change_its_mind_about_what_it_recommends_first() {
    Toy toy =
        Toy.strict(
            Toy.with(
                recommending(NEW, IDLE, "c READY"),
                row(
                    IDLE,
                    BUSY,
                    (t, item, a) -> {
                      recommend(t, BUSY, "b READY");
                      return recommend(t, BUSY, "b IDLE");
                    })));
    assertThat(toy.ask("a", BUSY)).isEqualTo(BUSY);
    assertThat(toy.item("b").state()).isEqualTo(IDLE);
  }

  @Test
  void what_comes_between_the_halves_may_not_contradict_the_first() {
    Toy toy =
        Toy.strict(
            Toy.with(
                row(
                    NEW,
                    IDLE,
                    (t, item, a) -> {
                      t.recommend("a", READY);
                      return recommend(t, IDLE, "b READY");
                    }),
                recommending(IDLE, READY, "b IDLE")));
    assertThatExceptionOfType(RecommendationConflictException.class)
        .isThrownBy(() -> toy.ask("a", HELD))
        .withMessageContaining("recommend different moves for b: READY, then IDLE");
  }

  @Test
  void a_chain_may_have_more_detours_than_there_are_states() {
    Toy toy = Toy.of(BASE);
    for (int i = 0; i < 3 * State.values().length; i++) {
      toy.recommend("item " + i, BUSY);
    }
    toy.engine.settle();
    assertThat(toy.log).filteredOn(line -> line.endsWith("(detour)")).hasSize(18);
  }

  @Test
  void an_engine_is_settled_when_nothing_is_pending() {
    Toy toy = Toy.of(BASE);
    assertThat(toy.engine.settled()).isTrue();
    toy.recommend("a", READY);
    assertThat(toy.engine.settled()).isFalse();
    toy.engine.settle();
    assertThat(toy.engine.settled()).isTrue();
  }

  @Test
  void a_detour_within_a_detour_may_not_contradict_it() {
    var table =
        Toy.with(
            row(NEW, IDLE, (t, item, a) -> recommend(t, HELD, "b READY")).lands(IDLE, HELD),
            recommending(HELD, IDLE, "b IDLE"));
    Toy toy = Toy.strict(table);
    assertThatExceptionOfType(RecommendationConflictException.class)
        .isThrownBy(() -> toy.ask("a", BUSY))
        .withMessageContaining("for b: READY, then IDLE");
    assertThat(Toy.of(table).ask("a", BUSY)).isEqualTo(BUSY);
  }

  @Test
  void once_a_detour_is_over_anything_may_be_contradicted() {
    Toy toy =
        Toy.strict(
            Toy.with(
                recommending(NEW, IDLE, "c READY", "b READY"), recommending(NEW, READY, "c IDLE")));
    toy.ask("a", BUSY);
    assertThat(toy.log)
        .endsWith("b: NEW -> READY by a", "c: NEW -> IDLE by b", "c: IDLE -> READY by c");
  }

  // ---- cost

  @Test
  void a_chain_allocates_nothing() {
    var table = Toy.with(go(NEW, READY), go(READY, BUSY), go(BUSY, READY));
    Engine<Toy, State, State, Item> engine =
        new Engine<>(
            table, Toy.of(table), (item, from, asked, row, cause) -> {}, true, Long.MAX_VALUE);
    Item item = new Item("a");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 10_000; i++) {
        engine.recommend(item, item.state() == READY ? BUSY : READY);
        engine.settle(100);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as("bytes for 10,000 transitions").isLessThan(10_000);
  }

  // ----

  /** A row whose rule recommends moves, each written as "name STATE". */
  private static Transition<State, State, Item, Rule<Toy, Item, State>> recommending(
      State from, State requested, String... moves) {
    return row(from, requested, (toy, item, argument) -> recommend(toy, requested, moves));
  }

  private static State recommend(Toy toy, State landing, String... moves) {
    for (String move : moves) {
      List<String> words = Splitter.on(' ').splitToList(move);
      toy.recommend(words.get(0), State.valueOf(words.get(1)));
    }
    return landing;
  }

  private static State recommendWith(Toy toy, Object argument, State landing) {
    toy.engine.recommend(toy.item("b"), READY, argument);
    return landing;
  }

  private static Transition<State, State, Item, Rule<Toy, Item, State>> failing(
      State from, State requested) {
    return row(
        from,
        requested,
        (toy, item, argument) -> {
          throw new IllegalStateException("this rule fails");
        });
  }

  private static Toy.Doing landing(State landing) {
    return new Toy.Doing("land", (toy, item, argument) -> landing);
  }

  private static State note(List<Object> notes, @Nullable Object argument, State landing) {
    notes.add(argument);
    return landing;
  }

  /** A table in which READY and BUSY recommend each other so many times. */
  private static TransitionTable<State, State, Item, Rule<Toy, Item, State>> pingPong(int times) {
    AtomicInteger left = new AtomicInteger(times);
    return Toy.with(
        pingPong(left, NEW, READY), pingPong(left, READY, BUSY), pingPong(left, BUSY, READY));
  }

  private static Transition<State, State, Item, Rule<Toy, Item, State>> pingPong(
      AtomicInteger left, State from, State requested) {
    return row(
        from,
        requested,
        (toy, item, argument) -> {
          if (left.getAndDecrement() > 0) {
            toy.engine.recommend(item, requested == READY ? BUSY : READY);
          }
          return requested;
        });
  }
}
