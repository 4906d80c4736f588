package io.github.workerfsm.diagrams.render;

import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.Edge;
import io.github.workerfsm.diagrams.model.Entry;
import io.github.workerfsm.diagrams.model.Mark;
import io.github.workerfsm.diagrams.model.Node;
import io.github.workerfsm.diagrams.model.Overlay.Paint;
import io.github.workerfsm.diagrams.model.Palette;
import io.github.workerfsm.diagrams.table.RowView;
import java.util.ArrayList;
import java.util.List;

/** Writes a model as a state diagram of PlantUML, laid out by Smetana, which needs no Graphviz. */
final class PlantUml {
  private static final int COLUMNS = 26;
  private static final int BOX_COLUMNS = 44;

  private final Lines out = new Lines();
  private final DiagramModel model;
  private final String linkPrefix;

  private PlantUml(DiagramModel model, String linkPrefix) {
    this.model = model;
    this.linkPrefix = linkPrefix;
  }

  static String of(DiagramModel model, String linkPrefix) {
    return new PlantUml(model, linkPrefix).text();
  }

  private String text() {
    out.add("@startuml").add("!pragma layout smetana").add("title " + plain(model.title()));
    out.add("hide empty description").add("hide stereotype").add("top to bottom direction");
    out.add("<style>").add("stateDiagram {").add("  RoundCorner 12");
    out.add("  arrow { FontSize 11 }").add("  state { BackgroundColor white; LineColor #555555 }");
    out.add("  .runnable { BackgroundColor %s }", Svg.RUNNABLE);
    out.add("  .ghost { LineColor #9a9a9a; LineStyle 4; FontColor #757575 }").add("}");
    out.add("</style>").add("skinparam nodesep 40").add("skinparam ranksep 35");
    out.add("skinparam hyperlinkUnderline false").add("skinparam hyperlinkColor #8a8a8a").add("");
    nodes("", "");
    model.rooms().forEach(this::room);
    out.add("");
    for (Node node : model.nodes(Node.Kind.INITIAL)) {
      out.add("[*] --> " + node.id());
    }
    for (Edge edge : model.edges()) {
      edge(edge);
    }
    out.add("");
    legend();
    return out.add("@enduml").toString();
  }

  private void room(String name, String title) {
    out.add(
        "state \"%s\" as room_%s %s {",
        plain(title), name.replaceAll("[^A-Za-z0-9]", "_"), Staging.fill(model, name));
    nodes(name, "  ");
    out.add("}");
  }

  private void nodes(String room, String indent) {
    for (Node node : model.nodesIn(room)) {
      node(node, indent);
    }
  }

  private void node(Node node, String indent) {
    String kind = node.isGhost() ? " <<ghost>>" : node.runnable() ? " <<runnable>>" : "";
    out.add(indent + "state \"" + plain(node.state()) + "\" as " + node.id() + kind);
    for (Entry entry : node.entries()) {
      for (String line : words(entry, entry.mark().sign() + " ", BOX_COLUMNS)) {
        out.add(indent + node.id() + " : " + line);
      }
    }
  }

  private void edge(Edge edge) {
    Paint paint = model.paint(edge.actor(), edge.rows());
    Palette.Style style = model.palette().of(edge.actor());
    String dash =
        style.dash().isEmpty() ? "" : style.dash().startsWith("2") ? ",dotted" : ",dashed";
    String arrow =
        "-["
            + paint.color()
            + dash
            + ",thickness="
            + Math.max(1, Math.round(paint.width()))
            + "]->";
    out.add(edge.from() + " " + arrow + " " + edge.to() + " : " + label(edge));
  }

  private String label(Edge edge) {
    List<String> lines = new ArrayList<>();
    for (Entry entry : edge.entries()) {
      lines.addAll(words(entry, "", COLUMNS));
      if (!entry.aside().isEmpty()) {
        lines.add(colored("\u21d2 " + plain(entry.aside()), "#757575"));
      }
    }
    return String.join("\\n", lines);
  }

  private void legend() {
    out.add("legend bottom");
    List<String> actors = new ArrayList<>();
    for (String actor : model.actors()) {
      Palette.Style style = model.palette().of(actor);
      actors.add(colored("\u25a0", style.color()) + " " + actor + " (" + style.words() + ")");
    }
    out.add("  " + String.join("   ", actors));
    for (Paint paint : model.overlay().legend()) {
      out.add("  " + colored("\u25a0", paint.color()) + " " + plain(paint.words()));
    }
    List<String> signs = new ArrayList<>();
    for (Mark mark : model.signs()) {
      signs.add(mark.sign() + " " + Legend.meaning(mark, model));
    }
    if (!signs.isEmpty()) {
      out.add("  " + String.join("   ", signs));
    }
    if (model.edges().stream().anyMatch(Edge::elsewhere)) {
      out.add("  \u21d2 the line does not end where it was asked to");
    }
    for (String note : model.notes()) {
      out.add("  " + plain(note));
    }
    out.add("end legend");
  }

  private String addition(Entry entry) {
    String addition = model.addition(entry.rows());
    return addition.isEmpty() ? "" : " " + addition;
  }

  /** Coloured words, line by line, and behind them the link: within it there are no colours. */
  private List<String> words(Entry entry, String sign, int columns) {
    String color = model.paint(entry.actor(), entry.rows()).color();
    List<String> lines = new ArrayList<>();
    for (String line : FontWidths.wrap(sign + entry.text() + addition(entry), columns)) {
      lines.add(colored(plain(line), color));
    }
    RowView row = entry.row();
    if (row.source() != null) {
      int last = lines.size() - 1;
      String link = linkPrefix + row.source() + "{" + plain(row.sentence()) + "} \u00b6";
      lines.set(last, lines.get(last) + " [[" + link + "]]");
    }
    return lines;
  }

  private static String colored(String words, String color) {
    return "<color:" + color + ">" + words + "</color>";
  }

  /** Brackets, braces and backslashes mean something to PlantUML, quotes end a name. */
  private static String plain(String words) {
    return words
        .replace('[', '(')
        .replace(']', ')')
        .replace('{', '(')
        .replace('}', ')')
        .replace("\\", "/")
        .replace('"', '\'')
        .replace("<", "\u2039")
        .replace("->", "\u2192");
  }
}
