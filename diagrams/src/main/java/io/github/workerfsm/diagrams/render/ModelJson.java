package io.github.workerfsm.diagrams.render;

import static com.google.common.collect.ImmutableList.toImmutableList;

import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.Edge;
import io.github.workerfsm.diagrams.model.Entry;
import io.github.workerfsm.diagrams.model.Node;
import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.StateView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a model as JSON, one row, box or line of the picture per line. */
final class ModelJson {
  private ModelJson() {}

  static String of(DiagramModel model) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("machine", JsonWriter.of(model.table().name()));
    members.put("variant", JsonWriter.of(model.table().variant()));
    members.put("view", JsonWriter.of(model.view().text()));
    members.put("title", JsonWriter.of(model.title()));
    members.put("initial", JsonWriter.of(model.table().initial()));
    members.put("terminals", JsonWriter.of(model.table().terminals()));
    members.put("hub", JsonWriter.of(model.table().hub()));
    List<String> lines = new ArrayList<>();
    for (StateView state : model.table().states()) {
      lines.add(JsonWriter.of(state(state)));
    }
    members.put("states", list(lines));
    for (RowView row : model.rows()) {
      lines.add(JsonWriter.of(row(model, row)));
    }
    members.put("rows", list(lines));
    for (Node node : model.nodes()) {
      lines.add(JsonWriter.of(node(node)));
    }
    members.put("nodes", list(lines));
    for (Edge edge : model.edges()) {
      lines.add(JsonWriter.of(edge(edge)));
    }
    members.put("edges", list(lines));
    members.put("notes", JsonWriter.of(model.notes()));
    for (Map.Entry<String, String> member : members.entrySet()) {
      lines.add(JsonWriter.of(member.getKey()) + ": " + member.getValue());
    }
    return "{\n" + String.join(",\n", lines) + "\n}\n";
  }

  /** The lines as a list; there are none afterwards. */
  private static String list(List<String> lines) {
    String list = "[\n  " + String.join(",\n  ", lines) + "\n]";
    lines.clear();
    return list;
  }

  private static Map<String, @Nullable Object> state(StateView state) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("name", state.name());
    tree.put("meaning", state.meaning());
    tree.put("room", state.room());
    tree.put("runnable", state.runnable());
    return tree;
  }

  private static Map<String, @Nullable Object> row(DiagramModel model, RowView row) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(RowTree.of(row));
    tree.put("mark", String.valueOf(model.marks().get(row.number())).toLowerCase(Locale.ROOT));
    return tree;
  }

  private static Map<String, @Nullable Object> node(Node node) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("id", node.id());
    tree.put("state", node.state());
    tree.put("kind", node.kind().name().toLowerCase(Locale.ROOT));
    tree.put("room", node.room());
    tree.put("entries", entries(node.entries()));
    return tree;
  }

  private static Map<String, @Nullable Object> edge(Edge edge) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("id", edge.id());
    tree.put("from", edge.from());
    tree.put("to", edge.to());
    tree.put("actor", edge.actor());
    tree.put("elsewhere", edge.elsewhere());
    tree.put("entries", entries(edge.entries()));
    return tree;
  }

  private static List<Map<String, @Nullable Object>> entries(List<Entry> entries) {
    List<Map<String, @Nullable Object>> trees = new ArrayList<>();
    for (Entry entry : entries) {
      trees.add(entry(entry));
    }
    return trees;
  }

  private static Map<String, @Nullable Object> entry(Entry entry) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("mark", entry.mark().name().toLowerCase(Locale.ROOT));
    tree.put("text", entry.text());
    tree.put("aside", entry.aside());
    tree.put("rows", entry.rows().stream().map(RowView::number).collect(toImmutableList()));
    return tree;
  }
}
