package io.github.workerfsm.spring;

import io.github.workerfsm.table.Fact;
import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import java.util.Objects;

/** A subject whose waking lands where its argument says, and whose guard can fail. */
final class Mood {
  enum State {
    ASLEEP,
    GLAD,
    SAD,
    GONE
  }

  enum Event {
    GREET,
    WAKE,
    SLEEP,
    GO
  }

  enum Friendly implements Fact<Mood> {
    FRIENDLY;

    @Override
    public boolean holds(Mood mood) {
      if (mood.failing) {
        throw new IllegalArgumentException("no mood");
      }
      return false;
    }

    @Override
    public String phrase() {
      return "it is friendly";
    }
  }

  private static final Guard<Mood> FRIENDLY = Guard.when(Friendly.FRIENDLY);

  static final SpringTable<State, Event, Mood, String> TABLE =
      SpringTable.of(
          TransitionTable.<State, Event, Mood, String>named("mood", State.class, Event.class)
              .startsIn(State.ASLEEP)
              .endsIn(State.GONE)
              .facts(Friendly.values())
              .row(row(State.ASLEEP, Event.GREET, FRIENDLY, "greet").lands(State.GLAD))
              .row(
                  Transition.never(
                      State.ASLEEP, Event.GREET, FRIENDLY.not(), Event.GREET, "it does not greet"))
              .row(row(State.ASLEEP, Event.WAKE, "wake").lands(State.GLAD, State.SAD))
              .row(row(State.GLAD, Event.SLEEP, "sleep").lands(State.ASLEEP))
              .row(row(State.SAD, Event.SLEEP, "sleep").lands(State.ASLEEP))
              .row(row(State.ASLEEP, Event.GO, "go").lands(State.GONE))
              .build(),
          (row, mood, argument) ->
              row.requested() == Event.WAKE
                  ? mood.wake(argument)
                  : Objects.requireNonNull(row.onlyLanding()));

  boolean failing;
  int woken;

  private State wake(Object weather) {
    woken++;
    return weather.equals("sun") ? State.GLAD : weather.equals("rain") ? State.SAD : State.ASLEEP;
  }

  private static Transition<State, Event, Mood, String> row(State from, Event event, String rule) {
    return row(from, event, Guard.always(), rule);
  }

  private static Transition<State, Event, Mood, String> row(
      State from, Event event, Guard<Mood> guard, String rule) {
    return Transition.row(from, event, guard, event, rule, "the test wants it");
  }

  @Override
  public String toString() {
    return "glum";
  }
}
