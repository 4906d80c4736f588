package io.github.workerfsm.diagrams.model;

import io.github.workerfsm.diagrams.table.RowView;
import org.jspecify.annotations.Nullable;

/** What is laid over a picture: how often rows were taken, or in what two tables differ. */
public interface Overlay {
  /** Nothing is laid over. */
  Overlay NONE = row -> null;

  /** How a row is to be drawn; null for as it is. */
  @Nullable Paint of(RowView row);

  /** What the legend says of it, one line each; none unless overridden. */
  default java.util.List<Paint> legend() {
    return java.util.List.of();
  }

  /**
   * How a row is drawn instead.
   *
   * @param color of line and words, {@code #rrggbb}
   * @param width of the line, in pixels
   * @param words what is added to the label, or said in the legend; may be empty
   */
  record Paint(String color, double width, String words) {}
}
