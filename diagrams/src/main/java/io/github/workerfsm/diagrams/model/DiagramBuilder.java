package io.github.workerfsm.diagrams.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.StateView;
import io.github.workerfsm.diagrams.table.TableView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides for each row of a view whether it is a line or words, and collects what is drawn. */
final class DiagramBuilder {
  /** What the id of a copy begins with from which lines come into the view. */
  private static final String ENTRY = "from_";

  /** What the id of a copy begins with to which lines lead out of it. */
  private static final String EXIT = "to_";

  private final TableView table;
  private final View view;
  private final Selection selection;
  private final @Nullable String limbo;
  private final Ends ends;
  private final Map<Integer, Mark> marks = new LinkedHashMap<>();
  private final Map<String, List<Entry>> boxes = new LinkedHashMap<>();
  private final Map<List<String>, List<Entry>> lines = new LinkedHashMap<>();

  /** States by the ids of the boxes at which lines end; copies have an id of their own. */
  private final Map<String, String> ghosts = new LinkedHashMap<>();

  DiagramBuilder(TableView table, View view) {
    this.table = table;
    this.view = view;
    this.selection = Selection.of(table, view);
    this.limbo = view.kind() == View.Kind.OVERVIEW ? table.limbo() : null;
    this.ends = view.kind() == View.Kind.OVERVIEW ? Ends.of(table) : Ends.NONE;
  }

  DiagramModel build() {
    selection.rows().forEach(this::place);
    ImmutableList<Edge> edges = edges();
    ImmutableList<Node> nodes = nodes(edges);
    return new DiagramModel(
        table,
        view,
        title(),
        notes(edges.size()),
        rooms(nodes),
        nodes,
        edges,
        ImmutableMap.copyOf(marks),
        new Palette(table.actors()),
        Overlay.NONE);
  }

  private void place(RowView row) {
    if (row.isNever()) {
      inBox(Mark.NEVER, row, row.requested(), reason(row));
    } else if (isTwin(row)) {
      inBox(Mark.TWIN, row, String.valueOf(table.hub()), row.requested());
    } else {
      targets(row).forEach(target -> place(row, target));
    }
  }

  private void place(RowView row, String target) {
    if (target.equals(row.from())) {
      inBox(Mark.STAYS, row, asked(row), words(row));
    } else if ((target.equals(table.hub()) && folds(row)) || ends.folds(row, target)) {
      inBox(Mark.FOLDED, row, target, words(row));
    } else {
      line(row, target);
    }
  }

  /** Where the lines of a row end. */
  private ImmutableList<String> targets(RowView row) {
    boolean byRequest = view.kind() == View.Kind.REQUESTS && row.requestsState();
    return byRequest ? ImmutableList.of(row.requested()) : row.landings();
  }

  private boolean folds(RowView row) {
    return switch (view.kind()) {
      case HAPPY -> false;
      case AROUND -> view.hops() > 1 && !view.name().equals(table.hub());
      default -> !row.from().equals(table.initial());
    };
  }

  /** Whether the hub has the same row: then that one line is enough. */
  private boolean isTwin(RowView row) {
    return view.kind() == View.Kind.OVERVIEW
        && table.hub() != null
        && row.from().equals(table.initial())
        && !row.from().equals(table.hub())
        && table.rowsFrom(table.hub()).stream()
            .anyMatch(
                other ->
                    other.requested().equals(row.requested())
                        && other.guard().equals(row.guard())
                        && other.actor().equals(row.actor())
                        && other.reason().equals(row.reason()));
  }

  private void inBox(Mark mark, RowView row, String head, String words) {
    marks.putIfAbsent(row.number(), mark);
    List<Entry> entries = boxes.computeIfAbsent(row.from(), from -> new ArrayList<>());
    String list = listed(mark, row, head);
    if (!list.isEmpty() && list(entries, mark, row, list)) {
      return;
    }
    String text = list + row.requested();
    if (list.isEmpty()) {
      String start =
          mark == Mark.NEVER ? "never " : mark == Mark.STAYS && head.isEmpty() ? "stays" : "";
      text = start + head + (words.isEmpty() ? "" : ": " + words);
    }
    boolean nobody = mark == Mark.TWIN || mark == Mark.NEVER && !list.isEmpty();
    add(entries, new Entry(mark, text, "", nobody ? "" : row.actor(), ImmutableList.of(row)));
  }

  /**
   * What a list begins with in which only names of requests are given, reasons and conditions being
   * in tooltips and in the table; empty for a row that has words of its own.
   */
  private String listed(Mark mark, RowView row, String head) {
    boolean overview = view.kind() == View.Kind.OVERVIEW;
    return switch (mark) {
      case TWIN -> "like " + head + ": ";
      case NEVER -> overview ? "never " : "";
      case STAYS -> overview && !row.requestsState() ? "stays: " : "";
      case FOLDED -> overview && !row.requestsState() ? head + ": " : "";
      case DRAWN, GHOST -> "";
    };
  }

  /** Adds a row to the list of its mark and actor that begins so; false when there is none yet. */
  private static boolean list(List<Entry> entries, Mark mark, RowView row, String start) {
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.mark() == mark
          && entry.text().startsWith(start)
          && (entry.actor().isEmpty() || entry.actor().equals(row.actor()))) {
        boolean named =
            entry.rows().stream().anyMatch(other -> other.requested().equals(row.requested()));
        String text = entry.text() + (named ? "" : ", " + row.requested());
        entries.set(i, new Entry(mark, text, "", entry.actor(), with(entry.rows(), row)));
        return true;
      }
    }
    return false;
  }

  private static ImmutableList<RowView> with(List<RowView> rows, RowView row) {
    return ImmutableList.<RowView>builder().addAll(rows).add(row).build();
  }

  private void line(RowView row, String target) {
    boolean leavesLimbo =
        limbo != null
            && table.roomOf(row.from()).equals(limbo)
            && !table.roomOf(target).equals(limbo);
    marks.putIfAbsent(row.number(), leavesLimbo ? Mark.GHOST : Mark.DRAWN);
    String from = selection.isHome(row.from()) ? id(row.from()) : ENTRY + id(row.from());
    String to = id(target);
    if (leavesLimbo || !selection.isHome(target)) {
      to = EXIT + id(target);
    }
    ghosts.putIfAbsent(from, row.from());
    ghosts.putIfAbsent(to, target);
    String aside = row.landings().equals(ImmutableList.of(row.requested())) ? "" : aside(row);
    add(
        lines.computeIfAbsent(List.of(from, to, row.actor()), pair -> new ArrayList<>()),
        new Entry(
            leavesLimbo ? Mark.GHOST : Mark.DRAWN,
            words(row),
            aside,
            row.actor(),
            ImmutableList.of(row)));
  }

  /** What the end of the line does not say. */
  private String aside(RowView row) {
    if (!row.requestsState()) {
      return "";
    }
    if (view.kind() == View.Kind.REQUESTS) {
      return "lands in " + String.join(" or ", row.landings());
    }
    return asked(row);
  }

  private static String asked(RowView row) {
    return row.requestsState() ? "asked for " + row.requested() : "";
  }

  /** Rows that say the same share their words. */
  private static void add(List<Entry> entries, Entry entry) {
    for (int i = 0; i < entries.size(); i++) {
      Entry other = entries.get(i);
      if (other.mark() == entry.mark()
          && other.text().equals(entry.text())
          && other.aside().equals(entry.aside())
          && other.actor().equals(entry.actor())) {
        entries.set(
            i,
            new Entry(
                entry.mark(),
                entry.text(),
                entry.aside(),
                entry.actor(),
                with(other.rows(), entry.row())));
        return;
      }
    }
    entries.add(entry);
  }

  /** A row that asks for a state says why; one that an event asks for says which. */
  private static String words(RowView row) {
    if (row.requestsState()) {
      return reason(row);
    }
    return row.requested() + (row.guard().isEmpty() ? "" : " [" + row.guard() + "]");
  }

  /** The first clause: the whole is in the tooltip and in the table. */
  private static String reason(RowView row) {
    String reason = row.reason().isEmpty() ? row.requested() : row.reason();
    return reason.split("[;:,] ", 2)[0];
  }

  private ImmutableList<Edge> edges() {
    ImmutableList.Builder<Edge> edges = ImmutableList.builder();
    int number = 0;
    for (Map.Entry<List<String>, List<Entry>> line : lines.entrySet()) {
      edges.add(
          new Edge(
              "e" + ++number,
              line.getKey().get(0),
              line.getKey().get(1),
              line.getKey().get(2),
              line.getValue().stream().anyMatch(entry -> !entry.aside().isEmpty()),
              ImmutableList.copyOf(line.getValue())));
    }
    return edges.build();
  }

  private ImmutableList<Node> nodes(List<Edge> edges) {
    Set<String> used = new LinkedHashSet<>();
    edges.forEach(edge -> used.addAll(List.of(edge.from(), edge.to())));
    boxes.keySet().forEach(state -> used.add(id(state)));
    boolean whole = selection.rows().size() == table.rows().size();
    ImmutableList.Builder<Node> nodes = ImmutableList.builder();
    for (StateView state : table.states()) {
      String id = id(state.name());
      if (selection.isHome(state.name()) && (whole || used.contains(id))) {
        nodes.add(node(state));
      } else if (boxes.containsKey(state.name())) {
        nodes.add(copy(state, id, boxes.getOrDefault(state.name(), List.of())));
      }
    }
    for (String prefix : List.of(ENTRY, EXIT)) {
      for (StateView state : table.states()) {
        String id = prefix + id(state.name());
        if (ghosts.containsKey(id)) {
          nodes.add(copy(state, id, List.of()));
        }
      }
    }
    return nodes.build();
  }

  private Node node(StateView state) {
    Node.Kind kind = Node.Kind.STATE;
    if (state.name().equals(table.initial())) {
      kind = Node.Kind.INITIAL;
    } else if (table.terminals().contains(state.name())) {
      kind = Node.Kind.TERMINAL;
    }
    List<Entry> entries = new ArrayList<>(boxes.getOrDefault(state.name(), List.of()));
    entries.sort(java.util.Comparator.comparing(Entry::mark));
    return new Node(
        id(state.name()),
        state.name(),
        kind,
        state.room(),
        state.meaning(),
        state.runnable(),
        ImmutableList.copyOf(entries));
  }

  private Node copy(StateView state, String id, List<Entry> entries) {
    String room = limbo == null ? "" : limbo;
    return new Node(
        id,
        state.name(),
        Node.Kind.GHOST,
        room,
        state.meaning(),
        false,
        ImmutableList.copyOf(entries));
  }

  private ImmutableMap<String, String> rooms(List<Node> nodes) {
    ImmutableMap.Builder<String, String> rooms = ImmutableMap.builder();
    for (String room : table.rooms()) {
      if (nodes.stream().anyMatch(node -> node.room().equals(room))) {
        rooms.put(
            room, room.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + room.substring(1));
      }
    }
    return rooms.buildOrThrow();
  }

  private String title() {
    StringBuilder title = new StringBuilder(table.title());
    if (!view.words().isEmpty()) {
      title.append(", ").append(view.words());
    }
    if (selection.rows().size() == table.rows().size()) {
      title.append(": ").append(table.states().size()).append(" states, ");
    } else {
      title.append(": ").append(selection.rows().size()).append(" of ");
    }
    title.append(table.rows().size()).append(" rows: ");
    List<String> parts = new ArrayList<>();
    for (Mark mark : Mark.values()) {
      long count = marks.values().stream().filter(mark::equals).count();
      if (count > 0) {
        String words = mark == Mark.TWIN ? "like " + table.hub() + "'s" : mark.counted();
        parts.add(count + " " + words);
      }
    }
    return title.append(parts.isEmpty() ? "none" : String.join(", ", parts)).toString();
  }

  private ImmutableList<String> notes(int edges) {
    ImmutableList.Builder<String> notes = ImmutableList.builder();
    if (view.kind() == View.Kind.OVERVIEW && table.detours() > 0) {
      notes.add(
          table.detours()
              + " more pairs have no row: they go by way of "
              + table.hub()
              + ", in two moves.");
    }
    if (edges > DiagramModel.READABLE_LINES) {
      notes.add(
          "This picture has "
              + edges
              + " lines, too many to be read, so they bear no words. Try a view: "
              + proposals());
    }
    return notes.build();
  }

  private String proposals() {
    List<String> views = new ArrayList<>();
    View.all(table).stream()
        .filter(other -> other.kind() == View.Kind.ROOM || other.kind() == View.Kind.ACTOR)
        .map(View::text)
        .limit(6)
        .forEach(views::add);
    table.states().stream()
        .sorted(
            java.util.Comparator.comparing(
                (StateView state) -> -table.rowsFrom(state.name()).size()))
        .limit(3)
        .forEach(state -> views.add(new View(View.Kind.AROUND, state.name(), 1).text()));
    views.add("happy");
    return String.join(", ", views);
  }

  /** Letters, digits and underscores; two states never share one in practice. */
  static String id(String state) {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < state.length(); i = state.offsetByCodePoints(i, 1)) {
      int c = state.codePointAt(i);
      if (c == '-') {
        id.append('_');
      } else if (c < 128 && Character.isLetterOrDigit(c)) {
        id.append((char) c);
      } else {
        id.append("_u").append(Integer.toHexString(c));
      }
    }
    return id.toString();
  }
}
