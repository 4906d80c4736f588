package io.github.workerfsm.diagrams.model;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.diagrams.table.RowView;

/**
 * A line: all rows of one actor between two boxes.
 *
 * @param id unique in the picture
 * @param from id of a node
 * @param to id of a node
 * @param actor who causes the moves
 * @param elsewhere whether it ends elsewhere than asked for
 * @param entries what is written at it, at least one
 */
public record Edge(
    String id,
    String from,
    String to,
    String actor,
    boolean elsewhere,
    ImmutableList<Entry> entries) {

  /** The rows, in table order within each entry. */
  public ImmutableList<RowView> rows() {
    return entries.stream().flatMap(entry -> entry.rows().stream()).collect(toImmutableList());
  }
}
