package io.github.workerfsm.diagrams.render;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.Edge;
import io.github.workerfsm.diagrams.model.Entry;
import io.github.workerfsm.diagrams.model.Node;
import io.github.workerfsm.diagrams.model.Overlay.Paint;
import io.github.workerfsm.diagrams.model.Palette;
import io.github.workerfsm.diagrams.render.Layout.Rect;
import io.github.workerfsm.diagrams.render.Scene.Arrow;
import io.github.workerfsm.diagrams.render.Scene.Box;
import io.github.workerfsm.diagrams.render.Scene.Room;
import io.github.workerfsm.diagrams.render.Scene.Text;
import io.github.workerfsm.diagrams.render.Scene.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures words, has boxes and lines placed, and puts the words where they belong. */
final class Staging {
  private static final double MARGIN = 16;
  private static final double NAME_SIZE = 14;
  private static final double WORD_SIZE = 10.5;
  private static final double LEADING = 13;
  private static final double PADDING = 8;
  private static final double ASIDE = 8;
  private static final double NAME_HEIGHT = 28;
  private static final double TITLE_SIZE = 15;
  private static final int LINE_COLUMNS = 25;
  private static final int BOX_COLUMNS = 44;

  private static final String INK = "#1a1a1a";
  private static final String GREY = "#757575";
  private static final ImmutableList<String> ROOM_FILLS =
      ImmutableList.of("#e8f1fb", "#e9f5ea", "#fdf3e4", "#f3ecf7", "#eef4f4", "#f7eeee");

  private final DiagramModel model;
  private final boolean wordless;
  private final Map<String, String> names = new LinkedHashMap<>();

  private Staging(DiagramModel model) {
    this.model = model;
    this.wordless = model.edges().size() > DiagramModel.READABLE_LINES;
    model.nodes().forEach(node -> names.put(node.id(), node.state()));
  }

  static Scene of(DiagramModel model) {
    return new Staging(model).scene();
  }

  private Scene scene() {
    List<Layout.Box> boxes = new ArrayList<>();
    for (Node node : model.nodes()) {
      boxes.add(size(node));
    }
    List<Layout.Line> lines = new ArrayList<>();
    for (Edge edge : model.edges()) {
      List<Words> words = words(edge, 0, 0);
      lines.add(
          new Layout.Line(edge.from(), edge.to(), widest(words) + 2 * ASIDE, height(words) + 4));
    }
    Map<String, Double> rooms = new LinkedHashMap<>();
    model.rooms().forEach((name, title) -> rooms.put(name, FontWidths.of(title, 12, true) + 16));
    return arrange(place(new Layout.Request(boxes, lines, rooms)));
  }

  private Layout place(Layout.Request request) {
    return wordless ? CircleLayout.of(request) : LabelPlacement.of(LayeredLayout.of(request));
  }

  private Scene arrange(Layout layout) {
    double width = Math.max(layout.width(), 420) + 2 * MARGIN;
    List<Text> title = new ArrayList<>();
    double top = MARGIN;
    int columns = (int) (width / (TITLE_SIZE * 0.66));
    for (String line : FontWidths.wrap(model.title(), columns)) {
      top += TITLE_SIZE + 4;
      double textWidth = FontWidths.of(line, TITLE_SIZE, true);
      title.add(
          new Text(line, Math.max(MARGIN, (width - textWidth) / 2), top, TITLE_SIZE, true, INK));
    }
    top += MARGIN;
    Shift shift = new Shift((width - layout.width()) / 2, top);
    List<Room> rooms = new ArrayList<>();
    layout.rooms().forEach((name, area) -> rooms.add(room(name, shift.rect(area))));
    List<Arrow> arrows = new ArrayList<>();
    for (int i = 0; i < model.edges().size(); i++) {
      arrows.add(arrow(model.edges().get(i), shift, layout.lines().get(i)));
    }
    List<Box> boxes = new ArrayList<>();
    for (Node node : model.nodes()) {
      Rect area = layout.boxes().get(node.id());
      boxes.add(box(node, shift.rect(java.util.Objects.requireNonNull(area))));
    }
    Legend legend = Legend.of(model, MARGIN, top + layout.height() + MARGIN, width - 2 * MARGIN);
    return new Scene(
        width,
        legend.bottom() + MARGIN,
        title,
        rooms,
        arrows,
        boxes,
        legend.samples(),
        legend.notes());
  }

  private Room room(String name, Rect area) {
    return new Room(
        name,
        area,
        new Text(
            java.util.Objects.requireNonNull(model.rooms().get(name)),
            area.x() + 10,
            area.y() + 17,
            12,
            true,
            "#555555"),
        fill(model, name));
  }

  /** The colour of a room, the same in every picture of the table. */
  static String fill(DiagramModel model, String room) {
    int index = Math.max(0, model.table().rooms().indexOf(room));
    return ROOM_FILLS.get(index % ROOM_FILLS.size());
  }

  private Arrow arrow(Edge edge, Shift shift, Layout.Route route) {
    Paint paint = model.paint(edge.actor(), edge.rows());
    Palette.Style style = model.palette().of(edge.actor());
    Rect label = shift.rect(route.label());
    boolean ghost = model.node(edge.to()).isGhost();
    return new Arrow(
        edge,
        names.getOrDefault(edge.from(), ""),
        names.getOrDefault(edge.to(), ""),
        paint,
        style.dash(),
        ghost,
        route.points().stream().map(shift::point).toList(),
        label,
        words(edge, label.x() + ASIDE, label.y() + 2));
  }

  private Layout.Box size(Node node) {
    double width = FontWidths.of(node.state(), NAME_SIZE, true) + 2 * PADDING + 10;
    double height = NAME_HEIGHT;
    List<Words> words = words(node, 0, 0);
    if (!words.isEmpty()) {
      width = Math.max(width, widest(words) + 2 * PADDING);
      height += height(words) + PADDING;
    }
    return new Layout.Box(node.id(), Math.ceil(width), Math.ceil(height), node.room());
  }

  private Box box(Node node, Rect area) {
    double width = FontWidths.of(node.state(), NAME_SIZE, true);
    Text name =
        new Text(
            node.state(),
            area.centerX() - width / 2,
            area.y() + 19,
            NAME_SIZE,
            true,
            node.isGhost() ? GREY : INK);
    return new Box(node, area, name, words(node, area.x() + PADDING, area.y() + NAME_HEIGHT + 2));
  }

  private List<Words> words(Node node, double x, double y) {
    List<Words> all = new ArrayList<>();
    double down = y;
    for (Entry entry : node.entries()) {
      Paint paint = model.paint(entry.actor(), entry.rows());
      String text = entry.mark().sign() + " " + entry.text() + addition(entry);
      List<Text> lines = lines(text, BOX_COLUMNS, "   ", x, down, paint.color());
      down += lines.size() * LEADING;
      all.add(new Words(lines, entry.rows()));
    }
    return all;
  }

  private List<Words> words(Edge edge, double x, double y) {
    List<Words> all = new ArrayList<>();
    if (wordless) {
      return all;
    }
    double down = y;
    String bullet = edge.entries().size() > 1 ? "\u00b7 " : "";
    for (Entry entry : edge.entries()) {
      Paint paint = model.paint(entry.actor(), entry.rows());
      List<Text> lines =
          new ArrayList<>(
              lines(
                  bullet + entry.text() + addition(entry),
                  LINE_COLUMNS,
                  bullet.isEmpty() ? "" : "  ",
                  x,
                  down,
                  paint.color()));
      down += lines.size() * LEADING;
      if (!entry.aside().isEmpty()) {
        String aside = "\u21d2 " + entry.aside();
        lines.addAll(lines(aside, 40, "", x, down, GREY));
        down += LEADING;
      }
      all.add(new Words(lines, entry.rows()));
    }
    return all;
  }

  private String addition(Entry entry) {
    String addition = model.addition(entry.rows());
    return addition.isEmpty() ? "" : " " + addition;
  }

  private static List<Text> lines(
      String text, int columns, String indent, double x, double y, String color) {
    List<Text> lines = new ArrayList<>();
    double down = y;
    for (String line : FontWidths.wrap(text, columns)) {
      String indented = lines.isEmpty() ? line : indent + line;
      lines.add(new Text(indented, x, down + 10, WORD_SIZE, false, color));
      down += LEADING;
    }
    return lines;
  }

  private static double widest(List<Words> words) {
    return words.stream()
        .flatMap(some -> some.lines().stream())
        .mapToDouble(Text::width)
        .max()
        .orElse(-2 * ASIDE);
  }

  private static double height(List<Words> words) {
    return words.stream().mapToInt(some -> some.lines().size()).sum() * LEADING;
  }

  /** From the layout's coordinates to those of the picture. */
  private record Shift(double x, double y) {
    Rect rect(Rect rect) {
      return new Rect(rect.x() + x, rect.y() + y, rect.width(), rect.height());
    }

    Layout.Point point(Layout.Point point) {
      return new Layout.Point(point.x() + x, point.y() + y);
    }
  }
}
