package io.github.workerfsm.diagrams.table;

import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;

/** A table as an embedder would bring one: events ask, and every row names its landing. */
public final class Turnstile implements MachineTable {
  enum State {
    LOCKED,
    OPEN,
    REMOVED
  }

  enum Asked {
    COIN,
    PUSH,
    REMOVE
  }

  enum Who {
    VISITOR,
    STAFF
  }

  private static final TransitionTable<State, Asked, Object, String> TABLE =
      TransitionTable.<State, Asked, Object, String>named("turnstile", State.class, Asked.class)
          .startsIn(State.LOCKED)
          .endsIn(State.REMOVED)
          .row(row(State.LOCKED, Asked.COIN, Who.VISITOR, "a visitor has paid", State.OPEN))
          .row(row(State.OPEN, Asked.PUSH, Who.VISITOR, "a visitor goes in", State.LOCKED))
          .row(row(State.OPEN, Asked.COIN, Who.VISITOR, "thank you", State.OPEN))
          .row(row(State.LOCKED, Asked.REMOVE, Who.STAFF, "it is closed down", State.REMOVED))
          .build();

  private static Transition<State, Asked, Object, String> row(
      State from, Asked asked, Who who, String reason, State landing) {
    return Transition.<State, Asked, Object, String>row(
            from, asked, Guard.always(), who, "turn", reason)
        .lands(landing);
  }

  @Override
  public TransitionTable<?, ?, ?, ?> table() {
    return TABLE;
  }
}
