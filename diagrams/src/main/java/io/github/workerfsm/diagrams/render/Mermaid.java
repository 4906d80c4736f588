package io.github.workerfsm.diagrams.render;

import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.Edge;
import io.github.workerfsm.diagrams.model.Entry;
import io.github.workerfsm.diagrams.model.Node;
import java.util.List;
import java.util.stream.Collectors;

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
    model.nodes().stream().filter(node -> node.room().isEmpty()).forEach(node -> node(node, "  "));
    model.rooms().forEach(this::room);
    for (Node node : model.nodes()) {
      if (node.kind() == Node.Kind.INITIAL) {
        out.add("  [*] --> " + node.id());
      }
    }
    model.edges().forEach(this::edge);
    for (Node node : model.nodes()) {
      if (node.kind() == Node.Kind.TERMINAL) {
        out.add("  " + node.id() + " --> [*]");
      }
    }
    classes("runnable", model.nodes().stream().filter(Node::runnable).toList());
    classes("ghost", model.nodes().stream().filter(Node::isGhost).toList());
    return out.toString();
  }

  private void room(String name, String title) {
    String id = "room_" + name.replaceAll("[^A-Za-z0-9]", "_");
    out.add("  state \"" + plain(title) + "\" as " + id);
    out.add("  state " + id + " {");
    model.nodes().stream().filter(node -> node.room().equals(name)).forEach(n -> node(n, "    "));
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
    String label =
        edge.entries().stream()
            .map(
                entry -> {
                  String aside = entry.aside().isEmpty() ? "" : "<br/>\u21d2 " + entry.aside();
                  return wrapped(entry.text() + addition(entry)) + plain(aside);
                })
            .collect(Collectors.joining("<br/>"));
    String actor = edge.actor().isEmpty() ? "" : "<br/>(" + plain(edge.actor()) + ")";
    out.add("  " + edge.from() + " --> " + edge.to() + " : " + label + actor);
  }

  private void classes(String name, List<Node> nodes) {
    if (!nodes.isEmpty()) {
      out.add(
          "  class " + nodes.stream().map(Node::id).collect(Collectors.joining(",")) + " " + name);
    }
  }

  private String addition(Entry entry) {
    String addition = model.addition(entry.rows());
    return addition.isEmpty() ? "" : " " + addition;
  }

  private static String wrapped(String words) {
    return FontWidths.wrap(plain(words), COLUMNS).stream().collect(Collectors.joining("<br/>"));
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
