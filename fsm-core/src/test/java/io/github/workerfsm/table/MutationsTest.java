package io.github.workerfsm.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.workerfsm.table.Lamp.Event;
import io.github.workerfsm.table.Lamp.Room;
import io.github.workerfsm.table.Lamp.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ways in which a table could be wrong: each that is one, once, and none that is not. */
class MutationsTest {
  private final List<Mutation<Room, State, Event, Lamp>> all =
      Mutations.of(Lamp.MACHINE.table(), room -> room.engine);

  @Test
  void a_table_is_spoiled_in_every_way_that_makes_it_another() {
    assertThat(all)
        .extracting(Mutation::toString)
        .containsExactly(
            "drop row: OFF -> PRESS [POWERED]",
            "negate guard: OFF -> PRESS [POWERED] when not POWERED",
            "drop guard: OFF -> PRESS [POWERED] always",
            "redirect landing: OFF -> PRESS [POWERED] lands in OFF",
            "redirect landing: OFF -> PRESS [POWERED] lands in BROKEN",
            "drop recommendations: OFF -> PRESS [POWERED]: SHINE recommends nothing",
            "exchange guards: OFF -> PRESS [POWERED] and OFF -> PRESS [!POWERED]",
            "drop row: OFF -> PRESS [!POWERED]",
            "negate guard: OFF -> PRESS [!POWERED] when not !POWERED",
            "drop guard: OFF -> PRESS [!POWERED] always",
            "drop row: ON -> PRESS",
            "redirect landing: ON -> PRESS lands in ON",
            "redirect landing: ON -> PRESS lands in BROKEN",
            "drop recommendations: ON -> PRESS: PRESS recommends nothing",
            "swap rules: ON -> PRESS and ON -> DROP",
            "swap rules: ON -> PRESS and ON -> CUT",
            "drop row: ON -> DROP",
            "redirect landing: ON -> DROP lands in OFF",
            "redirect landing: ON -> DROP lands in ON",
            "drop recommendations: ON -> DROP: CRASH recommends nothing",
            "drop row: ON -> CUT",
            "redirect landing: ON -> CUT lands in OFF",
            "redirect landing: ON -> CUT lands in ON",
            "drop recommendations: ON -> CUT: CRASH recommends nothing");
  }

  @Test
  void a_row_that_is_dropped_leaves_a_condition_of_which_nothing_is_said() {
    assertThatExceptionOfType(IllegalTableException.class)
        .isThrownBy(() -> mutant("drop row: OFF -> PRESS [POWERED]").table());
  }

  @Test
  void a_dropped_guard_lets_two_rows_apply_at_once() {
    assertThatExceptionOfType(IllegalTableException.class)
        .isThrownBy(() -> mutant("drop guard: OFF -> PRESS [POWERED] always").table());
  }

  @Test
  void a_redirected_row_does_what_it_should_and_lands_where_it_should_not() {
    Room room = room("redirect landing: ON -> PRESS lands in BROKEN");
    Lamp lamp = new Lamp();
    room.engine.transition(lamp, Event.PRESS, null);
    assertThat(room.engine.transition(lamp, Event.PRESS, null)).isEqualTo(State.BROKEN);
    assertThat(room.heard).containsExactly("click");
  }

  @Test
  void exchanged_guards_refuse_what_should_be_done_and_do_what_should_be_refused() {
    Room room = room("exchange guards: OFF -> PRESS [POWERED] and OFF -> PRESS [!POWERED]");
    Lamp lamp = new Lamp();
    assertThatExceptionOfType(IllegalTransitionException.class)
        .isThrownBy(() -> room.engine.transition(lamp, Event.PRESS, null));
    lamp.powered = false;
    assertThat(room.engine.transition(lamp, Event.PRESS, null)).isEqualTo(State.ON);
  }

  @Test
  void swapped_rules_do_and_land_where_the_other_should() {
    Room room = room("swap rules: ON -> PRESS and ON -> DROP");
    Lamp lamp = new Lamp();
    room.engine.transition(lamp, Event.PRESS, null);
    assertThat(room.engine.transition(lamp, Event.DROP, null)).isEqualTo(State.OFF);
    room.engine.transition(lamp, Event.PRESS, null);
    assertThat(room.engine.transition(lamp, Event.PRESS, null)).isEqualTo(State.BROKEN);
    assertThat(room.heard).containsExactly("click", "click", "crash");
  }

  @Test
  void a_rule_that_recommends_nothing_keeps_what_others_have_recommended() {
    Room room = room("drop recommendations: OFF -> PRESS [POWERED]: SHINE recommends nothing");
    Lamp first = new Lamp();
    Lamp second = new Lamp();
    Lamp other = new Lamp();
    first.next = second;
    room.engine.recommend(other, Event.PRESS);
    room.engine.recommend(first, Event.PRESS);
    room.engine.settle();
    assertThat(List.of(first.state(), second.state(), other.state()))
        .containsExactly(State.ON, State.OFF, State.ON);
  }

  @Test
  void the_rule_of_a_mutant_says_what_is_wrong_with_it() {
    assertThat(mutant("redirect landing: ON -> PRESS lands in BROKEN").rows())
        .extracting(row -> row.isNever() ? "never" : row.rule().name())
        .containsExactly("SHINE", "never", "PRESS to BROKEN", "CRASH", "CRASH");
    assertThat(
            mutant("drop recommendations: ON -> PRESS: PRESS recommends nothing")
                .rows()
                .get(2)
                .rule()
                .name())
        .isEqualTo("PRESS without recommendations");
  }

  private Mutation<Room, State, Event, Lamp> mutant(String name) {
    return all.stream().filter(m -> m.toString().equals(name)).findFirst().orElseThrow();
  }

  private Room room(String mutant) {
    Room room = new Room();
    room.engine =
        new Engine<>(
            mutant(mutant).table(),
            room,
            (subject, from, requested, row, cause) -> {},
            true,
            Long.MAX_VALUE);
    return room;
  }
}
