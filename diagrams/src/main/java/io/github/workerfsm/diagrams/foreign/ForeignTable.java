package io.github.workerfsm.diagrams.foreign;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.StateView;
import io.github.workerfsm.diagrams.table.TableView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a foreign machine from a file, and collects what a reader finds. Where every event is the
 * name of a state, the machine is one of requests, as the worker's is; else one of events.
 */
public final class ForeignTable {
  private final Map<String, String> rooms = new LinkedHashMap<>();
  private final List<String> terminals = new ArrayList<>();
  private final List<RowView> rows = new ArrayList<>();
  private String initial = "";

  /** An empty machine, for readers of other forms. */
  public ForeignTable() {}

  /** Whether a file of this name can be read. */
  public static boolean canRead(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    return name.endsWith(".scxml") || name.endsWith(".dot") || name.endsWith(".gv");
  }

  /**
   * Reads a machine.
   *
   * @param file its name, which says the format: {@code .scxml}, {@code .dot} or {@code .gv}
   * @throws ForeignFormatException naming the line that cannot be read, and what was expected
   */
  public static TableView read(String file, String text) throws ForeignFormatException {
    boolean xml = file.toLowerCase(Locale.ROOT).endsWith(".scxml");
    return xml ? new ScxmlReader(file).read(text) : new DotReader(file, text).read();
  }

  /** Adds a state, or names the room of one that is known. */
  public void state(String name, String room) {
    rooms.merge(name, room, (old, added) -> old.isEmpty() ? added : old);
  }

  /** Says where every subject starts. */
  public void initial(String name) {
    initial = name;
  }

  /** Says that nothing is meant to leave a state. */
  public void terminal(String name) {
    if (!terminals.contains(name)) {
      terminals.add(name);
    }
  }

  /** Adds a row; an empty target refuses. The source is for links and may be null. */
  public void row(
      String from,
      String event,
      String guard,
      String target,
      String actor,
      String rule,
      String reason,
      @Nullable String source) {
    state(from, "");
    if (!target.isEmpty()) {
      state(target, "");
    }
    rows.add(
        new RowView(
            0,
            from,
            event,
            false,
            guard,
            guard,
            actor,
            target.isEmpty() ? ImmutableList.of() : ImmutableList.of(target),
            rule,
            reason,
            source));
  }

  /** Whether a state of this name is known. */
  public boolean knows(String name) {
    return rooms.containsKey(name);
  }

  /** The first state that was added, empty without any. */
  public String first() {
    return rooms.keySet().stream().findFirst().orElse("");
  }

  /** The machine under a name. */
  public TableView view(String name) {
    boolean requests =
        !rows.isEmpty() && rows.stream().allMatch(row -> rooms.containsKey(row.requested()));
    return new TableView(
        name,
        "",
        rooms.entrySet().stream()
            .map(state -> new StateView(state.getKey(), "", state.getValue(), false))
            .collect(toImmutableList()),
        rows.stream().map(row -> requesting(row, requests)).collect(toImmutableList()),
        initial.isEmpty() ? first() : initial,
        ImmutableList.copyOf(terminals),
        null,
        0,
        rows.stream()
            .map(RowView::actor)
            .filter(actor -> !actor.isEmpty())
            .distinct()
            .collect(toImmutableList()),
        ImmutableList.of());
  }

  private static RowView requesting(RowView row, boolean requests) {
    return new RowView(
        row.number(),
        row.from(),
        row.requested(),
        requests,
        row.guard(),
        row.condition(),
        row.actor(),
        row.landings(),
        row.rule(),
        row.reason(),
        row.source());
  }
}
