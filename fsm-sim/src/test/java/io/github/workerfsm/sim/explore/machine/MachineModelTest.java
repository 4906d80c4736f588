package io.github.workerfsm.sim.explore.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.sim.explore.ExploreReport;
import io.github.workerfsm.sim.explore.Explorer;
import io.github.workerfsm.sim.explore.Finding;
import io.github.workerfsm.sim.explore.FindingKind;
import io.github.workerfsm.table.Engine;
import io.github.workerfsm.table.Fact;
import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Machine;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.TransitionTable;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Two lifts in one shaft: what the explorer says of a machine that is none of ours. */
class MachineModelTest {
  enum Floor {
    BELOW,
    MOVING,
    ABOVE,
    PARKED
  }

  enum Call {
    START,
    ARRIVE,
    PARK
  }

  enum Actor {
    RIDER
  }

  /** Who is in the shaft. */
  static final class Shaft {
    int moving;
    int rides;
  }

  enum Room implements Fact<Lift> {
    SHAFT_FREE;

    @Override
    public boolean holds(Lift lift) {
      return lift.shaft.moving == 0;
    }

    @Override
    public String phrase() {
      return "nobody is in its shaft";
    }
  }

  static final class Lift extends Subject<Floor> {
    final Shaft shaft;

    Lift(Shaft shaft) {
      super(Floor.BELOW);
      this.shaft = shaft;
    }

    @Override
    public String toString() {
      return "lift";
    }
  }

  private static final Guard<Lift> ALWAYS = Guard.always();
  private static final Guard<Lift> FREE = Guard.when(Room.SHAFT_FREE);

  private static Machine<Shaft, Floor, Call, Lift> lifts(Guard<Lift> mayStart, int leaving) {
    var rows =
        Machine.<Shaft, Floor, Call, Lift>named("lift", Floor.class, Call.class)
            .startsIn(Floor.BELOW)
            .endsIn(Floor.PARKED)
            .facts(Room.values())
            .on(
                Floor.BELOW,
                Call.START,
                mayStart,
                Actor.RIDER,
                "ENTER",
                (shaft, lift) -> shaft.moving++,
                Floor.MOVING,
                "it has the shaft")
            .on(
                Floor.MOVING,
                Call.ARRIVE,
                ALWAYS,
                Actor.RIDER,
                "LEAVE",
                (shaft, lift) -> {
                  shaft.moving -= leaving;
                  shaft.rides++;
                },
                Floor.ABOVE,
                "it is there")
            .on(Floor.ABOVE, Call.PARK, ALWAYS, Actor.RIDER, Floor.PARKED, "it is late");
    if (mayStart != ALWAYS) {
      rows.never(Floor.BELOW, Call.START, mayStart.not(), Actor.RIDER, "it would hit the other");
    }
    return rows.build();
  }

  private static final class Lifts implements Stage<Shaft, Floor, Call, Lift> {
    private final Shaft shaft = new Shaft();
    private final Engine<Shaft, Floor, Call, Lift> engine;
    private final List<Lift> lifts = List.of(new Lift(shaft), new Lift(shaft));

    Lifts(TransitionTable<Floor, Call, Lift, Rule<Shaft, Lift, Floor>> table) {
      engine = new Engine<>(table, shaft, (l, from, call, row, cause) -> {}, true, Long.MAX_VALUE);
    }

    @Override
    public Engine<Shaft, Floor, Call, Lift> engine() {
      return engine;
    }

    @Override
    public List<Lift> subjects() {
      return lifts;
    }

    @Override
    public String image() {
      return Integer.toString(shaft.moving);
    }

    @Override
    public List<Invariant> invariants() {
      return List.of(new Invariant("one lift moves at a time", () -> shaft.moving <= 1));
    }
  }

  private static ExploreReport explored(Guard<Lift> mayStart, int leaving) {
    var table = lifts(mayStart, leaving).table();
    return new Explorer(MachineModel.of(() -> new Lifts(table))).liveness().explore();
  }

  @Test
  void every_order_of_what_two_subjects_are_asked_is_tried() {
    ExploreReport report = explored(FREE, 1);
    // Four places each, but for both in the shaft.
    assertThat(report.states()).isEqualTo(15);
    assertThat(report.complete()).isTrue();
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void who_is_never_let_in_is_a_deadlock_with_the_shortest_way_to_it() {
    Finding finding = explored(FREE, 0).findings().get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.DEADLOCK);
    assertThat(finding.labels()).containsExactly("START lift", "ARRIVE lift", "PARK lift");
  }

  @Test
  void a_broken_invariant_is_named() {
    Finding finding = explored(ALWAYS, 1).findings().get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.VIOLATION);
    assertThat(finding.invariant()).isEqualTo("one lift moves at a time");
    assertThat(finding.labels()).containsExactly("START lift", "START lift");
  }

  @Test
  void a_rule_that_fails_is_a_violation_by_its_step() {
    var table =
        Machine.<Shaft, Floor, Call, Lift>named("broken", Floor.class, Call.class)
            .startsIn(Floor.BELOW)
            .endsIn(Floor.PARKED)
            .on(Floor.BELOW, Call.START, ALWAYS, Actor.RIDER, Floor.MOVING, "it may")
            .on(
                Floor.MOVING,
                Call.ARRIVE,
                ALWAYS,
                Actor.RIDER,
                "FALL",
                (shaft, lift) -> {
                  throw new IllegalStateException("the rope is torn");
                },
                Floor.ABOVE,
                "it is there")
            .on(Floor.ABOVE, Call.PARK, ALWAYS, Actor.RIDER, Floor.PARKED, "it is late")
            .build()
            .table();
    ExploreReport report = new Explorer(MachineModel.of(() -> new Lifts(table))).explore();
    assertThat(report.findings().get(0).invariant()).isEqualTo("no rule fails");
    assertThat(report.findings().get(0).labels()).containsExactly("START lift", "ARRIVE lift");
  }

  @Test
  void two_threads_find_what_one_finds() {
    var table = lifts(FREE, 0).table();
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      ExploreReport parallel =
          new Explorer(MachineModel.of(() -> new Lifts(table))).threads(2, two).explore();
      ExploreReport alone = new Explorer(MachineModel.of(() -> new Lifts(table))).explore();
      assertThat(parallel.states()).isEqualTo(alone.states());
      assertThat(parallel.findings()).isEqualTo(alone.findings());
    } finally {
      two.shutdown();
    }
  }
}
