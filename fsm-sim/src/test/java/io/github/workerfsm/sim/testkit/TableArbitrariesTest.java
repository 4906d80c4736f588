package io.github.workerfsm.sim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.workerfsm.table.Engine;
import io.github.workerfsm.table.Fact;
import io.github.workerfsm.table.IllegalTableException;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionListener;
import io.github.workerfsm.table.TransitionTable;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Random tables are what they are said to be, and walks follow them. */
@PropertyDefaults(tries = 500)
class TableArbitrariesTest {
  enum State {
    S0,
    S1,
    S2,
    S3,
    S4
  }

  enum Event {
    A,
    B,
    C
  }

  enum Flag implements Fact<Thing> {
    LOW,
    HIGH;

    @Override
    public boolean holds(Thing thing) {
      return (thing.flags >>> ordinal() & 1) != 0;
    }

    @Override
    public String phrase() {
      return "its flag " + name() + " is set";
    }
  }

  static final class Thing extends Subject<State> {
    int flags;

    Thing(int flags) {
      super(State.S0);
      this.flags = flags;
    }
  }

  /** Things whose flags change, and that land where the argument says. */
  private record Things(Engine<Object, State, Event, Thing> engine)
      implements Subjects<Object, State, Event, Thing> {
    @Override
    public Thing subject(int variety) {
      return new Thing(variety);
    }

    @Override
    public Object argument(Thing thing, Event requested, int variety) {
      return variety;
    }

    @Override
    public void change(Thing thing, int variety) {
      thing.flags = variety;
    }
  }

  private static Things things(
      TransitionTable<State, Event, Thing, Rule<Object, Thing, State>> table,
      TransitionListener<State, Event, Thing, Rule<Object, Thing, State>> listener) {
    return new Things(new Engine<>(table, new Object(), listener, true, Long.MAX_VALUE));
  }

  @Provide
  Arbitrary<TransitionTable<State, Event, Thing, Rule<Object, Thing, State>>> sound() {
    return TableArbitraries.sound(State.class, Event.class, Flag.values());
  }

  @Provide
  Arbitrary<TransitionTable<State, State, Thing, Rule<Object, Thing, State>>> ofStates() {
    return TableArbitraries.sound(State.class, State.class, Flag.values());
  }

  @Provide
  Arbitrary<TableSketch<State, Event, Thing>> broken() {
    return TableArbitraries.broken(State.class, Event.class, Flag.values());
  }

  @Provide
  Arbitrary<List<TableStep>> steps() {
    return TableArbitraries.steps();
  }

  @Property
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void a_sound_table_proves_itself_and_is_no_trivial_one(
      @ForAll("sound") TransitionTable<State, Event, Thing, Rule<Object, Thing, State>> table) {
    assertThat(table.proved()).isTrue();
    often("never", table.rows().stream().anyMatch(Transition::isNever));
    often("guarded", table.rows().stream().anyMatch(row -> !row.guard().facts().isEmpty()));
    often("lands in several", table.rows().stream().anyMatch(row -> row.landings().size() > 1));
    often("turns back", table.rows().stream().anyMatch(row -> row.canLandIn(State.S0)));
  }

  private static void often(String label, boolean seen) {
    Statistics.label(label)
        .collect(seen)
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 20));
  }

  @Property
  void states_can_be_what_is_asked_for(
      @ForAll("ofStates") TransitionTable<State, State, Thing, Rule<Object, Thing, State>> table) {
    assertThat(table.rows()).noneMatch(row -> row.from() == row.requested());
  }

  @Property
  void walks_follow_any_sound_table(
      @ForAll("sound") TransitionTable<State, Event, Thing, Rule<Object, Thing, State>> table,
      @ForAll("steps") List<TableStep> steps) {
    TableWalk<Object, State, Event, Thing> walk =
        new TableWalk<>(table, table, TableArbitrariesTest::things);
    walk.take(steps);
    assertThat(walk.findings()).isEmpty();
    assertThat(walk.askTheEnded()).isEmpty();
  }

  @Property
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void a_broken_table_does_not_prove_itself(
      @ForAll("broken") TableSketch<State, Event, Thing> sketch) {
    assertThatExceptionOfType(IllegalTableException.class)
        .isThrownBy(sketch::build)
        .satisfies(e -> assertThat(e.findings()).isNotEmpty());
    Statistics.collect(sketch.defect());
    Statistics.coverage(
        coverage -> {
          for (TableDefect defect : TableDefect.values()) {
            coverage.check(defect).count(count -> count > 0);
          }
        });
  }
}
