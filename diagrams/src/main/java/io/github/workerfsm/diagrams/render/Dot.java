package io.github.workerfsm.diagrams.render;

import static com.google.common.xml.XmlEscapers.xmlAttributeEscaper;

import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.Edge;
import io.github.workerfsm.diagrams.model.Entry;
import io.github.workerfsm.diagrams.model.Node;
import io.github.workerfsm.diagrams.model.Overlay.Paint;
import io.github.workerfsm.diagrams.model.Palette;
import io.github.workerfsm.diagrams.table.RowView;
import java.util.ArrayList;
import java.util.List;

/** Writes a model as a graph for Graphviz, with tooltips and links. */
final class Dot {
  private static final int COLUMNS = 26;
  private static final int BOX_COLUMNS = 44;

  private final Lines out = new Lines();
  private final DiagramModel model;
  private final String linkPrefix;

  private Dot(DiagramModel model, String linkPrefix) {
    this.model = model;
    this.linkPrefix = linkPrefix;
  }

  static String of(DiagramModel model, String linkPrefix) {
    return new Dot(model, linkPrefix).text();
  }

  private String text() {
    out.add("digraph %s {", quoted(model.table().name()));
    out.add(
        "  graph [label=%s, labelloc=t, fontname=\"DejaVu Sans\", fontsize=15, rankdir=TB];",
        quoted(model.title()));
    out.add(
        "  node [shape=box, style=\"rounded,filled\", fillcolor=white, color=\"#555555\","
            + " fontname=\"DejaVu Sans\", fontsize=12];");
    out.add("  edge [fontname=\"DejaVu Sans\", fontsize=10];");
    nodes("", "  ");
    model.rooms().forEach(this::room);
    for (Node node : model.nodes(Node.Kind.INITIAL)) {
      out.add("  start [shape=point, width=0.15, label=\"\"];");
      out.add("  start -> %s;", node.id());
    }
    for (Edge edge : model.edges()) {
      edge(edge);
    }
    return out.add("}").toString();
  }

  private void nodes(String room, String indent) {
    for (Node node : model.nodesIn(room)) {
      node(node, indent);
    }
  }

  private void room(String name, String title) {
    out.add("  subgraph %s {", quoted("cluster_" + name));
    out.add(
        "    label=%s; style=\"rounded,filled\"; fillcolor=\"%s\"; color=\"#b0b0b0\";",
        quoted(title), Staging.fill(model, name));
    nodes(name, "    ");
    out.add("  }");
  }

  private void node(Node node, String indent) {
    StringBuilder label = new StringBuilder("<<b>" + escaped(node.state()) + "</b>");
    label.append(node.entries().isEmpty() ? "" : "<br/>");
    for (Entry entry : node.entries()) {
      String words = entry.mark().sign() + " " + entry.text() + addition(entry);
      for (String line : FontWidths.wrap(words, BOX_COLUMNS)) {
        label.append(colored(line, color(entry), 9)).append("<br align=\"left\"/>");
      }
    }
    String look =
        node.isGhost()
            ? ", style=\"rounded,dashed\", color=\"#9a9a9a\", fontcolor=\"#757575\""
            : node.runnable() ? ", fillcolor=\"" + Svg.RUNNABLE + "\"" : "";
    String kind = node.kind() == Node.Kind.TERMINAL ? ", peripheries=2" : "";
    out.add(
        indent
            + node.id()
            + " [label="
            + label
            + ">, tooltip="
            + quoted(node.meaning().isEmpty() ? node.state() : node.meaning())
            + look
            + kind
            + "];");
  }

  private void edge(Edge edge) {
    Paint paint = model.paint(edge.actor(), edge.rows());
    Palette.Style style = model.palette().of(edge.actor());
    String dash =
        style.dash().isEmpty() ? "solid" : style.dash().startsWith("2") ? "dotted" : "dashed";
    RowView first = edge.rows().get(0);
    String tooltip = RowView.sentences(edge.rows());
    String link = first.source() == null ? "" : ", URL=" + quoted(linkPrefix + first.source());
    out.add(
        "  "
            + edge.from()
            + " -> "
            + edge.to()
            + " [label=<"
            + label(edge)
            + ">, color=\""
            + paint.color()
            + "\", style="
            + dash
            + ", penwidth="
            + Decimal.text(paint.width(), 1)
            + (edge.elsewhere() ? ", arrowhead=empty" : "")
            + ", tooltip="
            + quoted(tooltip)
            + ", labeltooltip="
            + quoted(tooltip)
            + link
            + "];");
  }

  private String label(Edge edge) {
    List<String> lines = new ArrayList<>();
    for (Entry entry : edge.entries()) {
      for (String line : FontWidths.wrap(entry.text() + addition(entry), COLUMNS)) {
        lines.add(colored(line, color(entry), 10));
      }
      if (!entry.aside().isEmpty()) {
        lines.add(colored("\u21d2 " + entry.aside(), "#757575", 9));
      }
    }
    return String.join("<br/>", lines);
  }

  private String color(Entry entry) {
    return model.paint(entry.actor(), entry.rows()).color();
  }

  private String addition(Entry entry) {
    String addition = model.addition(entry.rows());
    return addition.isEmpty() ? "" : " " + addition;
  }

  private static String colored(String words, String color, int size) {
    return "<font color=\""
        + color
        + "\" point-size=\""
        + size
        + "\">"
        + escaped(words)
        + "</font>";
  }

  private static String escaped(String words) {
    return xmlAttributeEscaper().escape(words);
  }

  private static String quoted(String words) {
    return '"' + words.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
