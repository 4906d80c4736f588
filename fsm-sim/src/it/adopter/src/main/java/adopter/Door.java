package adopter;

import static adopter.Door.Actor.*;
import static adopter.Door.Event.*;
import static adopter.Door.State.*;

import io.github.workerfsm.table.*;
import java.util.List;

// region door
final class Door extends Subject<Door.State> {
  enum State { OPEN, SHUT, LOCKED, GONE }
  enum Event { PUSH, PULL, TURN_KEY, TEAR_DOWN }
  enum Actor { VISITOR, OWNER }

  private static final Guard<Door> ALWAYS = Guard.always();

  static final Machine<List<String>, State, Event, Door> MACHINE =
      Machine.<List<String>, State, Event, Door>named("door", State.class, Event.class)
          .startsIn(OPEN).endsIn(GONE)
          //  from    event      when    actor    lands in  because
          .on(OPEN,   PUSH,      ALWAYS, VISITOR, "CLICK", (log, door) -> log.add("click"), SHUT, "it is light")
          .on(SHUT,   PULL,      ALWAYS, VISITOR, OPEN,     "nothing holds it")
          .on(SHUT,   TURN_KEY,  ALWAYS, OWNER,   LOCKED,   "the key is the owner's")
          .on(LOCKED, TURN_KEY,  ALWAYS, OWNER,   SHUT,     "the key is the owner's")
       .never(LOCKED, PULL,      ALWAYS, VISITOR,           "the lock holds it")
          .on(OPEN,   TEAR_DOWN, ALWAYS, OWNER,   GONE,     "the house is sold")
          .build();

  Door() {
    super(OPEN);
  }
}
// endregion
