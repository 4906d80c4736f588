package io.github.workerfsm.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.workerfsm.spring.EventRefusedException;
import io.github.workerfsm.spring.SpringMachine;
import io.github.workerfsm.spring.SpringTable;
import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks a table and a Spring machine the same: where the table finds a row, Spring takes that row
 * and lands where it says; where it finds none or a never row, Spring refuses and stays.
 *
 * <p>One Spring machine for a table, put back to the start for each walk: making one costs more
 * than a walk.
 */
final class Oracle<S extends Enum<S>, T extends Enum<T>> {

  /**
   * One question.
   *
   * @param known whether the question is one for which this state has a row
   * @param requested what is requested for, by remainder
   * @param facts what is true then, by position of the fact
   * @param landing which of the landings of a row it is, by remainder
   */
  record Question(boolean known, int requested, int facts, int landing) {}

  private final TransitionTable<S, T, Situation, Transition<S, T, ?, ?>> table;
  private final Situation situation = new Situation();
  private final SpringMachine<S, T, Situation, ?> spring;
  private final Map<Transition<S, T, ?, ?>, Integer> rows = new LinkedHashMap<>();
  private long taken;
  private long refused;

  /** What Spring has carried out for the question that is requested now. */
  private Transition<S, T, ?, ?> carriedOut;

  Oracle(TransitionTable<S, T, ?, ?> original) {
    table = Twin.of(original);
    spring =
        SpringTable.of(
                table,
                (row, subject, landing) -> {
                  carriedOut = row;
                  return landing(row, (Integer) landing);
                })
            .machine(original.name(), situation);
  }

  /** Asks one question after the other, from the initial state; begins anew after the terminal. */
  void walk(List<Question> questions) {
    S state = table.terminal();
    for (Question question : questions) {
      if (state == table.terminal()) {
        state = table.initial();
        spring.resetTo(state);
      }
      state = ask(state, question);
    }
  }

  private S ask(S state, Question question) {
    T requested = chosen(table.requests(), question.requested);
    Guard<Situation> wanted = Guard.always();
    if (question.known) {
      var row = chosen(table.rowsFrom(state), question.requested);
      requested = row.requested();
      wanted = row.guard();
    }
    return comesAbout(question.facts, wanted) ? ask(state, requested, question.landing) : state;
  }

  /** Asks everything that can be asked: all states, requests, combinations of facts. */
  void everything() {
    for (S state : table.states()) {
      for (T requested : table.requests()) {
        for (int facts = 0; facts < 1 << table.facts().size(); facts++) {
          situation.facts = facts;
          if (table.given().holds(situation)) {
            if (spring.state() != state) {
              spring.resetTo(state);
            }
            ask(state, requested, facts);
          }
        }
      }
    }
  }

  private S ask(S state, T requested, int which) {
    if ((Object) requested == state) {
      return state;
    }
    carriedOut = null;
    Transition<S, T, Situation, ?> row = table.find(state, requested, situation);
    if (row == null || row.isNever()) {
      refused++;
      assertThatExceptionOfType(EventRefusedException.class)
          .as("%s -> %s in %s", state, requested, situation)
          .isThrownBy(() -> spring.fire(requested, which));
      assertThat(carriedOut).isNull();
      assertThat(spring.state()).isEqualTo(state);
      return state;
    }
    taken++;
    rows.merge(row, 1, Integer::sum);
    S landing = landing(row, which);
    assertThat(spring.fire(requested, which)).as("%s", row).isEqualTo(landing);
    assertThat(carriedOut).isSameAs(row);
    return landing;
  }

  /**
   * Puts in force the first combination of facts from {@code facts} on that may be and is wanted.
   */
  private boolean comesAbout(int facts, Guard<Situation> wanted) {
    int combinations = 1 << table.facts().size();
    for (int i = 0; i < combinations; i++) {
      situation.facts = (facts + i) & combinations - 1;
      if (table.given().holds(situation) && wanted.holds(situation)) {
        return true;
      }
    }
    return false;
  }

  private static <S extends Enum<S>> S landing(Transition<S, ?, ?, ?> row, int which) {
    return chosen(row.landings().asList(), which);
  }

  private static <V> V chosen(List<V> values, int which) {
    return values.get(Math.floorMod(which, values.size()));
  }

  long steps() {
    return taken + refused;
  }

  /** Rows that can be taken and never were. */
  List<?> untaken() {
    return table.rows().stream().filter(row -> !row.isNever() && !rows.containsKey(row)).toList();
  }

  @Override
  public String toString() {
    return table.name()
        + ": "
        + taken
        + " taken, "
        + refused
        + " refused, the rarest row "
        + Collections.min(rows.values())
        + " times";
  }
}
