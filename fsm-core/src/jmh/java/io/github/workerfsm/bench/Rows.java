package io.github.workerfsm.bench;

import static io.github.workerfsm.bench.Effect.BEGIN;
import static io.github.workerfsm.bench.Effect.CLASSIFY;
import static io.github.workerfsm.bench.Effect.DROP;
import static io.github.workerfsm.bench.Effect.ERASE;
import static io.github.workerfsm.bench.Effect.QUEUE;
import static io.github.workerfsm.bench.Effect.START;
import static io.github.workerfsm.bench.Effect.STORE;
import static io.github.workerfsm.bench.State.CANCELLED;
import static io.github.workerfsm.bench.State.CONSTRAINED;
import static io.github.workerfsm.bench.State.ERROR;
import static io.github.workerfsm.bench.State.EXECUTING;
import static io.github.workerfsm.bench.State.FETCH;
import static io.github.workerfsm.bench.State.FLIGHT;
import static io.github.workerfsm.bench.State.FORGOTTEN;
import static io.github.workerfsm.bench.State.LONG_RUNNING;
import static io.github.workerfsm.bench.State.MEMORY;
import static io.github.workerfsm.bench.State.MISSING;
import static io.github.workerfsm.bench.State.NEW;
import static io.github.workerfsm.bench.State.READY;
import static io.github.workerfsm.bench.State.RELEASED;
import static io.github.workerfsm.bench.State.RESCHEDULED;
import static io.github.workerfsm.bench.State.WAITING_FOR_DEPENDENCIES;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The table that every contender runs: 52 rows over 15 states, each row landing where it asks to
 * go. It has the shape of the worker's table and none of its rules, so that a contender needs
 * nothing but a transition and an action.
 *
 * <p>A task can be forgotten and be new again, so that one instance can go round for ever; nothing
 * leaves ERROR, because a table may be required to have an end.
 *
 * <p>An action is chosen by the state asked for, never by the state left: a library whose actions
 * hang on the entry of a state can then run the table too.
 */
final class Rows {

  // spotless:off
  static final List<Row> TABLE = List.of(
      //      from                      requested                 effect
      new Row(NEW,                      WAITING_FOR_DEPENDENCIES, CLASSIFY),
      new Row(NEW,                      FETCH,                    CLASSIFY),
      new Row(NEW,                      MEMORY,                   STORE),
      new Row(WAITING_FOR_DEPENDENCIES, READY,                    QUEUE),
      new Row(WAITING_FOR_DEPENDENCIES, CONSTRAINED,              QUEUE),
      new Row(WAITING_FOR_DEPENDENCIES, FETCH,                    CLASSIFY),
      new Row(WAITING_FOR_DEPENDENCIES, MEMORY,                   STORE),
      new Row(WAITING_FOR_DEPENDENCIES, ERROR,                    STORE),
      new Row(WAITING_FOR_DEPENDENCIES, RELEASED,                 DROP),
      new Row(READY,                    EXECUTING,                START),
      new Row(READY,                    FETCH,                    CLASSIFY),
      new Row(READY,                    MEMORY,                   STORE),
      new Row(READY,                    RELEASED,                 DROP),
      new Row(CONSTRAINED,              READY,                    QUEUE),
      new Row(CONSTRAINED,              EXECUTING,                START),
      new Row(CONSTRAINED,              FETCH,                    CLASSIFY),
      new Row(CONSTRAINED,              MEMORY,                   STORE),
      new Row(CONSTRAINED,              RELEASED,                 DROP),
      new Row(EXECUTING,                MEMORY,                   STORE),
      new Row(EXECUTING,                ERROR,                    STORE),
      new Row(EXECUTING,                LONG_RUNNING,             START),
      new Row(EXECUTING,                CANCELLED,                DROP),
      new Row(EXECUTING,                RESCHEDULED,              DROP),
      new Row(EXECUTING,                RELEASED,                 DROP),
      new Row(LONG_RUNNING,             MEMORY,                   STORE),
      new Row(LONG_RUNNING,             ERROR,                    STORE),
      new Row(LONG_RUNNING,             CANCELLED,                DROP),
      new Row(LONG_RUNNING,             RESCHEDULED,              DROP),
      new Row(LONG_RUNNING,             RELEASED,                 DROP),
      new Row(FETCH,                    FLIGHT,                   START),
      new Row(FETCH,                    MISSING,                  DROP),
      new Row(FETCH,                    WAITING_FOR_DEPENDENCIES, CLASSIFY),
      new Row(FETCH,                    RELEASED,                 DROP),
      new Row(MISSING,                  FETCH,                    CLASSIFY),
      new Row(MISSING,                  WAITING_FOR_DEPENDENCIES, CLASSIFY),
      new Row(MISSING,                  RELEASED,                 DROP),
      new Row(FLIGHT,                   MEMORY,                   STORE),
      new Row(FLIGHT,                   ERROR,                    STORE),
      new Row(FLIGHT,                   FETCH,                    CLASSIFY),
      new Row(FLIGHT,                   MISSING,                  DROP),
      new Row(FLIGHT,                   CANCELLED,                DROP),
      new Row(FLIGHT,                   RESCHEDULED,              DROP),
      new Row(MEMORY,                   RELEASED,                 DROP),
      new Row(CANCELLED,                EXECUTING,                START),
      new Row(CANCELLED,                RESCHEDULED,              DROP),
      new Row(CANCELLED,                RELEASED,                 DROP),
      new Row(RESCHEDULED,              WAITING_FOR_DEPENDENCIES, CLASSIFY),
      new Row(RESCHEDULED,              FETCH,                    CLASSIFY),
      new Row(RESCHEDULED,              RELEASED,                 DROP),
      new Row(RELEASED,                 WAITING_FOR_DEPENDENCIES, CLASSIFY),
      new Row(RELEASED,                 FORGOTTEN,                ERASE),
      new Row(FORGOTTEN,                NEW,                      BEGIN));
  // spotless:on

  /**
   * A life of six steps, from NEW to FORGOTTEN, and the step that closes the lap: seven rows with
   * seven effects.
   */
  private static final List<State> LAP =
      List.of(WAITING_FOR_DEPENDENCIES, READY, EXECUTING, MEMORY, RELEASED, FORGOTTEN, NEW);

  private Rows() {}

  /**
   * What to request, in order, to go round once from NEW; a fresh array, of which no compiler knows
   * the contents.
   */
  static State[] lap() {
    return LAP.toArray(State[]::new);
  }

  /** For each state, a shortest way to it from NEW. */
  static Map<State, List<State>> ways() {
    Map<State, List<State>> ways = new EnumMap<>(State.class);
    ways.put(NEW, List.of());
    Deque<State> toVisit = new ArrayDeque<>(List.of(NEW));
    while (!toVisit.isEmpty()) {
      State from = toVisit.remove();
      for (Row row : TABLE) {
        if (row.from() == from && !ways.containsKey(row.requested())) {
          List<State> way = new ArrayList<>(ways.get(from));
          way.add(row.requested());
          ways.put(row.requested(), way);
          toVisit.add(row.requested());
        }
      }
    }
    return ways;
  }
}
