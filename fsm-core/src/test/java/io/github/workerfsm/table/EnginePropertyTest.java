package io.github.workerfsm.table;

import static io.github.workerfsm.table.Toy.State.BUSY;
import static io.github.workerfsm.table.Toy.State.GONE;
import static io.github.workerfsm.table.Toy.State.HELD;
import static io.github.workerfsm.table.Toy.State.IDLE;
import static io.github.workerfsm.table.Toy.State.NEW;
import static io.github.workerfsm.table.Toy.State.READY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.table.Toy.Item;
import io.github.workerfsm.table.Toy.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.jspecify.annotations.Nullable;

/**
 * Whatever rules recommend, an engine does what the plainest reading of its description does: each
 * transition returns an ordered map of recommendations, and maps are merged.
 */
class EnginePropertyTest {
  private static final List<String> NAMES = List.of("a", "b", "c");

  /** Three names, six states. */
  private static final int MOVES = 18;

  private static final int CHAIN_LIMIT = 60;

  /** Null: a steady state. */
  private static final List<@Nullable Class<?>> OUTCOMES =
      Arrays.asList(
          null,
          IllegalTransitionException.class,
          EndlessChainException.class,
          RecommendationConflictException.class);

  /** The moves with a row; every other goes by way of IDLE, or is refused. */
  private static final List<List<State>> PAIRS =
      List.of(
          List.of(NEW, READY),
          List.of(NEW, IDLE),
          List.of(READY, BUSY),
          List.of(READY, IDLE),
          List.of(BUSY, HELD),
          List.of(BUSY, IDLE),
          List.of(HELD, READY),
          List.of(HELD, IDLE),
          List.of(IDLE, READY),
          List.of(IDLE, BUSY),
          List.of(IDLE, HELD),
          List.of(IDLE, GONE));

  /**
   * @param script what the rules recommend: each number a pair and a move
   * @param landings of the rows, HELD instead of what is asked for where the number is 0
   * @param asked the moves that are recommended from outside, then settled
   */
  @Property(tries = 2_000)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void an_engine_does_what_merging_ordered_maps_does(
      @ForAll @Size(max = 24) List<@IntRange(max = 12 * MOVES - 1) Integer> script,
      @ForAll @Size(12) List<@IntRange(max = 5) Integer> landings,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = MOVES - 1) Integer> asked,
      @ForAll boolean strict) {
    var table = table(script, landings);
    Toy toy = strict ? Toy.strict(table) : Toy.of(table);
    Naive naive = new Naive(script, landings, strict);
    asked.forEach(move -> toy.recommend(name(move), state(move)));
    Class<?> thrown = thrownBy(() -> toy.engine.settle(CHAIN_LIMIT));
    Class<?> expected = thrownBy(() -> naive.settle(asked));
    Statistics.label("outcome")
        .collect(expected)
        .coverage(
            coverage ->
                OUTCOMES.forEach(
                    outcome -> coverage.check(outcome).percentage(share -> share > 0.5)));

    assertThat(thrown).isEqualTo(expected);
    if (expected == RecommendationConflictException.class) {
      assertThat(naive.log).as("found when it is recommended").startsWith(logOf(toy));
    } else {
      assertThat(toy.log).isEqualTo(naive.log);
    }
    if (expected == null) {
      NAMES.forEach(name -> assertThat(toy.item(name).state()).isEqualTo(naive.states.get(name)));
    }
  }

  private static String[] logOf(Toy toy) {
    return toy.log.toArray(new String[0]);
  }

  private static TransitionTable<State, State, Item, Rule<Toy, Item, State>> table(
      List<Integer> script, List<Integer> landings) {
    var builder = Toy.builder().detourThrough(IDLE, IDLE);
    for (int pair = 0; pair < PAIRS.size(); pair++) {
      State from = PAIRS.get(pair).get(0);
      State requested = PAIRS.get(pair).get(1);
      State landing = landing(pair, landings);
      Map<String, State> moves = recommended(pair, script);
      builder.row(
          Toy.row(
                  from,
                  requested,
                  (toy, item, argument) -> {
                    moves.forEach(toy::recommend);
                    return landing;
                  })
              .lands(requested, landing));
    }
    return builder.build();
  }

  private static State landing(int pair, List<Integer> landings) {
    State requested = PAIRS.get(pair).get(1);
    return landings.get(pair) == 0 && requested != GONE ? HELD : requested;
  }

  /** What the row of a pair recommends: one move for each subject. */
  private static Map<String, State> recommended(int pair, List<Integer> script) {
    Map<String, State> moves = new LinkedHashMap<>();
    for (int number : script) {
      if (number / MOVES == pair) {
        moves.put(name(number % MOVES), state(number % MOVES));
      }
    }
    return moves;
  }

  private static String name(int move) {
    return NAMES.get(move % NAMES.size());
  }

  private static State state(int move) {
    return State.values()[move / NAMES.size()];
  }

  private static @Nullable Class<?> thrownBy(Runnable action) {
    try {
      action.run();
      return null;
    } catch (TransitionException e) {
      return e.getClass();
    }
  }

  /** What is wanted of a subject, and by whom. */
  private record Wish(State requested, @Nullable String cause) {}

  /** The engine again, without indices and frames. */
  private static final class Naive {
    final List<String> log = new ArrayList<>();
    final Map<String, State> states = new LinkedHashMap<>();
    private final List<Integer> script;
    private final List<Integer> landings;
    private final boolean strict;
    private int transitions;
    private int depth;

    Naive(List<Integer> script, List<Integer> landings, boolean strict) {
      this.script = script;
      this.landings = landings;
      this.strict = strict;
      NAMES.forEach(name -> states.put(name, NEW));
    }

    void settle(List<Integer> asked) {
      Map<String, Wish> pending = new LinkedHashMap<>();
      asked.forEach(move -> pending.put(name(move), new Wish(state(move), null)));
      while (!pending.isEmpty()) {
        String last = List.copyOf(pending.keySet()).get(pending.size() - 1);
        pending.putAll(move(last, pending.remove(last)));
      }
    }

    private Map<String, Wish> move(String name, Wish wish) {
      State from = states.get(name);
      if (from == wish.requested) {
        return Map.of();
      }
      if (++transitions == CHAIN_LIMIT) {
        throw new EndlessChainException("too long");
      }
      int pair = PAIRS.indexOf(List.of(from, wish.requested));
      Map<String, Wish> consequences = new LinkedHashMap<>();
      if (pair >= 0) {
        states.put(name, landing(pair, landings));
        recommended(pair, script).forEach((n, s) -> consequences.put(n, new Wish(s, name)));
      } else {
        detour(name, wish, consequences);
      }
      State landed = states.get(name);
      log.add(
          String.format(
              java.util.Locale.ROOT,
              "%s: %s -> %s%s%s%s",
              name,
              from,
              wish.requested,
              landed == wish.requested ? "" : " = " + landed,
              pair >= 0 ? "" : " (detour)",
              wish.cause == null ? "" : " by " + wish.cause));
      return consequences;
    }

    private void detour(String name, Wish wish, Map<String, Wish> consequences) {
      if (states.get(name) == IDLE || wish.requested == IDLE) {
        throw new IllegalTransitionException("no row");
      }
      if (++depth > State.values().length) {
        throw new EndlessChainException("too deep");
      }
      consequences.putAll(move(name, new Wish(IDLE, wish.cause)));
      while (consequences.containsKey(name)) {
        State own = consequences.remove(name).requested;
        if (own != GONE) {
          merge(consequences, move(name, new Wish(own, wish.cause)));
        }
      }
      merge(consequences, move(name, wish));
      depth--;
    }

    private void merge(Map<String, Wish> earlier, Map<String, Wish> later) {
      later.forEach(
          (name, wish) -> {
            Wish other = earlier.get(name);
            if (strict && other != null && other.requested != wish.requested) {
              throw new RecommendationConflictException("halves disagree");
            }
            earlier.put(name, wish);
          });
    }
  }
}
