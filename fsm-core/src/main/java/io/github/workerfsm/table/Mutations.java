package io.github.workerfsm.table;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every small way in which a table could be wrong, to see whether tests would notice: see {@link
 * MutationOperator}. In table order, the same at every call.
 *
 * <p>A redirected landing and a pair of swapped rules are declared by the mutant's rows, so that
 * they do not fail for the trivial reason that the engine compares a landing with its declaration.
 *
 * @param <X> the surroundings that rules work on
 * @param <S> the states
 * @param <T> what asks for a move
 * @param <C> the subject
 */
public final class Mutations<X, S extends Enum<S>, T extends Enum<T>, C extends Subject<S>> {
  private final TransitionTable<S, T, C, Rule<X, C, S>> table;
  private final Function<? super X, Engine<X, S, T, C>> engines;
  private final ImmutableList.Builder<Mutation<X, S, T, C>> all = ImmutableList.builder();

  private Mutations(
      TransitionTable<S, T, C, Rule<X, C, S>> table,
      Function<? super X, Engine<X, S, T, C>> engines) {
    this.table = table;
    this.engines = engines;
  }

  /**
   * Every mutation of {@code table}.
   *
   * @param engines finds the engine in the surroundings of a rule
   */
  public static <X, S extends Enum<S>, T extends Enum<T>, C extends Subject<S>>
      ImmutableList<Mutation<X, S, T, C>> of(
          TransitionTable<S, T, C, Rule<X, C, S>> table,
          Function<? super X, Engine<X, S, T, C>> engines) {
    Mutations<X, S, T, C> mutations = new Mutations<>(table, engines);
    for (int i = 0; i < table.rows().size(); i++) {
      mutations.spoil(i);
    }
    return mutations.all.build();
  }

  private void spoil(int index) {
    Transition<S, T, C, Rule<X, C, S>> row = table.rows().get(index);
    add(MutationOperator.DROP_ROW, row.label(), index, null);
    if (row.guard().atoms() != 0) {
      spoilGuard(index, row);
    }
    if (!row.isNever()) {
      spoilLanding(index, row);
      add(
          MutationOperator.DROP_RECOMMENDATIONS,
          row.label() + ": " + row.rule().name() + " recommends nothing",
          index,
          row.doing(new Mute(row.rule())));
    }
    for (int later = index + 1; later < table.rows().size(); later++) {
      spoilTwo(index, later);
    }
  }

  private void spoilGuard(int index, Transition<S, T, C, Rule<X, C, S>> row) {
    add(
        MutationOperator.NEGATE_GUARD,
        row.label() + " when not " + row.guard(),
        index,
        row.when(row.guard().not()));
    add(MutationOperator.DROP_GUARD, row.label() + " always", index, row.when(Guard.always()));
  }

  private void spoilLanding(int index, Transition<S, T, C, Rule<X, C, S>> row) {
    for (S state : table.states()) {
      if (!row.canLandIn(state)) {
        add(
            MutationOperator.REDIRECT_LANDING,
            row.label() + " lands in " + state.name(),
            index,
            row.doing(new Astray(row.rule(), state)).lands(state));
      }
    }
  }

  private void spoilTwo(int first, int second) {
    Transition<S, T, C, Rule<X, C, S>> a = table.rows().get(first);
    Transition<S, T, C, Rule<X, C, S>> b = table.rows().get(second);
    if (a.from() != b.from()) {
      return;
    }
    String label = a.label() + " and " + b.label();
    if (a.requested() == b.requested()) {
      add(
          MutationOperator.EXCHANGE_GUARDS,
          label,
          first,
          a.when(b.guard()),
          second,
          b.when(a.guard()));
    }
    boolean same = !a.isNever() && !b.isNever() && a.rule().equals(b.rule());
    if (!a.isNever() && !b.isNever() && !(same && a.landings().equals(b.landings()))) {
      add(MutationOperator.SWAP_RULES, label, first, b.under(a), second, a.under(b));
    }
  }

  private void add(
      MutationOperator operator,
      String label,
      int index,
      @Nullable Transition<S, T, C, Rule<X, C, S>> replacement) {
    List<Transition<S, T, C, Rule<X, C, S>>> rows = new ArrayList<>(table.rows());
    if (replacement == null) {
      rows.remove(index);
    } else {
      rows.set(index, replacement);
    }
    all.add(new Mutation<>(operator, label, table, ImmutableList.copyOf(rows)));
  }

  private void add(
      MutationOperator operator,
      String label,
      int first,
      Transition<S, T, C, Rule<X, C, S>> instead,
      int second,
      Transition<S, T, C, Rule<X, C, S>> other) {
    List<Transition<S, T, C, Rule<X, C, S>>> rows = new ArrayList<>(table.rows());
    rows.set(first, instead);
    rows.set(second, other);
    all.add(new Mutation<>(operator, label, table, ImmutableList.copyOf(rows)));
  }

  /** A rule whose recommendations are lost. */
  private final class Mute implements Rule<X, C, S> {
    private final Rule<X, C, S> rule;

    Mute(Rule<X, C, S> rule) {
      this.rule = rule;
    }

    @Override
    public String name() {
      return rule.name() + " without recommendations";
    }

    @Override
    public S apply(X surroundings, C subject, @Nullable Object argument) {
      Engine<X, S, T, C> engine = engines.apply(surroundings);
      int mark = engine.siblingsStart();
      S landing = rule.apply(surroundings, subject, argument);
      engine.dropSince(mark);
      return landing;
    }
  }

  /** A rule that does what it should and lands where it should not. */
  private final class Astray implements Rule<X, C, S> {
    private final Rule<X, C, S> rule;
    private final S landing;

    Astray(Rule<X, C, S> rule, S landing) {
      this.rule = rule;
      this.landing = landing;
    }

    @Override
    public String name() {
      return rule.name() + " to " + landing.name();
    }

    @Override
    public S apply(X surroundings, C subject, @Nullable Object argument) {
      rule.apply(surroundings, subject, argument);
      return landing;
    }
  }
}
