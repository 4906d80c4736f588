package io.github.workerfsm.diagrams.render;

import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.Edge;
import io.github.workerfsm.diagrams.model.Entry;
import io.github.workerfsm.diagrams.model.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a model as a state diagram of Mermaid, version 2. Mermaid cannot colour the lines of a
 * state diagram, so that each line says who moves the subject instead.
 */
final class Mermaid {
  private static final int COLUMNS = 30;

  private final Lines out = new Lines();
  private final DiagramModel model;

  private Mermaid(DiagramModel model) {
    this.model = model;
  }

  static String of(DiagramModel model) {
    return new Mermaid(model).text();
  }

  private String text() {
    out.add("---").add("title: \"%s\"", model.title().replace('"', '\'')).add("---");
    out.add("stateDiagram-v2").add("  direction TB");
    out.add("  classDef runnable fill:%s,color:#1a1a1a", Svg.RUNNABLE);
    out.add("  classDef ghost fill:#f4f4f4,color:#757575,stroke-dasharray:4 3");
    nodes("", "  ");
    model.rooms().forEach(this::room);
    for (Node node : model.nodes(Node.Kind.INITIAL)) {
      out.add("  [*] --> " + node.id());
    }
    for (Edge edge : model.edges()) {
      edge(edge);
    }
    for (Node node : model.nodes(Node.Kind.TERMINAL)) {
      out.add("  " + node.id() + " --> [*]");
    }
    classes();
    return out.toString();
  }

  private void nodes(String room, String indent) {
    for (Node node : model.nodesIn(room)) {
      node(node, indent);
    }
  }

  private void room(String name, String title) {
    String id = "room_" + name.replaceAll("[^A-Za-z0-9]", "_");
    out.add("  state \"" + plain(title) + "\" as " + id);
    out.add("  state " + id + " {");
    nodes(name, "    ");
    out.add("  }");
  }

  private void node(Node node, String indent) {
    StringBuilder words = new StringBuilder(plain(node.state()));
    for (Entry entry : node.entries()) {
      String text = entry.mark().sign() + " " + entry.text() + addition(entry);
      words.append("<br/>").append(wrapped(text));
    }
    out.add(indent + "state \"" + words + "\" as " + node.id());
  }

  private void edge(Edge edge) {
    List<String> words = new ArrayList<>();
    for (Entry entry : edge.entries()) {
      String aside = entry.aside().isEmpty() ? "" : "<br/>\u21d2 " + entry.aside();
      words.add(wrapped(entry.text() + addition(entry)) + plain(aside));
    }
    String label = String.join("<br/>", words);
    String actor = edge.actor().isEmpty() ? "" : "<br/>(" + plain(edge.actor()) + ")";
    out.add("  " + edge.from() + " --> " + edge.to() + " : " + label + actor);
  }

  private void classes() {
    List<String> runnable = new ArrayList<>();
    List<String> ghosts = new ArrayList<>();
    for (Node node : model.nodes()) {
      if (node.runnable()) {
        runnable.add(node.id());
      }
      if (node.isGhost()) {
        ghosts.add(node.id());
      }
    }
    if (!runnable.isEmpty()) {
      out.add("  class " + String.join(",", runnable) + " runnable");
    }
    if (!ghosts.isEmpty()) {
      out.add("  class " + String.join(",", ghosts) + " ghost");
    }
  }

  private String addition(Entry entry) {
    String addition = model.addition(entry.rows());
    return addition.isEmpty() ? "" : " " + addition;
  }

  private static String wrapped(String words) {
    return String.join("<br/>", FontWidths.wrap(plain(words), COLUMNS));
  }

  /** A semicolon or a line end ends a statement, a colon begins a label, a quote ends a name. */
  private static String plain(String words) {
    return words
        .replace(';', ',')
        .replace(':', '\u2236')
        .replace('"', '\'')
        .replace('#', '\u266f')
        .replace('{', '(')
        .replace('}', ')');
  }
}
