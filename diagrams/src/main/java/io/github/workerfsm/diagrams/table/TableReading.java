package io.github.workerfsm.diagrams.table;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table into words.
 *
 * <p>Rooms are read from the rules: rules that are constants of one enum are a room, and a state
 * lives in the room of the first row that leads into it from elsewhere. The initial, the terminal
 * and the state of detour belong to all and live in none. A table all of whose rules are of one
 * kind has no rooms.
 */
final class TableReading<S extends Enum<S>, T extends Enum<T>, C, R> {
  private final TransitionTable<S, T, C, R> table;
  private final Presentation presentation;
  private final SourceLines source;
  private final Map<S, String> rooms = new LinkedHashMap<>();

  TableReading(TransitionTable<S, T, C, R> table, Presentation presentation) {
    this.table = table;
    this.presentation = presentation;
    this.source = presentation.sourceLines();
    table.states().forEach(state -> rooms.put(state, roomOf(state)));
    if (rooms.values().stream().filter(room -> !room.isEmpty()).distinct().count() < 2) {
      rooms.replaceAll((state, room) -> "");
    }
  }

  TableView view() {
    S hub = table.detour();
    return new TableView(
        table.name(),
        "",
        table.states().stream().map(this::state).collect(toImmutableList()),
        table.rows().stream().map(this::row).collect(toImmutableList()),
        words(table.initial()),
        ImmutableList.of(words(table.terminal())),
        hub == null ? null : words(hub),
        detours(),
        actors(),
        presentation.happyPath().stream().map(TableReading::words).collect(toImmutableList()));
  }

  private StateView state(S state) {
    return new StateView(
        words(state),
        presentation.meaningOf(state),
        rooms.getOrDefault(state, ""),
        presentation.isRunnable(state));
  }

  private RowView row(Transition<S, T, C, R> row) {
    Guard<C> guard = row.guard();
    boolean always = guard.facts().isEmpty();
    return new RowView(
        0,
        words(row.from()),
        words(row.requested()),
        (Object) row.requested().getDeclaringClass() == row.from().getDeclaringClass(),
        always ? "" : guard.name().toLowerCase(Locale.ROOT),
        always ? "" : guard.phrase(),
        phrase(row.actor()),
        row.landings().stream().map(TableReading::words).collect(toImmutableList()),
        row.isNever() ? "" : rule(row.rule()),
        row.reason(),
        source.of(row));
  }

  private int detours() {
    int pairs = 0;
    for (S from : table.states()) {
      pairs += (int) table.requests().stream().filter(t -> table.goesByDetour(from, t)).count();
    }
    return pairs;
  }

  private ImmutableList<String> actors() {
    return table.rows().stream()
        .map(Transition::actor)
        .distinct()
        .sorted(
            Comparator.<Enum<?>, String>comparing(a -> a.getDeclaringClass().getName())
                .thenComparing(Enum::ordinal))
        .map(TableReading::phrase)
        .collect(toImmutableList());
  }

  private String roomOf(S state) {
    String given = presentation.roomOf(state);
    if (given != null) {
      return given;
    }
    if (state == table.initial() || state == table.terminal() || state == table.detour()) {
      return "";
    }
    return table.rows().stream()
        .filter(row -> row.from() != state && row.canLandIn(state))
        .flatMap(row -> roomOf(row.rule()))
        .findFirst()
        .orElse("");
  }

  private static Stream<String> roomOf(@Nullable Object rule) {
    if (!(rule instanceof Enum<?> constant)) {
      return Stream.empty();
    }
    String name = constant.getDeclaringClass().getSimpleName().replaceFirst("Rules?$", "");
    String spaced = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return name.isEmpty() ? Stream.empty() : Stream.of(spaced.toLowerCase(Locale.ROOT));
  }

  private static String rule(Object rule) {
    if (rule instanceof Rule<?, ?, ?> named) {
      return named.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
    return rule instanceof Enum<?> constant ? phrase(constant) : "";
  }

  /** A state or a request for people. */
  static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String phrase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
