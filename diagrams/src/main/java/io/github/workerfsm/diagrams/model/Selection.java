package io.github.workerfsm.diagrams.model;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.diagrams.table.RowView;
import io.github.workerfsm.diagrams.table.TableView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of a view, and the states at home in it: others are drawn as ghosts. */
record Selection(ImmutableList<RowView> rows, Set<String> home) {

  static Selection of(TableView table, View view) {
    return new Selecting(table, view).selection();
  }

  /** Whether a state belongs to the view itself. */
  boolean isHome(String state) {
    return home.contains(state);
  }

  private record Selecting(TableView table, View view) {

    Selection selection() {
      Set<String> all = new LinkedHashSet<>();
      table.states().forEach(state -> all.add(state.name()));
      return switch (view.kind()) {
        case OVERVIEW, REQUESTS, LANDINGS -> new Selection(table.rows(), all);
        case ROOM -> touching(room(view.name()));
        case CANCELLATION -> touching(room(String.valueOf(table.limbo())));
        case AROUND -> touching(within(view.hops() - 1));
        case ACTOR -> new Selection(rows(row -> row.actor().equals(view.name())), all);
        case HAPPY -> new Selection(happy(), all);
      };
    }

    private ImmutableList<RowView> rows(java.util.function.Predicate<RowView> which) {
      return table.rows().stream().filter(which).collect(toImmutableList());
    }

    private Set<String> room(String room) {
      Set<String> states = new LinkedHashSet<>();
      table.states().stream()
          .filter(state -> state.room().equals(room))
          .forEach(state -> states.add(state.name()));
      return states;
    }

    private Selection touching(Set<String> home) {
      return new Selection(
          rows(
              row -> home.contains(row.from()) || row.landings().stream().anyMatch(home::contains)),
          home);
    }

    /** The states at most so many lines away; a line may be followed in either direction. */
    private Set<String> within(int hops) {
      Map<String, Integer> distance = new LinkedHashMap<>();
      Deque<String> next = new ArrayDeque<>(List.of(view.name()));
      distance.put(view.name(), 0);
      while (!next.isEmpty()) {
        String state = next.remove();
        int far = distance.getOrDefault(state, 0) + 1;
        if (far <= hops && !state.equals(table.hub())) {
          neighbours(state).stream()
              .filter(other -> distance.putIfAbsent(other, far) == null)
              .forEach(next::add);
        }
      }
      return distance.keySet();
    }

    private Set<String> neighbours(String state) {
      Set<String> found = new LinkedHashSet<>();
      for (RowView row : table.rows()) {
        if (row.from().equals(state)) {
          found.addAll(row.landings());
        } else if (row.landings().contains(state)) {
          found.add(row.from());
        }
      }
      return found;
    }

    /** Rows that land as asked, further on in the happy path or, without one, in the enum. */
    private ImmutableList<RowView> happy() {
      ImmutableList<String> path =
          table.happyPath().isEmpty()
              ? table.states().stream().map(state -> state.name()).collect(toImmutableList())
              : table.happyPath();
      return rows(
          row ->
              row.landsAsAsked()
                  && path.contains(row.from())
                  && row.landings().stream()
                      .allMatch(to -> path.indexOf(to) > path.indexOf(row.from()))
                  && !row.isNever()
                  && !isShortCut(row, path));
    }

    /** With a path, a row into the hub is part of it only from the state before. */
    private boolean isShortCut(RowView row, ImmutableList<String> path) {
      String hub = table.hub();
      return hub != null
          && !table.happyPath().isEmpty()
          && row.landings().contains(hub)
          && path.indexOf(hub) - path.indexOf(row.from()) > 1;
    }
  }
}
