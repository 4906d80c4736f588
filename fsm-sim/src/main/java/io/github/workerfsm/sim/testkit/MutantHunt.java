package io.github.workerfsm.sim.testkit;

import io.github.workerfsm.table.Engine;
import io.github.workerfsm.table.IllegalTableException;
import io.github.workerfsm.table.Mutation;
import io.github.workerfsm.table.MutationOperator;
import io.github.workerfsm.table.Mutations;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a table and each of its mutants in step, until they differ. A mutant that does not
 * prove itself needs no walk; one that loses the recommendations of a rule that never recommends is
 * none.
 */
final class MutantHunt<X, S extends Enum<S>, T extends Enum<T>, C extends Subject<S>> {
  private final TransitionTable<S, T, C, Rule<X, C, S>> table;
  private final TableWalk.Source<X, S, T, C> source;
  private final List<List<String>> expected = new ArrayList<>();
  private final Set<String> recommending = new LinkedHashSet<>();
  private final List<String> survivors = new ArrayList<>();
  private int unsound;
  private int toldApart;

  /** The engine of the walk that is under way: mutants ask for it. */
  private @Nullable Engine<X, S, T, C> engine;

  MutantHunt(TransitionTable<S, T, C, Rule<X, C, S>> table, TableWalk.Source<X, S, T, C> source) {
    this.table = table;
    this.source = source;
  }

  void run() {
    TransitionTable<S, T, C, Rule<X, C, S>> watched = watched();
    for (int seed = 0; seed < TableProperties.WALKS; seed++) {
      expected.add(lines(watched, seed));
    }
    for (Mutation<X, S, T, C> mutant : Mutations.of(table, surroundings -> engine())) {
      if (mutant.operator() != MutationOperator.DROP_RECOMMENDATIONS || recommends(mutant)) {
        hunt(mutant);
      }
    }
  }

  /** The mutants that no walk tells apart, as their texts. */
  List<String> survivors() {
    return survivors;
  }

  /** How it went, in one line. */
  String score() {
    return unsound
        + " of "
        + (unsound + toldApart + survivors.size())
        + " mutants do not prove themselves, "
        + toldApart
        + " are told apart, "
        + survivors.size()
        + " are not";
  }

  private void hunt(Mutation<X, S, T, C> mutant) {
    TransitionTable<S, T, C, Rule<X, C, S>> wrong;
    try {
      wrong = mutant.table();
    } catch (IllegalTableException e) {
      unsound++;
      return;
    }
    for (int seed = 0; seed < TableProperties.WALKS; seed++) {
      if (!lines(wrong, seed).equals(expected.get(seed))) {
        toldApart++;
        return;
      }
    }
    survivors.add(mutant.toString());
  }

  private List<String> lines(TransitionTable<S, T, C, Rule<X, C, S>> read, int seed) {
    TableWalk<X, S, T, C> walk = new TableWalk<>(read, table, source);
    engine = walk.engine();
    walk.take(TableArbitraries.seeded(seed));
    return walk.lines();
  }

  private Engine<X, S, T, C> engine() {
    return Objects.requireNonNull(engine, "no walk is under way");
  }

  private boolean recommends(Mutation<X, S, T, C> mutant) {
    return recommending.stream().anyMatch(label -> mutant.label().startsWith(label + ": "));
  }

  /** The same table, whose rules are seen to recommend. */
  private TransitionTable<S, T, C, Rule<X, C, S>> watched() {
    List<Transition<S, T, C, Rule<X, C, S>>> rows = new ArrayList<>();
    for (Transition<S, T, C, Rule<X, C, S>> row : table.rows()) {
      rows.add(row.isNever() ? row : row.doing(new Watched(row.label(), row.rule())));
    }
    return table.withPairs(rows);
  }

  /** A rule that is seen to recommend. */
  private final class Watched implements Rule<X, C, S> {
    private final String label;
    private final Rule<X, C, S> rule;

    Watched(String label, Rule<X, C, S> rule) {
      this.label = label;
      this.rule = rule;
    }

    @Override
    public String name() {
      return rule.name();
    }

    @Override
    public S apply(X surroundings, C subject, @Nullable Object argument) {
      int before = engine().siblingsStart();
      S landing = rule.apply(surroundings, subject, argument);
      if (engine().siblingsStart() > before) {
        recommending.add(label);
      }
      return landing;
    }
  }
}
