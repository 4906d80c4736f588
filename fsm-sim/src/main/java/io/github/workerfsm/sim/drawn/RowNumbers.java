package io.github.workerfsm.sim.drawn;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import io.github.workerfsm.worker.RuleSet;
import org.jspecify.annotations.Nullable;

/** The numbers that pictures give the rows of a table: from 1, in table order. */
public final class RowNumbers {
  private final ImmutableMap<Transition<?, ?, ?, ?>, Integer> numbers;

  private RowNumbers(ImmutableMap<Transition<?, ?, ?, ?>, Integer> numbers) {
    this.numbers = numbers;
  }

  /** Those of the worker's table by these rules. */
  public static RowNumbers of(RuleSet rules) {
    return of(rules.table());
  }

  /** Those of a table. */
  public static RowNumbers of(TransitionTable<?, ?, ?, ?> table) {
    ImmutableMap.Builder<Transition<?, ?, ?, ?>, Integer> numbers = ImmutableMap.builder();
    int number = 0;
    for (Transition<?, ?, ?, ?> row : table.rows()) {
      numbers.put(row, ++number);
    }
    return new RowNumbers(numbers.buildOrThrow());
  }

  /**
   * The number of a row; 0 for none, as for the whole of a detour, and for rows of other tables.
   */
  public int of(@Nullable Transition<?, ?, ?, ?> row) {
    Integer number = row == null ? null : numbers.get(row);
    return number == null ? 0 : number;
  }
}
