package io.github.workerfsm.diagrams.table;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.github.workerfsm.table.TransitionTable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transition table in plain words: what every picture, document and lint of it is made from. Made
 * from a {@link TransitionTable} by {@link #of}, or from a foreign machine, which nothing has
 * proved.
 *
 * @param name the name of the machine
 * @param variant which of several tables of the machine, for example a rule set; empty for the only
 *     one
 * @param states in declaration order
 * @param rows in table order, never rows included, numbered from 1
 * @param initial where every subject starts
 * @param terminals the states that nothing leaves on purpose; may be empty for a foreign machine
 * @param hub the state through which pairs without a row go; null for none
 * @param detours how many pairs do
 * @param actors who causes moves, in declaration order
 * @param happyPath states in the order in which all goes well; empty when the table does not say
 */
public record TableView(
    String name,
    String variant,
    ImmutableList<StateView> states,
    ImmutableList<RowView> rows,
    String initial,
    ImmutableList<String> terminals,
    @Nullable String hub,
    int detours,
    ImmutableList<String> actors,
    ImmutableList<String> happyPath) {

  /** Numbers the rows from 1, whatever numbers they bring. */
  public TableView {
    ImmutableList.Builder<RowView> numbered = ImmutableList.builder();
    for (int i = 0; i < rows.size(); i++) {
      numbered.add(rows.get(i).numbered(i + 1));
    }
    rows = numbered.build();
  }

  /** The view of a table about which nothing more is known. */
  public static TableView of(TransitionTable<?, ?, ?, ?> table) {
    return of(table, Presentation.PLAIN);
  }

  /** The view of a table, with what its author adds for readers. */
  public static TableView of(TransitionTable<?, ?, ?, ?> table, Presentation presentation) {
    return new TableReading<>(table, presentation).view();
  }

  /** The same under the name of a variant. */
  public TableView variant(String newVariant) {
    return new TableView(
        name, newVariant, states, rows, initial, terminals, hub, detours, actors, happyPath);
  }

  /** The name, and the variant where there are several. */
  public String title() {
    return variant.isEmpty() ? name : name + ", rules " + variant;
  }

  /** The state of this name; empty when there is none. */
  public Optional<StateView> state(String stateName) {
    return states.stream().filter(state -> state.name().equals(stateName)).findFirst();
  }

  /** The rooms that have states, in order of their first state. */
  public ImmutableList<String> rooms() {
    return states.stream()
        .map(StateView::room)
        .filter(room -> !room.isEmpty())
        .distinct()
        .collect(toImmutableList());
  }

  /** The room of a state, empty for none. */
  public String roomOf(String stateName) {
    for (StateView state : states) {
      if (state.name().equals(stateName)) {
        return state.room();
      }
    }
    return "";
  }

  /** The rows that leave a state, in table order. */
  public ImmutableList<RowView> rowsFrom(String stateName) {
    return rows.stream().filter(row -> row.from().equals(stateName)).collect(toImmutableList());
  }

  /**
   * The room most of whose rows do not land in the state that they name: what is held there cannot
   * simply move on. Null when there is none.
   */
  public @Nullable String limbo() {
    return Iterables.getFirst(
        rooms().stream().filter(this::lands).collect(toImmutableList()), null);
  }

  private boolean lands(String room) {
    ImmutableList<RowView> moves =
        rows.stream()
            .filter(row -> !row.isNever() && roomOf(row.from()).equals(room))
            .collect(toImmutableList());
    return moves.stream().filter(row -> !row.landsAsAsked()).count() * 2 > moves.size();
  }
}
