package io.github.workerfsm.diagrams.render;

import io.github.workerfsm.diagrams.render.Layout.Point;
import io.github.workerfsm.diagrams.render.Layout.Rect;
import io.github.workerfsm.diagrams.render.Layout.Route;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves words back to their line where the line, smoothed, has left them behind, unless something
 * else is there.
 */
final class LabelSnap {
  private static final double NEAR = 10;
  private static final int SAMPLES = 24;

  private LabelSnap() {}

  static Layout of(Layout layout) {
    List<Route> lines = new ArrayList<>(layout.lines());
    for (int i = 0; i < lines.size(); i++) {
      Route route = lines.get(i);
      if (route.label().width() > 0) {
        lines.set(i, new Route(route.points(), snapped(layout, lines, i)));
      }
    }
    return new Layout(layout.width(), layout.height(), layout.boxes(), layout.rooms(), lines);
  }

  private static Rect snapped(Layout layout, List<Route> lines, int index) {
    Rect label = lines.get(index).label();
    double x = crossing(lines.get(index).points(), label);
    if (Double.isNaN(x) || (x > label.x() - NEAR && x < label.right() + NEAR)) {
      return label;
    }
    double left = x < label.x() ? x : x - label.width();
    Rect moved = new Rect(left, label.y(), label.width(), label.height());
    boolean free = left >= 0 && layout.boxes().values().stream().noneMatch(moved::overlaps);
    for (int i = 0; free && i < lines.size(); i++) {
      free = i == index || !moved.overlaps(lines.get(i).label());
    }
    return free ? moved : label;
  }

  /** Where the line is at the height of the middle of its words, nearest to them; else NaN. */
  private static double crossing(List<Point> points, Rect label) {
    double found = Double.NaN;
    for (int i = 0; i + 3 < points.size(); i += 3) {
      Point before = points.get(i);
      for (int j = 1; j <= SAMPLES; j++) {
        Point next = at(points, i, (double) j / SAMPLES);
        boolean crosses =
            (before.y() - label.centerY()) * (next.y() - label.centerY()) <= 0
                && before.y() != next.y();
        double x = (before.x() + next.x()) / 2;
        if (crosses
            && (Double.isNaN(found)
                || Math.abs(x - label.centerX()) < Math.abs(found - label.centerX()))) {
          found = x;
        }
        before = next;
      }
    }
    return found;
  }

  private static Point at(List<Point> points, int i, double t) {
    double s = 1 - t;
    double a = s * s * s;
    double b = 3 * s * s * t;
    double c = 3 * s * t * t;
    double d = t * t * t;
    Point p = points.get(i);
    Point q = points.get(i + 1);
    Point r = points.get(i + 2);
    Point u = points.get(i + 3);
    return new Point(
        a * p.x() + b * q.x() + c * r.x() + d * u.x(),
        a * p.y() + b * q.y() + c * r.y() + d * u.y());
  }
}
