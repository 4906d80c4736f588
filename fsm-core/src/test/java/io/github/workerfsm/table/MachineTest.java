package io.github.workerfsm.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.workerfsm.table.Lamp.Event;
import io.github.workerfsm.table.Lamp.Room;
import io.github.workerfsm.table.Lamp.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Machines that events move: rows with an effect, without one, and those that refuse. */
class MachineTest {
  private final Room room = new Room();
  private final Lamp lamp = new Lamp();

  @Test
  void a_row_without_an_effect_only_lands() {
    var engine = Lamp.MACHINE.engine(room);
    room.engine = engine;
    engine.transition(lamp, Event.PRESS, null);
    room.heard.clear();
    assertThat(engine.transition(lamp, Event.PRESS, null)).isEqualTo(State.OFF);
    assertThat(room.heard).isEmpty();
  }

  @Test
  void a_row_with_an_effect_has_it_and_lands() {
    var engine = Lamp.MACHINE.engine(room);
    room.engine = engine;
    engine.transition(lamp, Event.PRESS, null);
    assertThat(engine.transition(lamp, Event.DROP, null)).isEqualTo(State.BROKEN);
    assertThat(room.heard).containsExactly("click", "crash");
  }

  @Test
  void a_row_that_refuses_says_why_and_changes_nothing() {
    lamp.powered = false;
    assertThatExceptionOfType(IllegalTransitionException.class)
        .isThrownBy(() -> Lamp.MACHINE.engine(room).transition(lamp, Event.PRESS, null))
        .withMessageContaining("is refused: it has no power");
    assertThat(lamp.state()).isEqualTo(State.OFF);
  }

  @Test
  void who_listens_hears_of_every_transition() {
    List<String> heard = new ArrayList<>();
    var engine =
        Lamp.MACHINE.engine(
            room,
            (subject, from, requested, row, cause) ->
                heard.add(from + " " + requested + " " + subject.state()));
    room.engine = engine;
    engine.transition(lamp, Event.PRESS, null);
    engine.transition(lamp, Event.CUT, null);
    assertThat(heard).containsExactly("OFF PRESS ON", "ON CUT BROKEN");
  }

  @Test
  void a_rule_has_the_name_of_what_is_done_or_else_of_what_is_asked_for() {
    assertThat(Lamp.MACHINE.table().rules())
        .extracting(rule -> rule.name())
        .containsExactly("SHINE", "PRESS", "CRASH");
  }

  @Test
  void the_same_rows_make_the_same_table() {
    assertThat(Lamp.machine().table().fingerprint()).isEqualTo(Lamp.MACHINE.table().fingerprint());
  }

  @Test
  void an_effect_is_not_null() {
    assertThatNullPointerException()
        .isThrownBy(
            () ->
                Machine.<Room, State, Event, Lamp>named("lamp", State.class, Event.class)
                    .on(
                        State.ON,
                        Event.DROP,
                        Guard.always(),
                        Lamp.Actor.HAND,
                        "CRASH",
                        null,
                        State.BROKEN,
                        "it is of glass"))
        .withMessage("effect");
  }

  @Test
  void a_table_that_leaves_a_condition_open_does_not_build() {
    var halfSaid =
        Machine.<Room, State, Event, Lamp>named("lamp", State.class, Event.class)
            .startsIn(State.OFF)
            .endsIn(State.BROKEN)
            .facts(Lamp.Power.values())
            .on(
                State.OFF,
                Event.DROP,
                Guard.when(Lamp.Power.POWERED),
                Lamp.Actor.HAND,
                State.BROKEN,
                "it is of glass");
    assertThatExceptionOfType(IllegalTableException.class)
        .isThrownBy(halfSaid::build)
        .withMessageContaining("OFF -> DROP");
  }
}
