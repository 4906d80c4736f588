package io.github.workerfsm.diagrams.render;

import io.github.workerfsm.diagrams.table.RowView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row as a tree for JSON. */
public final class RowTree {
  private RowTree() {}

  /** The members of the row, in the order of the table's columns. */
  public static Map<String, @Nullable Object> of(RowView row) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("row", row.number());
    tree.put("from", row.from());
    tree.put("requested", row.requested());
    tree.put("when", row.guard());
    tree.put("condition", row.condition());
    tree.put("actor", row.actor());
    tree.put("lands", row.landings());
    tree.put("rule", row.rule());
    tree.put("reason", row.reason());
    tree.put("source", row.source());
    return tree;
  }
}
