package io.github.workerfsm.diagrams.coverage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.diagrams.model.DiagramModel;
import io.github.workerfsm.diagrams.model.Overlay;
import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.TableView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often each row of a table was taken: wide lines for frequent rows, by the logarithm, red for
 * rows that were never taken. Never rows are not counted: nothing is reported when they refuse.
 */
public final class Coverage implements Overlay {
  private static final String NEVER_TAKEN = "#c00000";
  private static final String TAKEN = "#1f1f1f";

  private final TableView table;
  private final ImmutableMap<Integer, Long> counts;
  private final String source;

  private Coverage(TableView table, ImmutableMap<Integer, Long> counts, String source) {
    this.table = table;
    this.counts = counts;
    this.source = source;
  }

  /** A coverage that is being counted; confined to one thread. */
  public static final class Counting {
    private final TableView table;
    private final Map<Integer, Long> counts = new LinkedHashMap<>();

    /** Nothing taken yet. */
    public Counting(TableView table) {
      this.table = table;
    }

    /** The row with this number, from 1, was taken so many times more. */
    public void taken(int row, long times) {
      counts.merge(row, times, Long::sum);
    }

    /**
     * What has been counted.
     *
     * @param source what was observed, for the title
     */
    public Coverage by(String source) {
      return new Coverage(table, ImmutableMap.copyOf(counts), source);
    }
  }

  /** How often a row was taken. */
  public long count(RowView row) {
    return counts.getOrDefault(row.number(), 0L);
  }

  /** The rows that can be taken. */
  public ImmutableList<RowView> rows() {
    return table.rows().stream()
        .filter(row -> !row.isNever())
        .collect(ImmutableList.toImmutableList());
  }

  /** Those of them that never were. */
  public ImmutableList<RowView> untaken() {
    return rows().stream().filter(row -> count(row) == 0).collect(ImmutableList.toImmutableList());
  }

  /** The numbers in one sentence. */
  public String summary() {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    return String.format(
        Locale.ROOT,
        "coverage: %d of %d rows taken, %,d transitions, %s",
        rows().size() - untaken().size(),
        rows().size(),
        all,
        source);
  }

  /** The picture with this laid over. */
  public DiagramModel over(DiagramModel model) {
    return model.with(this, model.title() + "; " + summary(), model.notes());
  }

  @Override
  public @Nullable Paint of(RowView row) {
    if (row.isNever()) {
      return null;
    }
    long count = count(row);
    if (count == 0) {
      return new Paint(NEVER_TAKEN, 1.2, "(never taken)");
    }
    return new Paint(TAKEN, 1 + Math.log10(count), String.format(Locale.ROOT, "\u00d7%,d", count));
  }

  @Override
  public List<Paint> legend() {
    return List.of(
        new Paint(TAKEN, 4, "taken, the wider the more often"),
        new Paint(NEVER_TAKEN, 1.2, "never taken"));
  }
}
