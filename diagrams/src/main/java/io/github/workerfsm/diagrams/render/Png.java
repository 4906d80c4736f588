package io.github.workerfsm.diagrams.render;

import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.Node;
import io.github.workerfsm.diagrams.render.Layout.Point;
import io.github.workerfsm.diagrams.render.Layout.Rect;
import io.github.workerfsm.diagrams.render.Scene.Arrow;
import io.github.workerfsm.diagrams.render.Scene.Box;
import io.github.workerfsm.diagrams.render.Scene.Sample;
import io.github.workerfsm.diagrams.render.Scene.Text;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Paints a scene as PNG, in Java alone; needs no screen. Fonts are those of the machine. */
final class Png {
  private static final double LARGEST = 16_000;

  private final Graphics2D canvas;

  private Png(Graphics2D canvas) {
    this.canvas = canvas;
  }

  /**
   * The picture.
   *
   * @param scale pixels for each pixel of the scene; smaller where the picture would be too large
   */
  static byte[] of(DiagramModel model, double scale) {
    Scene scene = Staging.of(model);
    double fitting = Math.min(scale, LARGEST / Math.max(scene.width(), scene.height()));
    BufferedImage image =
        new BufferedImage(
            (int) Math.ceil(scene.width() * fitting),
            (int) Math.ceil(scene.height() * fitting),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    try {
      canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      canvas.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      canvas.setColor(Color.WHITE);
      canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
      canvas.scale(fitting, fitting);
      new Png(canvas).paint(scene);
    } finally {
      canvas.dispose();
    }
    return bytes(image);
  }

  private static byte[] bytes(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.setUseCache(false);
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private void paint(Scene scene) {
    scene.title().forEach(this::text);
    for (Scene.Room room : scene.rooms()) {
      fill(room.area(), 10, room.fill());
      draw(round(room.area(), 10), "#b0b0b0", 1, "");
      text(room.title());
    }
    scene.arrows().forEach(this::arrow);
    scene.boxes().forEach(this::box);
    scene.arrows().forEach(this::label);
    scene.legend().forEach(this::sample);
    scene.notes().forEach(this::text);
  }

  private void arrow(Arrow arrow) {
    String color = arrow.paint().color();
    if (arrow.points().size() >= 4) {
      draw(path(Tip.shortened(arrow.points())), color, arrow.paint().width(), arrow.dash());
      Path2D tip = new Path2D.Double();
      List<Point> corners = Tip.of(arrow.points());
      tip.moveTo(corners.get(0).x(), corners.get(0).y());
      corners.forEach(corner -> tip.lineTo(corner.x(), corner.y()));
      tip.closePath();
      canvas.setColor(arrow.edge().elsewhere() ? Color.WHITE : Color.decode(color));
      canvas.fill(tip);
      draw(tip, color, 1.4, "");
    }
  }

  private void label(Arrow arrow) {
    for (Scene.Words words : arrow.words()) {
      words.lines().forEach(line -> text(line, true));
    }
  }

  private void box(Box box) {
    Node node = box.node();
    Rect area = box.area();
    fill(area, 8, node.runnable() ? Svg.RUNNABLE : "#ffffff");
    draw(
        round(area, 8),
        node.isGhost() ? "#9a9a9a" : "#555555",
        node.isGhost() ? 1 : 1.2,
        node.isGhost() ? "4 3" : "");
    if (node.kind() == Node.Kind.TERMINAL) {
      Rect inner = new Rect(area.x() + 3, area.y() + 3, area.width() - 6, area.height() - 6);
      draw(round(inner, 6), "#555555", 1, "");
    }
    if (node.kind() == Node.Kind.INITIAL) {
      canvas.setColor(Color.decode("#1a1a1a"));
      canvas.fill(new Ellipse2D.Double(area.x() - 6, area.y() + 8, 12, 12));
    }
    text(box.name());
    if (!box.words().isEmpty()) {
      double y = area.y() + 27;
      draw(new Line2D.Double(area.x(), y, area.right(), y), "#c8c8c8", 1, "");
    }
    box.words().forEach(words -> words.lines().forEach(this::text));
  }

  private void sample(Sample sample) {
    Rect area = sample.area();
    if (sample.filled()) {
      fill(area, 3, sample.color());
      draw(round(area, 3), "#555555", 1, sample.dash());
    } else if (area.width() > 0) {
      draw(
          new Line2D.Double(area.x(), area.centerY(), area.right(), area.centerY()),
          sample.color(),
          sample.width(),
          sample.dash());
    }
    text(sample.text());
  }

  private void text(Text text) {
    text(text, false);
  }

  /** Squeezes the text into the width that it was given, whatever the font. */
  private void text(Text text, boolean rim) {
    if (text.text().isBlank()) {
      return;
    }
    canvas.setColor(Color.decode(text.color()));
    Font font =
        new Font("DejaVu Sans", text.bold() ? Font.BOLD : Font.PLAIN, 1)
            .deriveFont((float) text.size());
    double actual = font.getStringBounds(text.text(), canvas.getFontRenderContext()).getWidth();
    AffineTransform before = canvas.getTransform();
    canvas.translate(text.x(), text.y());
    if (actual > 0) {
      canvas.scale(text.width() / actual, 1);
    }
    canvas.setFont(font);
    if (rim) {
      Color ink = canvas.getColor();
      canvas.setColor(new Color(255, 255, 255, 190));
      canvas.setStroke(new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      canvas.draw(font.createGlyphVector(canvas.getFontRenderContext(), text.text()).getOutline());
      canvas.setColor(ink);
    }
    canvas.drawString(text.text(), 0, 0);
    canvas.setTransform(before);
  }

  private void fill(Rect rect, double radius, String color) {
    canvas.setColor(Color.decode(color));
    canvas.fill(round(rect, radius));
  }

  private void draw(Shape shape, String color, double width, String dash) {
    canvas.setColor(Color.decode(color));
    canvas.setStroke(stroke((float) width, dash));
    canvas.draw(shape);
  }

  private static BasicStroke stroke(float width, String dash) {
    if (dash.isEmpty()) {
      return new BasicStroke(width);
    }
    String[] lengths = dash.split(" ", -1);
    float[] pattern = new float[lengths.length];
    for (int i = 0; i < pattern.length; i++) {
      pattern[i] = Float.parseFloat(lengths[i]);
    }
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, pattern, 0);
  }

  private static Shape round(Rect rect, double radius) {
    return new RoundRectangle2D.Double(
        rect.x(), rect.y(), rect.width(), rect.height(), 2 * radius, 2 * radius);
  }

  private static Path2D path(List<Point> points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points.get(0).x(), points.get(0).y());
    for (int i = 1; i + 2 < points.size(); i += 3) {
      Point a = points.get(i);
      Point b = points.get(i + 1);
      Point c = points.get(i + 2);
      path.curveTo(a.x(), a.y(), b.x(), b.y(), c.x(), c.y());
    }
    return path;
  }
}
