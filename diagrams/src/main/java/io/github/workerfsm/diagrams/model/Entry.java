package io.github.workerfsm.diagrams.model;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.diagrams.table.RowView;

/**
 * What is written for one or more rows that say the same: at a line, or in a box.
 *
 * @param mark what became of the rows
 * @param text the words, not wrapped
 * @param aside what the line does not show: what was asked for, or where it lands; empty for none
 * @param actor who causes the moves
 * @param rows at least one, in table order
 */
public record Entry(
    Mark mark, String text, String aside, String actor, ImmutableList<RowView> rows) {

  /** The first row, to which links lead. */
  public RowView row() {
    return rows.get(0);
  }
}
