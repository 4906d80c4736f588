package io.github.workerfsm.diagrams.render;

import io.github.workerfsm.diagrams.render.Layout.Point;
import java.util.ArrayList;
import java.util.List;

/** The tip of an arrow. */
final class Tip {
  private static final double LENGTH = 9;
  private static final double HALF_WIDTH = 4;

  private Tip() {}

  /** The three corners; empty for an arrow without points. */
  static List<Point> of(List<Point> points) {
    if (points.size() < 2) {
      return List.of();
    }
    Point end = points.get(points.size() - 1);
    Point way = direction(points);
    Point back = new Point(end.x() - way.x() * LENGTH, end.y() - way.y() * LENGTH);
    return List.of(
        end,
        new Point(back.x() - way.y() * HALF_WIDTH, back.y() + way.x() * HALF_WIDTH),
        new Point(back.x() + way.y() * HALF_WIDTH, back.y() - way.x() * HALF_WIDTH));
  }

  /** The same chain ending at the base of the tip. */
  static List<Point> shortened(List<Point> points) {
    if (points.size() < 2) {
      return points;
    }
    Point way = direction(points);
    List<Point> shorter = new ArrayList<>(points);
    Point end = points.get(points.size() - 1);
    shorter.set(
        points.size() - 1, new Point(end.x() - way.x() * LENGTH, end.y() - way.y() * LENGTH));
    return shorter;
  }

  /** Where the last curve goes, of length 1; downwards when it goes nowhere. */
  private static Point direction(List<Point> points) {
    Point end = points.get(points.size() - 1);
    for (int i = points.size() - 2; i >= 0; i--) {
      double dx = end.x() - points.get(i).x();
      double dy = end.y() - points.get(i).y();
      double length = Math.hypot(dx, dy);
      if (length > 0.5) {
        return new Point(dx / length, dy / length);
      }
    }
    return new Point(0, 1);
  }
}
