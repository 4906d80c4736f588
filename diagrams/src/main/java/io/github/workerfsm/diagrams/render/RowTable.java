package io.github.workerfsm.diagrams.render;

import static java.util.stream.Collectors.joining;

import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.table.RowView;
import java.util.ArrayList;
import java.util.List;

/** Writes the rows of a model as a table. */
final class RowTable {
  private static final List<String> HEAD =
      List.of("row", "from", "requested", "when", "actor", "lands in", "rule", "reason");

  private RowTable() {}

  static String text(DiagramModel model) {
    List<List<String>> lines = new ArrayList<>(List.of(head(model)));
    model.rows().forEach(row -> lines.add(cells(model, row)));
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    Lines out = new Lines().add(model.title()).add("");
    for (List<String> line : lines) {
      StringBuilder padded = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        padded.append(line.get(i)).append(" ".repeat(widths[i] + 2 - line.get(i).length()));
      }
      out.add(padded.toString().stripTrailing());
    }
    model.notes().forEach(note -> out.add("").add(note));
    return out.toString();
  }

  static String markdown(DiagramModel model, String linkPrefix) {
    Lines out = new Lines().add(model.title()).add("");
    out.add("| " + String.join(" | ", head(model)) + " |");
    out.add("|" + "---|".repeat(head(model).size()));
    for (RowView row : model.rows()) {
      List<String> cells = new ArrayList<>(cells(model, row));
      cells.replaceAll(cell -> cell.replace("|", "\\|"));
      if (row.source() != null) {
        cells.set(0, "[" + cells.get(0) + "](" + linkPrefix + row.source() + ")");
      }
      out.add(cells.stream().collect(joining(" | ", "| ", " |")));
    }
    model.notes().forEach(note -> out.add("").add(note));
    return out.toString();
  }

  private static List<String> head(DiagramModel model) {
    List<String> head = new ArrayList<>(HEAD);
    if (!model.overlay().legend().isEmpty()) {
      head.add("remark");
    }
    return head;
  }

  private static List<String> cells(DiagramModel model, RowView row) {
    List<String> cells =
        new ArrayList<>(
            List.of(
                Integer.toString(row.number()),
                row.from(),
                row.requested(),
                row.guard().isEmpty() ? "always" : row.guard(),
                row.actor(),
                row.isNever() ? "never" : String.join(" or ", row.landings()),
                row.rule(),
                row.reason()));
    if (!model.overlay().legend().isEmpty()) {
      cells.add(model.addition(List.of(row)));
    }
    return cells;
  }
}
