package io.github.workerfsm.diagrams.coverage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.Overlay;
import io.github.workerfsm.diagrams.model.View;
import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.TableView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** In what one table differs from another of the same machine, row by row. */
public final class TableDiff implements Overlay {
  /** Colours that people with any colour vision tell apart; the words say it besides. */
  private static final Paint ADDED = new Paint("#007a56", 3.2, "(added)");

  private static final Paint REMOVED = new Paint("#c23b00", 3.2, "(removed)");
  private static final Paint CHANGED = new Paint("#5b3fa8", 3.2, "(changed)");
  private static final Paint SAME = new Paint("#858585", 1, "");

  private final TableView one;
  private final TableView other;
  private final ImmutableMap<String, RowView> before;
  private final ImmutableMap<String, RowView> after;

  /** What has to happen to {@code one} to become {@code other}. */
  public TableDiff(TableView one, TableView other) {
    this.one = one;
    this.other = other;
    before = Maps.uniqueIndex(one.rows(), RowView::key);
    after = Maps.uniqueIndex(other.rows(), RowView::key);
  }

  /** The rows that only the other table has, in its order. */
  public ImmutableList<RowView> added() {
    return other.rows().stream()
        .filter(row -> !before.containsKey(row.key()))
        .collect(ImmutableList.toImmutableList());
  }

  /** The rows that only the first table has, in its order. */
  public ImmutableList<RowView> removed() {
    return one.rows().stream()
        .filter(row -> !after.containsKey(row.key()))
        .collect(ImmutableList.toImmutableList());
  }

  /** The rows of the other table that the first one has otherwise. */
  public ImmutableList<RowView> changed() {
    return other.rows().stream()
        .filter(row -> before.containsKey(row.key()) && !changes(row).isEmpty())
        .collect(ImmutableList.toImmutableList());
  }

  /** Whether there is no difference. */
  public boolean isEmpty() {
    return added().isEmpty() && removed().isEmpty() && changed().isEmpty();
  }

  /** In what a row of the other table differs, a clause for each column. */
  public ImmutableList<String> changes(RowView row) {
    RowView old = Objects.requireNonNull(before.get(row.key()), row.key());
    List<String> changes = new ArrayList<>();
    change("lands in", landings(old), landings(row), changes);
    change("actor", old.actor(), row.actor(), changes);
    change("rule", old.rule(), row.rule(), changes);
    change("reason", old.reason(), row.reason(), changes);
    return ImmutableList.copyOf(changes);
  }

  private static void change(String column, String from, String to, List<String> changes) {
    if (!from.equals(to)) {
      changes.add(column + ": " + from + " => " + to);
    }
  }

  private static String landings(RowView row) {
    return row.isNever() ? "never" : String.join(" or ", row.landings());
  }

  /** The differences as text, one row a line, changes below it. */
  public String text() {
    StringBuilder text = new StringBuilder();
    removed().forEach(row -> text.append("- ").append(row.sentence()).append('\n'));
    added().forEach(row -> text.append("+ ").append(row.sentence()).append('\n'));
    for (RowView row : changed()) {
      text.append("~ ").append(row.key()).append('\n');
      changes(row).forEach(change -> text.append("    ").append(change).append('\n'));
    }
    return text.append(summary()).append('\n').toString();
  }

  /** The differences as a table of GitHub's Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder("| | row | difference |\n|---|---|---|\n");
    removed().forEach(row -> line(text, "removed", row, row.sentence()));
    added().forEach(row -> line(text, "added", row, row.sentence()));
    changed().forEach(row -> line(text, "changed", row, String.join("; ", changes(row))));
    return text.append('\n').append(summary()).append('\n').toString();
  }

  private static void line(StringBuilder text, String what, RowView row, String words) {
    text.append("| ")
        .append(what)
        .append(" | `")
        .append(row.key().replace("|", "\\|"))
        .append("` | ")
        .append(words.replace("|", "\\|"))
        .append(" |\n");
  }

  /** The numbers in one line. */
  public String summary() {
    return "diff: "
        + one.title()
        + " to "
        + other.title()
        + ": "
        + added().size()
        + " added, "
        + removed().size()
        + " removed, "
        + changed().size()
        + " changed";
  }

  /** The other table with the removed rows put back, everything coloured by what became of it. */
  public DiagramModel picture(View view) {
    ImmutableList<RowView> rows =
        ImmutableList.<RowView>builder().addAll(other.rows()).addAll(removed()).build();
    TableView both =
        new TableView(
            other.name(),
            other.variant(),
            other.states(),
            rows,
            other.initial(),
            other.terminals(),
            other.hub(),
            other.detours(),
            other.actors(),
            other.happyPath());
    return DiagramModel.of(both, view).with(this, summary(), ImmutableList.of());
  }

  @Override
  public @Nullable Paint of(RowView row) {
    if (!after.containsKey(row.key())) {
      return REMOVED;
    }
    if (!before.containsKey(row.key())) {
      return ADDED;
    }
    return changes(row).isEmpty() ? SAME : CHANGED;
  }

  @Override
  public List<Paint> legend() {
    return List.of(ADDED, REMOVED, CHANGED, new Paint(SAME.color(), SAME.width(), "the same"));
  }
}
