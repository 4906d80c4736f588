package io.github.workerfsm.diagrams.render;

import io.github.workerfsm.diagrams.render.Layout.Rect;
import io.github.workerfsm.diagrams.render.Layout.Route;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves words that a line crosses, that cover others, or that their line has left behind: to where
 * beside their line they stand in nobody's way. Each label in turn takes the cheapest place; one
 * that stands well stays.
 */
final class LabelPlacement {
  private static final double GAP = 1;

  /** What a label keeps free on either side of its words. */
  private static final double MARGIN = 6;

  /** So far from its line a label still belongs to it. */
  private static final double NEAR = 12;

  private static final double FREE = 4;
  private static final double CROSSED = 30;
  private static final double ON_BORDER = 12;
  private static final double AMBIGUOUS = 8;
  private static final double ROOM_TITLE = 24;

  private final Layout layout;
  private final List<Polyline> lines = new ArrayList<>();
  private final List<Rect> labels = new ArrayList<>();

  private LabelPlacement(Layout layout) {
    this.layout = layout;
    for (Route route : layout.lines()) {
      lines.add(Polyline.of(route.points()));
      labels.add(route.label());
    }
  }

  static Layout of(Layout layout) {
    return new LabelPlacement(layout).placed();
  }

  private Layout placed() {
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      if (labels.get(i).width() > 0 && lines.get(i).size() > 0) {
        labels.set(i, best(i));
      }
    }
    for (int i = 0; i < labels.size(); i++) {
      routes.add(new Route(layout.lines().get(i).points(), labels.get(i)));
    }
    return new Layout(layout.width(), layout.height(), layout.boxes(), layout.rooms(), routes);
  }

  private Rect best(int index) {
    Rect first = labels.get(index);
    Rect best = first;
    double least = isTaken(index, first) ? Double.MAX_VALUE : cost(index, first);
    if (least <= FREE) {
      return first;
    }
    Polyline line = lines.get(index);
    for (int i = line.size() / 12; i <= line.size() - 1 - line.size() / 12; i++) {
      for (Rect place : beside(line.x(i), line.y(i), first)) {
        double far = Math.abs(place.x() - first.x()) + Math.abs(place.y() - first.y());
        double moved = 1 + far / 40;
        if (moved < least && !isTaken(index, place)) {
          double cost = moved + cost(index, place);
          if (cost < least) {
            least = cost;
            best = place;
          }
        }
      }
    }
    return best;
  }

  /** To the right, to the left, above and below. */
  private static List<Rect> beside(double x, double y, Rect label) {
    double w = label.width();
    double h = label.height();
    return List.of(
        new Rect(x + GAP - MARGIN / 2, y - h / 2, w, h),
        new Rect(x - w - GAP + MARGIN / 2, y - h / 2, w, h),
        new Rect(x - w / 2, y - h - GAP, w, h),
        new Rect(x - w / 2, y + GAP, w, h));
  }

  private boolean isTaken(int index, Rect place) {
    if (place.x() < 0
        || place.y() < 0
        || place.right() > layout.width()
        || place.bottom() > layout.height()) {
      return true;
    }
    for (Rect box : layout.boxes().values()) {
      if (place.overlaps(box)) {
        return true;
      }
    }
    for (Rect room : layout.rooms().values()) {
      if (place.overlaps(new Rect(room.x(), room.y(), room.width() / 2, ROOM_TITLE))) {
        return true;
      }
    }
    for (int i = 0; i < labels.size(); i++) {
      if (i != index && labels.get(i).width() > 0 && place.overlaps(labels.get(i))) {
        return true;
      }
    }
    return false;
  }

  private double cost(int index, Rect place) {
    Rect words =
        new Rect(place.x() + MARGIN, place.y(), place.width() - 2 * MARGIN, place.height());
    double own = lines.get(index).distance(words);
    double cost = lines.get(index).pointsIn(words) * CROSSED / 4;
    cost += Math.max(0, own - NEAR) * 2;
    for (int i = 0; i < lines.size(); i++) {
      if (i != index) {
        int crossings = lines.get(i).pointsIn(words);
        cost += crossings == 0 ? 0 : CROSSED + crossings;
        cost += crossings == 0 && lines.get(i).isNearer(words, own) ? AMBIGUOUS : 0;
      }
    }
    for (Rect room : layout.rooms().values()) {
      boolean inside =
          words.x() > room.x()
              && words.right() < room.right()
              && words.y() > room.y()
              && words.bottom() < room.bottom();
      cost += words.overlaps(room) && !inside ? ON_BORDER : 0;
    }
    return cost;
  }
}
