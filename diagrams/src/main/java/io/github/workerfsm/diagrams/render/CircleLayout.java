package io.github.workerfsm.diagrams.render;

import io.github.workerfsm.diagrams.render.Layout.Box;
import io.github.workerfsm.diagrams.render.Layout.Line;
import io.github.workerfsm.diagrams.render.Layout.Point;
import io.github.workerfsm.diagrams.render.Layout.Rect;
import io.github.workerfsm.diagrams.render.Layout.Request;
import io.github.workerfsm.diagrams.render.Layout.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Places boxes on a ring, those of a room next to each other, and draws lines across it: for graphs
 * with so many lines that layers take minutes and are no easier to read.
 */
final class CircleLayout {
  private static final double GAP = 34;

  private CircleLayout() {}

  static Layout of(Request request) {
    List<Box> boxes = new ArrayList<>();
    request.boxes().stream().filter(box -> box.room().isEmpty()).forEach(boxes::add);
    for (String room : request.rooms().keySet()) {
      request.boxes().stream().filter(box -> box.room().equals(room)).forEach(boxes::add);
    }
    double around = boxes.stream().mapToDouble(box -> extent(box) + GAP).sum();
    double radius = Math.max(160, around / (2 * Math.PI));
    double widest = boxes.stream().mapToDouble(Box::width).max().orElse(0);
    double tallest = boxes.stream().mapToDouble(Box::height).max().orElse(0);
    Point center = new Point(radius + widest / 2, radius + tallest / 2);
    Map<String, Rect> placed = new LinkedHashMap<>();
    double gone = 0;
    for (Box box : boxes) {
      double part = extent(box) + GAP;
      double angle = 2 * Math.PI * (gone + part / 2) / around - Math.PI / 2;
      gone += part;
      double x = center.x() + radius * Math.cos(angle);
      double y = center.y() + radius * Math.sin(angle);
      placed.put(
          box.id(), new Rect(x - box.width() / 2, y - box.height() / 2, box.width(), box.height()));
    }
    List<Route> lines = new ArrayList<>();
    for (Line line : request.lines()) {
      Rect from = Objects.requireNonNull(placed.get(line.from()));
      Rect to = Objects.requireNonNull(placed.get(line.to()));
      lines.add(new Route(curve(from, to, center), new Rect(0, 0, 0, 0)));
    }
    return new Layout(2 * center.x(), 2 * center.y(), placed, Map.of(), lines);
  }

  /** How much of the ring a box takes, in whatever direction it lies. */
  private static double extent(Box box) {
    return Math.hypot(box.width(), box.height());
  }

  /** A curve that bends towards the center. */
  private static List<Point> curve(Rect from, Rect to, Point center) {
    Point bendFrom = between(middle(from), center, 0.45);
    Point bendTo = between(middle(to), center, 0.45);
    return List.of(border(from, bendFrom), bendFrom, bendTo, border(to, bendTo));
  }

  private static Point middle(Rect rect) {
    return new Point(rect.centerX(), rect.centerY());
  }

  private static Point between(Point a, Point b, double part) {
    return new Point(a.x() + (b.x() - a.x()) * part, a.y() + (b.y() - a.y()) * part);
  }

  /** Where the way from the middle of a box to a point leaves the box. */
  private static Point border(Rect rect, Point outside) {
    double dx = outside.x() - rect.centerX();
    double dy = outside.y() - rect.centerY();
    double part =
        Math.min(
            dx == 0 ? 1 : rect.width() / 2 / Math.abs(dx),
            dy == 0 ? 1 : rect.height() / 2 / Math.abs(dy));
    return between(middle(rect), outside, Math.min(1, part));
  }
}
