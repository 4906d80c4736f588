package io.github.workerfsm.diagrams.render;

import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.Mark;
import io.github.workerfsm.diagrams.model.Node;
import io.github.workerfsm.diagrams.model.Overlay;
import io.github.workerfsm.diagrams.model.Palette;
import io.github.workerfsm.diagrams.render.Layout.Rect;
import io.github.workerfsm.diagrams.render.Scene.Sample;
import io.github.workerfsm.diagrams.render.Scene.Text;
import java.util.ArrayList;
import java.util.List;

/** What colours, lines and signs mean: samples that flow from left to right, then the notes. */
final class Legend {
  private static final double SIZE = 11;
  private static final double LINE = 20;
  private static final double SAMPLE = 34;
  private static final double GAP = 22;
  private static final String INK = "#333333";

  private final double left;
  private final double width;
  private double x;
  private double y;
  private final List<Sample> samples = new ArrayList<>();
  private final List<Text> notes = new ArrayList<>();

  private Legend(double left, double top, double width) {
    this.left = left;
    this.width = width;
    this.x = left;
    this.y = top;
  }

  static Legend of(DiagramModel model, double left, double top, double width) {
    Legend legend = new Legend(left, top, width);
    if (!model.actors().isEmpty()) {
      legend.word("moved by:");
    }
    for (String actor : model.actors()) {
      Palette.Style style = model.palette().of(actor);
      boolean plain = model.overlay() == Overlay.NONE;
      legend.add(
          plain ? style.color() : INK,
          plain ? style.width() : 1.4,
          style.dash(),
          false,
          actor + " (" + style.words() + ")");
    }
    for (Overlay.Paint paint : model.overlay().legend()) {
      legend.add(paint.color(), paint.width(), "", false, paint.words());
    }
    if (model.nodes().stream().anyMatch(Node::runnable)) {
      legend.add(Svg.RUNNABLE, 1, "", true, "waits for a free slot");
    }
    if (model.nodes().stream().anyMatch(Node::isGhost)) {
      legend.add("#ffffff", 1, "4 3", true, "a copy of a state that is at home elsewhere");
    }
    for (Mark mark : model.signs()) {
      legend.word(mark.sign() + " " + meaning(mark, model));
    }
    if (model.edges().stream().anyMatch(edge -> edge.elsewhere())) {
      legend.word("\u21d2 and an open tip: the line does not end where it was asked to");
    }
    legend.end(model);
    return legend;
  }

  static String meaning(Mark mark, DiagramModel model) {
    return switch (mark) {
      case FOLDED -> {
        String hub = model.table().hub();
        yield "leads to " + (hub == null ? "the state that is named" : hub);
      }
      case STAYS -> "stays where it is";
      case TWIN -> "the same row as one of " + model.table().hub();
      case NEVER -> "refused";
      case DRAWN, GHOST -> "";
    };
  }

  private void add(String color, double lineWidth, String dash, boolean filled, String words) {
    flow(SAMPLE + 6 + FontWidths.of(words, SIZE, false));
    Rect area = new Rect(x, y + 3, SAMPLE, 13);
    Text text = new Text(words, x + SAMPLE + 6, y + 13, SIZE, false, INK);
    samples.add(new Sample(area, color, lineWidth, dash, filled, text));
    x += SAMPLE + 6 + text.width() + GAP;
  }

  private void word(String words) {
    flow(FontWidths.of(words, SIZE, false));
    Text text = new Text(words, x, y + 13, SIZE, false, INK);
    samples.add(new Sample(new Rect(x, y, 0, 0), INK, 0, "", false, text));
    x += text.width() + GAP;
  }

  private void flow(double needed) {
    if (x > left && x + needed > left + width) {
      x = left;
      y += LINE;
    }
  }

  private void end(DiagramModel model) {
    y += LINE;
    int columns = (int) (width / (SIZE * 0.6));
    for (String note : model.notes()) {
      for (String line : FontWidths.wrap(note, columns)) {
        notes.add(new Text(line, left, y + 13, SIZE, false, INK));
        y += LINE - 4;
      }
    }
  }

  double bottom() {
    return y;
  }

  List<Sample> samples() {
    return samples;
  }

  List<Text> notes() {
    return notes;
  }
}
