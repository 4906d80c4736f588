package io.github.workerfsm.diagrams.render;

import static com.google.common.xml.XmlEscapers.xmlAttributeEscaper;
import static com.google.common.xml.XmlEscapers.xmlContentEscaper;

import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.Node;
import io.github.workerfsm.diagrams.render.Layout.Point;
import io.github.workerfsm.diagrams.render.Layout.Rect;
import io.github.workerfsm.diagrams.render.Scene.Arrow;
import io.github.workerfsm.diagrams.render.Scene.Box;
import io.github.workerfsm.diagrams.render.Scene.Room;
import io.github.workerfsm.diagrams.render.Scene.Sample;
import io.github.workerfsm.diagrams.render.Scene.Text;
import io.github.workerfsm.diagrams.render.Scene.Words;
import io.github.workerfsm.diagrams.table.RowView;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a scene as SVG. Each state is a group with {@code data-state}, each line one with {@code
 * data-from} and {@code data-to}; whatever is said of rows has their numbers in {@code data-rows},
 * their whole sentence as a tooltip, and a link to their line of source.
 */
final class Svg {
  static final String RUNNABLE = "#ffe08a";
  private static final String FONT = "DejaVu Sans, Verdana, Arial, sans-serif";
  private static final String BORDER = "#555555";

  private final Lines out = new Lines();
  private final Scene scene;
  private final DiagramModel model;
  private final String linkPrefix;

  private Svg(Scene scene, DiagramModel model, String linkPrefix) {
    this.scene = scene;
    this.model = model;
    this.linkPrefix = linkPrefix;
  }

  /**
   * The picture.
   *
   * @param linkPrefix stands before the path of each link to a line of source
   */
  static String of(DiagramModel model, String linkPrefix) {
    return new Svg(Staging.of(model), model, linkPrefix).text();
  }

  private String text() {
    String size =
        "width=\""
            + n(scene.width())
            + "\" height=\""
            + n(scene.height())
            + "\" viewBox=\"0 0 "
            + n(scene.width())
            + " "
            + n(scene.height())
            + "\"";
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"fsm\" %s role=\"img\" font-family=\"%s\">",
        size, FONT);
    line("<title>%s</title>", content(model.title()));
    line("<rect class=\"paper\" width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
    line("<g class=\"title\">");
    scene.title().forEach(this::text);
    line("</g>");
    scene.rooms().forEach(this::room);
    scene.arrows().forEach(this::arrow);
    scene.boxes().forEach(this::box);
    scene.arrows().forEach(this::label);
    line("<g class=\"legend\">");
    scene.legend().forEach(this::sample);
    scene.notes().forEach(this::text);
    line("</g>");
    line("</svg>");
    return out.toString();
  }

  private void room(Room room) {
    line("<g class=\"room\" data-room=\"%s\">", attribute(room.name()));
    rect(room.area(), 10, "fill=\"" + room.fill() + "\" stroke=\"#b0b0b0\"");
    text(room.title());
    line("</g>");
  }

  private void box(Box box) {
    Node node = box.node();
    boolean ghost = node.isGhost();
    line("<g class=\"%s\" data-state=\"%s\">", ghost ? "ghost" : "state", attribute(node.state()));
    line(
        "<title>%s</title>",
        content(node.state() + (node.meaning().isEmpty() ? "" : ": " + node.meaning())));
    String fill = node.runnable() ? RUNNABLE : "#ffffff";
    rect(
        box.area(),
        8,
        "fill=\""
            + fill
            + "\" stroke=\""
            + (ghost ? "#9a9a9a" : BORDER)
            + "\""
            + (ghost ? " stroke-dasharray=\"4 3\"" : " stroke-width=\"1.2\""));
    if (node.kind() == Node.Kind.TERMINAL) {
      Rect inner = box.area();
      rect(
          new Rect(inner.x() + 3, inner.y() + 3, inner.width() - 6, inner.height() - 6),
          6,
          "fill=\"none\" stroke=\"" + BORDER + "\"");
    }
    if (node.kind() == Node.Kind.INITIAL) {
      line(
          "<circle cx=\"%s\" cy=\"%s\" r=\"6\" fill=\"#1a1a1a\"/>",
          n(box.area().x()), n(box.area().y() + 14));
    }
    text(box.name());
    if (!box.words().isEmpty()) {
      double y = box.area().y() + 27;
      line(
          "<path d=\"M%s %sH%s\" stroke=\"#c8c8c8\"/>",
          n(box.area().x()), n(y), n(box.area().right()));
    }
    box.words().forEach(this::words);
    line("</g>");
  }

  private void arrow(Arrow arrow) {
    open(arrow, "line");
    line("<title>%s</title>", content(RowView.sentences(arrow.edge().rows())));
    List<Point> points = Tip.shortened(arrow.points());
    if (!points.isEmpty()) {
      String stroke =
          "stroke=\""
              + arrow.paint().color()
              + "\" stroke-width=\""
              + n(arrow.paint().width())
              + "\"";
      String dash = arrow.dash().isEmpty() ? "" : " stroke-dasharray=\"" + arrow.dash() + "\"";
      line("<path class=\"shaft\" d=\"%s\" fill=\"none\" %s%s/>", path(points), stroke, dash);
      line(
          "<path class=\"tip\" d=\"M%sZ\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.4\"/>",
          Tip.of(arrow.points()).stream().map(Svg::at).collect(Collectors.joining("L")),
          arrow.edge().elsewhere() ? "#ffffff" : arrow.paint().color(),
          arrow.paint().color());
    }
    line("</g>");
  }

  /** Above all lines, with a rim that keeps those that pass behind it away. */
  private void label(Arrow arrow) {
    if (!arrow.words().isEmpty()) {
      open(arrow, "label");
      arrow.words().forEach(this::words);
      line("</g>");
    }
  }

  private void open(Arrow arrow, String kind) {
    line(
        "<g class=\"%s%s\" data-from=\"%s\" data-to=\"%s\" data-actor=\"%s\" data-rows=\"%s\"%s>",
        kind,
        arrow.ghost() ? " to-ghost" : "",
        attribute(arrow.from()),
        attribute(arrow.to()),
        attribute(arrow.edge().actor()),
        numbers(arrow.edge().rows()),
        kind.equals("label")
            ? " stroke=\"#ffffff\" stroke-width=\"3\" stroke-opacity=\"0.75\""
                + " stroke-linejoin=\"round\" paint-order=\"stroke\""
            : "");
  }

  private void words(Words words) {
    RowView first = words.rows().get(0);
    String source = first.source();
    line("<g class=\"words\" data-rows=\"%s\">", numbers(words.rows()));
    line("<title>%s</title>", content(RowView.sentences(words.rows())));
    if (source != null) {
      line("<a href=\"%s\">", attribute(linkPrefix + source));
    }
    words.lines().forEach(this::text);
    if (source != null) {
      line("</a>");
    }
    line("</g>");
  }

  private void sample(Sample sample) {
    Rect area = sample.area();
    if (sample.filled()) {
      rect(
          area,
          3,
          "fill=\""
              + sample.color()
              + "\" stroke=\""
              + BORDER
              + "\""
              + (sample.dash().isEmpty() ? "" : " stroke-dasharray=\"" + sample.dash() + "\""));
    } else if (area.width() > 0) {
      line(
          "<path d=\"M%s %sH%s\" stroke=\"%s\" stroke-width=\"%s\"%s/>",
          n(area.x()),
          n(area.centerY()),
          n(area.right()),
          sample.color(),
          n(sample.width()),
          sample.dash().isEmpty() ? "" : " stroke-dasharray=\"" + sample.dash() + "\"");
    }
    text(sample.text());
  }

  private void text(Text text) {
    String words = text.text().strip();
    double indent =
        FontWidths.of(
            text.text().substring(0, text.text().indexOf(words)), text.size(), text.bold());
    line(
        "<text x=\"%s\" y=\"%s\" font-size=\"%s\"%s fill=\"%s\" textLength=\"%s\""
            + " lengthAdjust=\"spacingAndGlyphs\">%s</text>",
        n(text.x() + indent),
        n(text.y()),
        n(text.size()),
        text.bold() ? " font-weight=\"bold\"" : "",
        text.color(),
        n(FontWidths.of(words, text.size(), text.bold())),
        content(words));
  }

  private void rect(Rect rect, int radius, String attributes) {
    line(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" %s/>",
        n(rect.x()),
        n(rect.y()),
        n(rect.width()),
        n(rect.height()),
        String.valueOf(radius),
        attributes);
  }

  private void line(String format, String... arguments) {
    out.add(format, arguments);
  }

  private static String path(List<Point> points) {
    StringBuilder path = new StringBuilder("M" + at(points.get(0)));
    for (int i = 1; i + 2 < points.size(); i += 3) {
      path.append('C')
          .append(at(points.get(i)))
          .append(' ')
          .append(at(points.get(i + 1)))
          .append(' ')
          .append(at(points.get(i + 2)));
    }
    return path.toString();
  }

  private static String numbers(List<RowView> rows) {
    return rows.stream()
        .map(row -> Integer.toString(row.number()))
        .collect(Collectors.joining(" "));
  }

  private static String at(Point point) {
    return n(point.x()) + " " + n(point.y());
  }

  /** Tenths of a pixel, without a superfluous zero. */
  private static String n(double number) {
    long tenths = Math.round(number * 10);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : Decimal.text(number, 1);
  }

  private static String content(String text) {
    return xmlContentEscaper().escape(text);
  }

  private static String attribute(String text) {
    return xmlAttributeEscaper().escape(text);
  }
}
