package io.github.workerfsm.diagrams.render;

import io.github.workerfsm.diagrams.render.Layout.Point;
import io.github.workerfsm.diagrams.render.Layout.Rect;
import java.util.List;

/** A chain of Bezier curves as points on it, close enough to be taken for the line itself. */
final class Polyline {
  private static final double STEP = 5;

  private final double[] xs;
  private final double[] ys;
  private double left = Double.MAX_VALUE;
  private double right = -Double.MAX_VALUE;
  private double top = Double.MAX_VALUE;
  private double bottom = -Double.MAX_VALUE;

  private Polyline(int size) {
    xs = new double[size];
    ys = new double[size];
  }

  /** The points of a chain: its first one, then three for each curve. */
  static Polyline of(List<Point> chain) {
    int size = 0;
    for (int i = 0; i + 3 < chain.size(); i += 3) {
      size += steps(chain, i);
    }
    Polyline line = new Polyline(size);
    int at = 0;
    for (int i = 0; i + 3 < chain.size(); i += 3) {
      int steps = steps(chain, i);
      for (int j = 0; j < steps; j++) {
        line.set(at++, chain, i, (j + 0.5) / steps);
      }
    }
    return line;
  }

  private static int steps(List<Point> chain, int i) {
    double length = 0;
    for (int j = i; j < i + 3; j++) {
      Point a = chain.get(j);
      Point b = chain.get(j + 1);
      length += Math.abs(a.x() - b.x()) + Math.abs(a.y() - b.y());
    }
    return Math.max(2, (int) (length / STEP));
  }

  private void set(int at, List<Point> chain, int i, double t) {
    double s = 1 - t;
    double a = s * s * s;
    double b = 3 * s * s * t;
    double c = 3 * s * t * t;
    double d = t * t * t;
    Point p = chain.get(i);
    Point q = chain.get(i + 1);
    Point r = chain.get(i + 2);
    Point u = chain.get(i + 3);
    double x = a * p.x() + b * q.x() + c * r.x() + d * u.x();
    double y = a * p.y() + b * q.y() + c * r.y() + d * u.y();
    xs[at] = x;
    ys[at] = y;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }

  int size() {
    return xs.length;
  }

  double x(int i) {
    return xs[i];
  }

  double y(int i) {
    return ys[i];
  }

  /** How many of the points are in an area. */
  int pointsIn(Rect area) {
    if (isBeyond(area, 0)) {
      return 0;
    }
    int count = 0;
    for (int i = 0; i < xs.length; i++) {
      if (xs[i] > area.x() && xs[i] < area.right() && ys[i] > area.y() && ys[i] < area.bottom()) {
        count++;
      }
    }
    return count;
  }

  /** How far the nearest point is from an area, the larger of both directions. */
  double distance(Rect area) {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < xs.length; i++) {
      least = Math.min(least, distance(area, i));
    }
    return least;
  }

  /** Whether a point is nearer to an area than this. */
  boolean isNearer(Rect area, double distance) {
    if (isBeyond(area, distance)) {
      return false;
    }
    for (int i = 0; i < xs.length; i++) {
      if (distance(area, i) < distance) {
        return true;
      }
    }
    return false;
  }

  private double distance(Rect area, int i) {
    double dx = Math.max(area.x() - xs[i], xs[i] - area.right());
    double dy = Math.max(area.y() - ys[i], ys[i] - area.bottom());
    return Math.max(0, Math.max(dx, dy));
  }

  private boolean isBeyond(Rect area, double distance) {
    return left > area.right() + distance
        || right < area.x() - distance
        || top > area.bottom() + distance
        || bottom < area.y() - distance;
  }
}
