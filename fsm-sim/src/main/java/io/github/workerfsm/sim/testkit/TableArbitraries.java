package io.github.workerfsm.sim.testkit;

import io.github.workerfsm.table.Fact;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.TransitionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Transition tables over enums of your own, sound ones and broken ones, and walks through tables.
 *
 * <p>The first constant of the states is the initial one, the last is the terminal one. Rules only
 * land; a number as argument of the request selects one of several landings. Tables shrink towards
 * a single chain of states without guards.
 */
public final class TableArbitraries {
  private static final int LENGTH = 60;
  private static final int VARIETIES = 1 << 8;
  private static final int MOST_EXTRAS = 8;

  private TableArbitraries() {}

  /** Up to 60 steps of a walk. */
  public static Arbitrary<List<TableStep>> steps() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(6, TableStep.Kind.ASK),
                Tuple.of(2, TableStep.Kind.ASK_ANYTHING),
                Tuple.of(2, TableStep.Kind.ARRIVE),
                Tuple.of(2, TableStep.Kind.CHANGE)),
            Arbitraries.integers().between(0, 7),
            Arbitraries.integers().between(0, VARIETIES - 1),
            Arbitraries.integers().between(0, VARIETIES - 1))
        .as(TableStep::new)
        .list()
        .ofMaxSize(LENGTH)
        .withoutEdgeCases();
  }

  /** The same steps for the same seed, always and everywhere. */
  static List<TableStep> seeded(long seed) {
    Random random = new Random(seed);
    List<TableStep> steps = new ArrayList<>();
    for (int i = 0; i < LENGTH; i++) {
      int kind = random.nextInt(12);
      steps.add(
          new TableStep(
              kind < 6
                  ? TableStep.Kind.ASK
                  : kind < 8
                      ? TableStep.Kind.ASK_ANYTHING
                      : kind < 10 ? TableStep.Kind.ARRIVE : TableStep.Kind.CHANGE,
              random.nextInt(8),
              random.nextInt(VARIETIES),
              random.nextInt(VARIETIES)));
    }
    return steps;
  }

  /**
   * Sound tables over these states and requests, with guards over these facts, never rows and rows
   * of several landings.
   *
   * @param states at least two
   * @param requests at least two, or one that is no state
   * @param facts what guards look at; may be empty
   */
  public static <S extends Enum<S>, T extends Enum<T>, C extends Subject<S>>
      Arbitrary<TransitionTable<S, T, C, Rule<Object, C, S>>> sound(
          Class<S> states, Class<T> requests, Fact<C>[] facts) {
    return sketches(states, requests, facts).map(TableSketch::build);
  }

  /** Tables like those of {@link #sound}, each with one defect. */
  public static <S extends Enum<S>, T extends Enum<T>, C extends Subject<S>>
      Arbitrary<TableSketch<S, T, C>> broken(Class<S> states, Class<T> requests, Fact<C>[] facts) {
    return Combinators.combine(
            plans(), Arbitraries.of(TableDefect.class), Arbitraries.integers().between(0, 99))
        .as(
            (plan, defect, where) ->
                new TableDraft<>(states, requests, facts, plan).broken(defect, where));
  }

  private static <S extends Enum<S>, T extends Enum<T>, C extends Subject<S>>
      Arbitrary<TableSketch<S, T, C>> sketches(
          Class<S> states, Class<T> requests, Fact<C>[] facts) {
    return plans().map(plan -> new TableDraft<>(states, requests, facts, plan).sound());
  }

  private static Arbitrary<TableDraft.Plan> plans() {
    Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 999);
    return Combinators.combine(
            numbers.list().ofSize(TableDraft.SPINE),
            numbers.list().ofSize(3).list().ofMaxSize(MOST_EXTRAS),
            numbers.list().ofSize(3).list().ofMaxSize(MOST_EXTRAS),
            numbers.list().ofSize(2).list().ofMaxSize(MOST_EXTRAS / 2))
        .as(TableDraft.Plan::new)
        .withoutEdgeCases();
  }
}
