package io.github.workerfsm.diagrams.render;

import io.github.workerfsm.diagrams.model.Edge;
import io.github.workerfsm.diagrams.model.Node;
import io.github.workerfsm.diagrams.model.Overlay.Paint;
import io.github.workerfsm.diagrams.render.Layout.Point;
import io.github.workerfsm.diagrams.render.Layout.Rect;
import io.github.workerfsm.diagrams.table.RowView;
import java.util.List;

/**
 * A picture with every coordinate, ready to be painted in any medium. The origin is the top left.
 *
 * @param width in pixels
 * @param height in pixels
 * @param title the lines of the title
 * @param rooms behind everything
 * @param arrows then
 * @param boxes then
 * @param legend last: below the picture
 * @param notes below the legend
 */
record Scene(
    double width,
    double height,
    List<Text> title,
    List<Room> rooms,
    List<Arrow> arrows,
    List<Box> boxes,
    List<Sample> legend,
    List<Text> notes) {

  /**
   * A line of text.
   *
   * @param x its left end
   * @param y its base line
   * @param color {@code #rrggbb}
   */
  record Text(String text, double x, double y, double size, boolean bold, String color) {
    double width() {
      return FontWidths.of(text, size, bold);
    }
  }

  /** Lines of text that are about the same rows, at least one. */
  record Words(List<Text> lines, List<RowView> rows) {}

  /** A room and its title. */
  record Room(String name, Rect area, Text title, String fill) {}

  /** A box: its name, and what is folded into it. */
  record Box(Node node, Rect area, Text name, List<Words> words) {}

  /**
   * An arrow and its words.
   *
   * @param from the state that it leaves
   * @param to the state that it leads to
   * @param label the area that its words take, empty without any
   */
  record Arrow(
      Edge edge,
      String from,
      String to,
      Paint paint,
      String dash,
      boolean ghost,
      List<Point> points,
      Rect label,
      List<Words> words) {}

  /** A line of the legend: a piece of a line or a filled box, and what it means. */
  record Sample(Rect area, String color, double width, String dash, boolean filled, Text text) {}
}
