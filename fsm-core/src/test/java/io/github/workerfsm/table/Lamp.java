package io.github.workerfsm.table;

import static io.github.workerfsm.table.Lamp.Event.CUT;
import static io.github.workerfsm.table.Lamp.Event.DROP;
import static io.github.workerfsm.table.Lamp.Event.PRESS;
import static io.github.workerfsm.table.Lamp.State.BROKEN;
import static io.github.workerfsm.table.Lamp.State.OFF;
import static io.github.workerfsm.table.Lamp.State.ON;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lamp for tests of machines that events move. Switched on, it asks a next lamp to be too. */
final class Lamp extends Subject<Lamp.State> {
  enum State {
    OFF,
    ON,
    BROKEN
  }

  enum Event {
    PRESS,
    DROP,
    CUT
  }

  enum Actor {
    HAND
  }

  enum Power implements Fact<Lamp> {
    POWERED;

    @Override
    public boolean holds(Lamp lamp) {
      return lamp.powered;
    }

    @Override
    public String phrase() {
      return "it has power";
    }
  }

  /** Where lamps stand: what is heard there, and the engine that moves them. */
  static final class Room {
    final List<String> heard = new ArrayList<>();
    @Nullable Engine<Room, State, Event, Lamp> engine;
  }

  private static final Guard<Lamp> ALWAYS = Guard.always();
  private static final Guard<Lamp> POWERED = Guard.when(Power.POWERED);
  private static final Machine.Effect<Room, Lamp> CRASH = (room, lamp) -> room.heard.add("crash");

  static final Machine<Room, State, Event, Lamp> MACHINE = machine();

  // spotless:off
  /** The machine, built anew. */
  static Machine<Room, State, Event, Lamp> machine() {
    return Machine.<Room, State, Event, Lamp>named("lamp", State.class, Event.class)
          .startsIn(OFF).endsIn(BROKEN).facts(Power.values())
          .row(Transition.<State, Event, Lamp, Rule<Room, Lamp, State>>row(
                 OFF, PRESS, POWERED,       Actor.HAND, new Shine(),              "it has power").lands(ON))
       .never(   OFF, PRESS, POWERED.not(), Actor.HAND,                           "it has no power")
          .on(   ON,  PRESS, ALWAYS,        Actor.HAND,                   OFF,    "it was on")
          .on(   ON,  DROP,  ALWAYS,        Actor.HAND, "CRASH", CRASH,   BROKEN, "it is of glass")
          .on(   ON,  CUT,   ALWAYS,        Actor.HAND, "CRASH", CRASH,   BROKEN, "it hangs by its cable")
          .build();
  }
  // spotless:on

  boolean powered = true;
  @Nullable Lamp next;

  Lamp() {
    super(OFF);
  }

  @Override
  public String toString() {
    return "lamp";
  }

  /** Lights the lamp, and asks for the next one to be pressed. */
  private static final class Shine implements Rule<Room, Lamp, State> {
    @Override
    public String name() {
      return "SHINE";
    }

    @Override
    public State apply(Room room, Lamp lamp, @Nullable Object argument) {
      room.heard.add("click");
      if (lamp.next != null) {
        room.engine.recommend(lamp.next, PRESS);
      }
      return ON;
    }
  }
}
