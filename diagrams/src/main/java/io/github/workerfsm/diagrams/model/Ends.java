package io.github.workerfsm.diagrams.model;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableSet;
import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.StateView;
import io.github.workerfsm.diagrams.table.TableView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The ends of a table that has no hub: states to which many lead and from which no way leads back.
 * Where there are more lines than can be followed, a row into an end becomes words in the box of
 * its source; the lines from other ends, and else that of the last state that leads there, stay.
 */
final class Ends {
  static final Ends NONE = new Ends(List.of(), List.of(), ImmutableSet.of());

  /** Above so many lines a picture is crowded. */
  private static final int CROWD = 40;

  /** So many states lead to an end, at least. */
  private static final int MANY = 5;

  private final List<String> states;
  private final List<RowView> rows;
  private final ImmutableSet<String> ends;

  private Ends(List<String> states, List<RowView> rows, ImmutableSet<String> ends) {
    this.states = states;
    this.rows = rows;
    this.ends = ends;
  }

  /** The ends of a table; none where there is a hub, or no crowd. */
  static Ends of(TableView table) {
    List<RowView> moves = table.rows().stream().filter(row -> !row.isNever()).toList();
    long lines =
        moves.stream()
            .flatMap(row -> row.landings().stream().map(to -> List.of(row.from(), to, row.actor())))
            .filter(line -> !line.get(0).equals(line.get(1)))
            .distinct()
            .count();
    if (table.hub() != null || lines <= CROWD) {
      return NONE;
    }
    List<String> states = table.states().stream().map(StateView::name).toList();
    return new Ends(
        states,
        moves,
        states.stream().filter(state -> isEnd(moves, state)).collect(toImmutableSet()));
  }

  /** Whether the row becomes words as far as it leads to the target. */
  boolean folds(RowView row, String target) {
    if (!ends.contains(target) || ends.contains(row.from())) {
      return false;
    }
    ImmutableSet<String> sources = sources(rows, target).collect(toImmutableSet());
    String last = states.stream().filter(sources::contains).reduce("", (one, other) -> other);
    return sources.stream().anyMatch(ends::contains) || !row.from().equals(last);
  }

  private static boolean isEnd(List<RowView> rows, String state) {
    ImmutableSet<String> sources = sources(rows, state).collect(toImmutableSet());
    return sources.size() >= MANY && reachable(rows, state).stream().noneMatch(sources::contains);
  }

  /** The other states that lead to a state, in table order. */
  private static Stream<String> sources(List<RowView> rows, String state) {
    return rows.stream()
        .filter(row -> row.landings().contains(state) && !row.from().equals(state))
        .map(RowView::from);
  }

  private static Set<String> reachable(List<RowView> rows, String start) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> next = new ArrayDeque<>(List.of(start));
    while (!next.isEmpty()) {
      String state = next.remove();
      rows.stream()
          .filter(row -> row.from().equals(state))
          .flatMap(row -> row.landings().stream())
          .filter(found::add)
          .forEach(next::add);
    }
    return found;
  }
}
