package io.github.workerfsm.sim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionListener;
import io.github.workerfsm.table.TransitionTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/**
 * What is true of every table and the rules in it. Extend it with a table of your own:
 *
 * <pre>{@code
 * class JobTableTest extends TableProperties<List<String>, State, Event, Job> {
 *   protected TransitionTable<State, Event, Job, Rule<List<String>, Job, State>> table() {
 *     return Job.TABLE;
 *   }
 *
 *   protected Subjects<List<String>, State, Event, Job> subjects(table, listener) { ... }
 * }
 * }</pre>
 *
 * <p>Two of the properties are about all walks together: that they meet every row, and that they
 * tell every mutant of the table apart from the table. They take the same {@link #WALKS} walks each
 * time, so that they say the same each time.
 *
 * @param <X> the surroundings that rules work on
 * @param <S> the states
 * @param <T> what asks for a move
 * @param <C> the subject
 */
@PropertyDefaults(tries = 500, edgeCases = EdgeCasesMode.NONE)
public abstract class TableProperties<
    X, S extends Enum<S>, T extends Enum<T>, C extends Subject<S>> {
  /** How many walks there are for coverage and mutants. */
  public static final int WALKS = 300;

  /** For subclasses, which jqwik makes. */
  protected TableProperties() {}

  /** The table. */
  protected abstract TransitionTable<S, T, C, Rule<X, C, S>> table();

  /**
   * New subjects and a new engine for them.
   *
   * @param table what the engine is to read: {@link #table}, or a mutant of it
   * @param listener what the engine is to tell
   */
  protected abstract Subjects<X, S, T, C> subjects(
      TransitionTable<S, T, C, Rule<X, C, S>> table,
      TransitionListener<S, T, C, Rule<X, C, S>> listener);

  /** Rows that no walk can meet, by label, and why that is so; none unless overridden. */
  protected Map<String, String> unmet() {
    return Map.of();
  }

  /**
   * Mutants that make no difference, as the failure names them, and why that is so; none unless
   * overridden. Rules that recommend nothing need no mention.
   */
  protected Map<String, String> equivalents() {
    return Map.of();
  }

  /** Walks for {@code @ForAll("walks")}. */
  @Provide
  protected Arbitrary<List<TableStep>> walks() {
    return TableArbitraries.steps();
  }

  /** Whoever builds a table without proof says so, and has no sound table. */
  @Property(tries = 1)
  public void the_table_proves_itself() {
    assertThat(table().proved()).as("table %s proves itself in full", table().name()).isTrue();
    assertThat(table().with().fingerprint()).isEqualTo(table().fingerprint());
  }

  /**
   * Only the row of the pair is taken, and lands where it declares; never rows and pairs without a
   * row refuse; no chain is endless; nothing leaves the terminal state.
   */
  @Property
  public void walks_follow_the_table(@ForAll("walks") List<TableStep> steps) {
    TableWalk<X, S, T, C> walk = walk(table(), steps);
    assertThat(walk.findings()).as(() -> String.join("\n", walk.lines())).isEmpty();
  }

  /** Twice the same steps are twice the same walk: no rule looks at a clock, or at chance. */
  @Property(tries = 100)
  public void walks_repeat_themselves(@ForAll("walks") List<TableStep> steps) {
    assertThat(walk(table(), steps).lines()).isEqualTo(walk(table(), steps).lines());
  }

  /** A terminal subject refuses whatever is asked. */
  @Property
  public void nothing_leaves_the_terminal_state(@ForAll("walks") List<TableStep> steps) {
    TableWalk<X, S, T, C> walk = walk(table(), steps);
    assertThat(walk.askTheEnded()).as(() -> String.join("\n", walk.lines())).isEmpty();
  }

  /** Coverage: a row that no walk meets is described by no property. */
  @Property(tries = 1)
  public void walks_meet_every_row() {
    Set<Transition<S, T, C, Rule<X, C, S>>> met = new LinkedHashSet<>();
    for (int seed = 0; seed < WALKS; seed++) {
      met.addAll(walk(table(), TableArbitraries.seeded(seed)).met());
    }
    Map<String, String> excused = unmet();
    assertThat(table().rows())
        .filteredOn(row -> !met.contains(row) && !excused.containsKey(row.label()))
        .as(
            "rows of table %s that none of %s walks has met; let subjects() vary what their"
                + " guards look at, or say in unmet() why they cannot be met",
            table().name(), WALKS)
        .isEmpty();
    assertThat(met)
        .extracting(Transition::label)
        .filteredOn(excused::containsKey)
        .as("rows that unmet() excuses, and that are met all the same")
        .isEmpty();
  }

  /** Mutation: of a row that could be wrong without any difference, nothing is known. */
  @Property(tries = 1)
  public void walks_tell_every_mutant_apart() {
    MutantHunt<X, S, T, C> hunt = new MutantHunt<>(table(), this::subjects);
    hunt.run();
    Map<String, String> excused = equivalents();
    assertThat(hunt.survivors())
        .filteredOn(mutant -> !excused.containsKey(mutant))
        .as(
            "mutants of table %s that %s walks do not tell apart (%s); let observed() tell what"
                + " they change, or say in equivalents() why they change nothing",
            table().name(), WALKS, hunt.score())
        .isEmpty();
    assertThat(hunt.survivors())
        .as("mutants that equivalents() excuses have to survive")
        .containsAll(excused.keySet());
  }

  private TableWalk<X, S, T, C> walk(
      TransitionTable<S, T, C, Rule<X, C, S>> table, List<TableStep> steps) {
    TableWalk<X, S, T, C> walk = new TableWalk<>(table, table, this::subjects);
    walk.take(steps);
    return walk;
  }
}
