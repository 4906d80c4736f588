package io.github.workerfsm.diagrams.table;

import io.github.workerfsm.table.TransitionTable;
import java.util.Locale;

/**
 * A table that is to be drawn, linted and checked with the others. Embedders implement it with a
 * public class without arguments and name that in {@code
 * META-INF/services/io.github.workerfsm.diagrams.table.MachineTable}; every command and every test
 * of pictures then includes it.
 */
public interface MachineTable {
  /** The table. */
  TransitionTable<?, ?, ?, ?> table();

  /** What is added for readers; nothing unless overridden. */
  default Presentation presentation() {
    return Presentation.PLAIN;
  }

  /** By what it is asked for: the name of the table in lower case, words joined by hyphens. */
  default String name() {
    return table().name().toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  /** The table in words. */
  default TableView view() {
    return TableView.of(table(), presentation());
  }
}
