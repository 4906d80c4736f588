package io.github.workerfsm.diagrams.render;

import java.util.List;
import java.util.Map;

/**
 * Where things go. Coordinates are pixels, x to the right, y down, the origin at the top left.
 *
 * @param width of everything
 * @param height of everything
 * @param boxes by the id of the box
 * @param rooms by name
 * @param lines in the order of the request
 */
record Layout(
    double width,
    double height,
    Map<String, Rect> boxes,
    Map<String, Rect> rooms,
    List<Route> lines) {

  /** A rectangle by its top left corner. */
  record Rect(double x, double y, double width, double height) {
    double centerX() {
      return x + width / 2;
    }

    double centerY() {
      return y + height / 2;
    }

    double right() {
      return x + width;
    }

    double bottom() {
      return y + height;
    }

    /** Whether the two share more than a border of one pixel. */
    boolean overlaps(Rect other) {
      return x + 1 < other.right()
          && other.x + 1 < right()
          && y + 1 < other.bottom()
          && other.y + 1 < bottom();
    }
  }

  /** A point. */
  record Point(double x, double y) {}

  /**
   * A line as a chain of Bezier curves: the first point, then three for each curve; the last is the
   * tip of the arrow.
   *
   * @param label where its words go
   */
  record Route(List<Point> points, Rect label) {}

  /** A box to be placed, its room empty for none. */
  record Box(String id, double width, double height, String room) {}

  /**
   * A line to be drawn.
   *
   * @param labelWidth 0 for a line without words
   */
  record Line(String from, String to, double labelWidth, double labelHeight) {}

  /** What is to be placed; rooms by name with the width of their title. */
  record Request(List<Box> boxes, List<Line> lines, Map<String, Double> rooms) {}
}
