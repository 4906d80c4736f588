package io.github.workerfsm.sim.testkit;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table before it is built, for tables that are broken: building one throws.
 *
 * @param builder what the table is made of; not to be changed
 * @param rows its rows, for people
 * @param defect what is wrong with it; null when it is sound
 */
public record TableSketch<S extends Enum<S>, T extends Enum<T>, C extends Subject<S>>(
    TransitionTable.Builder<S, T, C, Rule<Object, C, S>> builder,
    ImmutableList<Transition<S, T, C, Rule<Object, C, S>>> rows,
    @Nullable TableDefect defect) {

  /**
   * The table.
   *
   * @throws io.github.workerfsm.table.IllegalTableException if there is a defect
   */
  public TransitionTable<S, T, C, Rule<Object, C, S>> build() {
    return builder.build();
  }

  @Override
  public String toString() {
    return rows.stream()
        .map(row -> row + (row.isNever() ? " never" : " lands in " + row.landings()))
        .collect(Collectors.joining("\n", defect == null ? "sound:\n" : defect + ":\n", "\n"));
  }
}
