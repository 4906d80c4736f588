package io.github.workerfsm.diagrams.model;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.TableView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one picture shows, before anybody decides where: the input of every renderer.
 *
 * @param table the whole table
 * @param view which part of it
 * @param title what is shown, and how many rows became what; the numbers add up
 * @param notes remarks for below the picture, one line each
 * @param rooms titles by name, in order
 * @param nodes in order
 * @param edges in table order of their first row
 * @param marks what became of each row of the view, by its number
 * @param palette the styles of actors
 * @param overlay what is laid over
 */
public record DiagramModel(
    TableView table,
    View view,
    String title,
    ImmutableList<String> notes,
    ImmutableMap<String, String> rooms,
    ImmutableList<Node> nodes,
    ImmutableList<Edge> edges,
    ImmutableMap<Integer, Mark> marks,
    Palette palette,
    Overlay overlay) {

  /** Above so many lines no picture can be read: then the words at lines are left out. */
  public static final int READABLE_LINES = 120;

  /** The picture of a view of a table. */
  public static DiagramModel of(TableView table, View view) {
    return new DiagramBuilder(table, view).build();
  }

  /** The same with something laid over. */
  public DiagramModel with(Overlay newOverlay, String newTitle, ImmutableList<String> newNotes) {
    return new DiagramModel(
        table, view, newTitle, newNotes, rooms, nodes, edges, marks, palette, newOverlay);
  }

  /** The rows of the view, in table order. */
  public ImmutableList<RowView> rows() {
    ImmutableList.Builder<RowView> rows = ImmutableList.builder();
    for (RowView row : table.rows()) {
      if (marks.containsKey(row.number())) {
        rows.add(row);
      }
    }
    return rows.build();
  }

  /** The node with this id. */
  public Node node(String id) {
    for (Node node : nodes) {
      if (node.id().equals(id)) {
        return node;
      }
    }
    throw new IllegalArgumentException("there is no node " + id);
  }

  /** The nodes in a room, in order; those in none when its name is empty. */
  public List<Node> nodesIn(String room) {
    List<Node> found = new ArrayList<>();
    for (Node node : nodes) {
      if (node.room().equals(room)) {
        found.add(node);
      }
    }
    return found;
  }

  /** The nodes of this kind, in order. */
  public List<Node> nodes(Node.Kind kind) {
    List<Node> found = new ArrayList<>();
    for (Node node : nodes) {
      if (node.kind() == kind) {
        found.add(node);
      }
    }
    return found;
  }

  /** The marks that occur as words in a box, in order. */
  public ImmutableList<Mark> signs() {
    return Stream.of(Mark.values())
        .filter(mark -> !mark.sign().isEmpty() && marks.containsValue(mark))
        .collect(toImmutableList());
  }

  /** The actors that occur, in the order of the palette. */
  public ImmutableList<String> actors() {
    Set<String> occurring = new LinkedHashSet<>();
    rows().forEach(row -> occurring.add(row.actor()));
    return palette.actors().stream().filter(occurring::contains).collect(toImmutableList());
  }

  /** How the rows are painted: by the overlay, else by their actor. The widest paint wins. */
  public Overlay.Paint paint(String actor, List<RowView> rows) {
    Palette.Style style = palette.of(actor);
    if (overlay == Overlay.NONE) {
      return new Overlay.Paint(style.color(), style.width(), "");
    }
    Overlay.Paint widest = null;
    for (RowView row : rows) {
      Overlay.Paint paint = overlay.of(row);
      if (paint != null && (widest == null || paint.width() > widest.width())) {
        widest = paint;
      }
    }
    return widest == null ? new Overlay.Paint(style.color(), style.width(), "") : widest;
  }

  /** What the overlay adds to the words of these rows; empty for nothing. */
  public String addition(List<RowView> rows) {
    if (overlay == Overlay.NONE) {
      return "";
    }
    Set<String> words = new LinkedHashSet<>();
    for (RowView row : rows) {
      Overlay.@Nullable Paint paint = overlay.of(row);
      if (paint != null && !paint.words().isEmpty()) {
        words.add(paint.words());
      }
    }
    return String.join(" + ", words);
  }
}
