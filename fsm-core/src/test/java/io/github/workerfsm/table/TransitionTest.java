package io.github.workerfsm.table;

import static io.github.workerfsm.table.Toy.ALWAYS;
import static io.github.workerfsm.table.Toy.Actor.OWNER;
import static io.github.workerfsm.table.Toy.HUNGRY;
import static io.github.workerfsm.table.Toy.State.BUSY;
import static io.github.workerfsm.table.Toy.State.IDLE;
import static io.github.workerfsm.table.Toy.State.NEW;
import static io.github.workerfsm.table.Toy.State.READY;
import static io.github.workerfsm.table.Toy.TIRED;
import static io.github.workerfsm.table.Toy.doing;
import static io.github.workerfsm.table.Toy.never;
import static io.github.workerfsm.table.Toy.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.workerfsm.table.Toy.Item;
import io.github.workerfsm.table.Toy.State;
import java.lang.Character.UnicodeScript;
import org.junit.jupiter.api.Test;

/** Rows: what a line of a table says. */
class TransitionTest {
  private final Rule<Toy, Item, State> rule = doing("rule");
  private final Transition<State, State, Item, Rule<Toy, Item, State>> row =
      row(NEW, READY, HUNGRY, rule);

  @Test
  void a_row_says_who_asks_for_what_and_why() {
    assertThat(row.from()).isEqualTo(NEW);
    assertThat(row.requested()).isEqualTo(READY);
    assertThat(row.guard()).isEqualTo(HUNGRY);
    assertThat(row.actor()).isEqualTo(OWNER);
    assertThat(row.rule()).isSameAs(rule);
    assertThat(row.reason()).isEqualTo("the test wants it");
    assertThat(row.isNever()).isFalse();
  }

  @Test
  void a_row_has_no_landing_until_it_is_given_one() {
    assertThat(row.landings()).isEmpty();
    assertThat(row.onlyLanding()).isNull();
    assertThat(row.canLandIn(READY)).isFalse();
  }

  @Test
  void landings_are_in_the_order_of_the_states_whatever_the_order_of_the_row() {
    var landing = row.lands(IDLE, READY, BUSY);
    assertThat(landing.landings()).containsExactly(READY, BUSY, IDLE);
    assertThat(landing.onlyLanding()).isNull();
    assertThat(landing.canLandIn(BUSY)).isTrue();
    assertThat(landing.canLandIn(NEW)).isFalse();
  }

  @Test
  void the_only_landing_is_known() {
    assertThat(row.lands(IDLE).onlyLanding()).isEqualTo(IDLE);
    assertThat(row.lands(IDLE, IDLE).onlyLanding()).isEqualTo(IDLE);
  }

  @Test
  void the_65th_state_is_not_the_first() {
    UnicodeScript[] states = UnicodeScript.values();
    Transition<UnicodeScript, State, Item, String> wide =
        Transition.<UnicodeScript, State, Item, String>row(
                states[0], READY, ALWAYS, OWNER, "rule", "it is wide")
            .lands(states[64]);
    assertThat(wide.canLandIn(states[64])).isTrue();
    assertThat(wide.canLandIn(states[0])).isFalse();
  }

  @Test
  void a_changed_copy_keeps_the_rest() {
    Rule<Toy, Item, State> other = doing("other");
    var changed = row.lands(IDLE).because("why not").doing(other).when(TIRED);
    assertThat(changed.from()).isEqualTo(NEW);
    assertThat(changed.requested()).isEqualTo(READY);
    assertThat(changed.landings()).containsExactly(IDLE);
    assertThat(changed.actor()).isEqualTo(OWNER);
    assertThat(changed.reason()).isEqualTo("why not");
    assertThat(changed.rule()).isSameAs(other);
    assertThat(changed.guard()).isEqualTo(TIRED);
    assertThat(row.guard()).as("the original").isEqualTo(HUNGRY);
    assertThat(row.landings()).as("the original").isEmpty();
  }

  @Test
  void a_never_row_has_a_reason_but_no_rule_and_no_landing() {
    var never = never(NEW, READY, ALWAYS);
    assertThat(never.isNever()).isTrue();
    assertThat(never.reason()).isEqualTo("the test forbids it");
    assertThat(never.landings()).isEmpty();
    assertThatIllegalStateException()
        .isThrownBy(never::rule)
        .withMessage("NEW -> READY is a never row and has no rule");
    assertThatIllegalStateException()
        .isThrownBy(() -> never.lands(IDLE))
        .withMessage("NEW -> READY is a never row and lands nowhere");
  }

  @Test
  void a_never_row_that_is_given_a_rule_is_a_row() {
    var allowed = never(NEW, READY, ALWAYS).doing(rule).lands(READY);
    assertThat(allowed.isNever()).isFalse();
    assertThat(allowed.landings()).containsExactly(READY);
  }

  @Test
  void a_row_without_a_rule_is_refused() {
    assertThatNullPointerException().isThrownBy(() -> row(NEW, READY, ALWAYS, null));
  }

  @Test
  void a_label_names_the_pair_and_its_guard() {
    assertThat(row).hasToString("NEW -> READY [HUNGRY]");
    assertThat(row.when(ALWAYS)).hasToString("NEW -> READY");
    assertThat(row.label()).isEqualTo(row.toString());
  }

  @Test
  void two_rows_have_one_key_when_pair_and_guard_are_the_same() {
    assertThat(row.sameKey(row(NEW, READY, HUNGRY, doing("other")).lands(IDLE))).isTrue();
    assertThat(row.sameKey(row(NEW, READY, TIRED, rule))).isFalse();
    assertThat(row.sameKey(row(NEW, BUSY, HUNGRY, rule))).isFalse();
    assertThat(row.sameKey(row(IDLE, READY, HUNGRY, rule))).isFalse();
  }
}
