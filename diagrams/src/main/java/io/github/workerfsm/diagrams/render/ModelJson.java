package io.github.workerfsm.diagrams.render;

import static com.google.common.collect.ImmutableList.toImmutableList;

import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.Edge;
import io.github.workerfsm.diagrams.model.Entry;
import io.github.workerfsm.diagrams.model.Node;
import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.StateView;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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
    members.put("states", lines(model.table().states().stream().map(ModelJson::state).toList()));
    members.put("rows", lines(model.rows().stream().map(row -> row(model, row)).toList()));
    members.put("nodes", lines(model.nodes().stream().map(ModelJson::node).toList()));
    members.put("edges", lines(model.edges().stream().map(ModelJson::edge).toList()));
    members.put("notes", JsonWriter.of(model.notes()));
    return members.entrySet().stream()
        .map(member -> JsonWriter.of(member.getKey()) + ": " + member.getValue())
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }

  private static String lines(java.util.List<Map<String, @Nullable Object>> trees) {
    return trees.stream().map(JsonWriter::of).collect(Collectors.joining(",\n  ", "[\n  ", "\n]"));
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
    tree.put("entries", node.entries().stream().map(ModelJson::entry).collect(toImmutableList()));
    return tree;
  }

  private static Map<String, @Nullable Object> edge(Edge edge) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("id", edge.id());
    tree.put("from", edge.from());
    tree.put("to", edge.to());
    tree.put("actor", edge.actor());
    tree.put("elsewhere", edge.elsewhere());
    tree.put("entries", edge.entries().stream().map(ModelJson::entry).collect(toImmutableList()));
    return tree;
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
