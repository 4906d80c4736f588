package io.github.workerfsm.diagrams.render;

import gen.lib.cgraph.attr__c;
import gen.lib.cgraph.edge__c;
import gen.lib.cgraph.graph__c;
import gen.lib.cgraph.node__c;
import gen.lib.cgraph.subg__c;
import gen.lib.gvc.gvc__c;
import gen.lib.gvc.gvlayout__c;
import h.ST_Agedge_s;
import h.ST_Agedgeinfo_t;
import h.ST_Agnode_s;
import h.ST_Agnodeinfo_t;
import h.ST_Agobj_s;
import h.ST_Agraph_s;
import h.ST_Agraphinfo_t;
import h.ST_bezier;
import h.ST_boxf;
import h.ST_pointf;
import h.ST_splines;
import h.ST_textlabel_t;
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
import smetana.core.CString;
import smetana.core.Globals;
import smetana.core.Macro;

/**
 * Places boxes in layers from top to bottom, with Smetana, the port of Graphviz' dot to Java: words
 * at lines are placed like boxes, and so do not overlap.
 */
final class LayeredLayout {
  /** Points of an inch, in which Graphviz takes sizes. */
  private static final double INCH = 72;

  /** Smetana keeps what it works on in one place for all. */
  private static final Object ONE_AT_A_TIME = new Object();

  private final Request request;
  private final Globals globals;
  private final ST_Agraph_s graph;
  private final Map<String, ST_Agnode_s> nodes = new LinkedHashMap<>();
  private final Map<String, ST_Agraph_s> rooms = new LinkedHashMap<>();
  private final List<ST_Agedge_s> edges = new ArrayList<>();

  private LayeredLayout(Request request, Globals globals) {
    this.request = request;
    this.globals = globals;
    this.graph = graph__c.agopen(globals, text("g"), globals.Agdirected, null);
  }

  /**
   * Where everything goes.
   *
   * @throws LayoutException if the engine fails
   */
  static Layout of(Request request) {
    synchronized (ONE_AT_A_TIME) {
      Globals globals = Globals.open();
      try (QuietErrors quiet = QuietErrors.begin()) {
        return new LayeredLayout(request, globals).place();
      } catch (RuntimeException | StackOverflowError e) {
        throw new LayoutException(e);
      } finally {
        Globals.close();
      }
    }
  }

  /** The engine cannot place this graph. */
  static final class LayoutException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LayoutException(Throwable cause) {
      super("the picture cannot be laid out: " + cause, cause);
    }
  }

  private Layout place() {
    set(graph, "nodesep", inches(22));
    set(graph, "ranksep", inches(30));
    set(graph, "rankdir", "TB");
    request.boxes().stream().filter(box -> box.room().isEmpty()).forEach(box -> add(graph, box));
    request.rooms().forEach(this::room);
    request.lines().forEach(this::line);
    gvlayout__c.gvLayoutJobs(globals, gvc__c.gvContext(globals), graph);
    return layout();
  }

  private void room(String name, double titleWidth) {
    ST_Agraph_s room = subg__c.agsubg(globals, graph, text("cluster" + rooms.size()), true);
    rooms.put(name, room);
    set(room, "margin", "14");
    label(room, "label", titleWidth, 20);
    request.boxes().stream().filter(box -> box.room().equals(name)).forEach(box -> add(room, box));
  }

  private void add(ST_Agraph_s into, Box box) {
    ST_Agnode_s node = node__c.agnode(globals, into, text(box.id()), true);
    set(node, "shape", "box");
    set(node, "width", inches(box.width()));
    set(node, "height", inches(box.height()));
    nodes.put(box.id(), node);
  }

  private ST_Agnode_s node(String id) {
    return Objects.requireNonNull(nodes.get(id), id);
  }

  private void line(Line line) {
    ST_Agedge_s edge =
        edge__c.agedge(globals, graph, node(line.from()), node(line.to()), null, true);
    set(edge, "arrowtail", "none");
    set(edge, "arrowhead", "none");
    if (line.labelWidth() > 0) {
      label(edge, "label", line.labelWidth(), line.labelHeight());
    }
    edges.add(edge);
  }

  private void label(ST_Agobj_s thing, String name, double width, double height) {
    CString size =
        Macro.createHackInitDimensionFromLabel((int) Math.ceil(width), (int) Math.ceil(height));
    attr__c.agsafeset(globals, thing, text(name), size, text(""));
  }

  private void set(ST_Agobj_s thing, String name, String value) {
    attr__c.agsafeset(globals, thing, text(name), text(value), text(""));
  }

  private static CString text(String value) {
    return new CString(value);
  }

  private static String inches(double pixels) {
    return Decimal.text(pixels / INCH, 5);
  }

  private Layout layout() {
    ST_boxf all = info(graph).bb;
    double height = all.UR.y - all.LL.y;
    Origin origin = new Origin(all.LL.x, all.UR.y);
    Map<String, Rect> boxes = new LinkedHashMap<>();
    for (Box box : request.boxes()) {
      ST_Agnodeinfo_t node = (ST_Agnodeinfo_t) node(box.id()).data;
      boxes.put(box.id(), origin.around(node.coord, box.width(), box.height()));
    }
    Map<String, Rect> clusters = new LinkedHashMap<>();
    rooms.forEach((name, room) -> clusters.put(name, origin.rect(info(room).bb)));
    List<Route> lines = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      lines.add(route(origin, edges.get(i), request.lines().get(i)));
    }
    return new Layout(all.UR.x - all.LL.x, height, boxes, clusters, lines);
  }

  private static ST_Agraphinfo_t info(ST_Agraph_s graph) {
    return (ST_Agraphinfo_t) graph.data;
  }

  private static Route route(Origin origin, ST_Agedge_s edge, Line line) {
    ST_Agedgeinfo_t info = (ST_Agedgeinfo_t) edge.data;
    List<Point> points = new ArrayList<>();
    ST_splines splines = info.spl;
    if (splines != null) {
      ST_bezier bezier = splines.list.get__(0);
      for (int i = 0; i < bezier.size; i++) {
        points.add(origin.point(bezier.list.get__(i)));
      }
    }
    ST_textlabel_t label = info.label;
    Rect words =
        label == null
            ? new Rect(0, 0, 0, 0)
            : origin.around(label.pos, line.labelWidth(), line.labelHeight());
    return new Route(points, words);
  }

  /** Graphviz counts y upwards. */
  private record Origin(double left, double top) {
    Point point(ST_pointf point) {
      return new Point(point.x - left, top - point.y);
    }

    Rect around(ST_pointf center, double width, double height) {
      Point point = point(center);
      return new Rect(point.x() - width / 2, point.y() - height / 2, width, height);
    }

    Rect rect(ST_boxf box) {
      return new Rect(box.LL.x - left, top - box.UR.y, box.UR.x - box.LL.x, box.UR.y - box.LL.y);
    }
  }
}
