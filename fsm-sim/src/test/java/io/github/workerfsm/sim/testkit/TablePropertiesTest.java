package io.github.workerfsm.sim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.table.Engine;
import io.github.workerfsm.table.Fact;
import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionListener;
import io.github.workerfsm.table.TransitionTable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A relay of two runners: what the properties find when it is run wrong. */
class TablePropertiesTest {
  enum Leg {
    WAITING,
    RUNNING,
    DONE
  }

  enum Call {
    GO,
    STOP
  }

  enum Actor {
    REFEREE
  }

  enum Shape implements Fact<Runner> {
    TIRED;

    @Override
    public boolean holds(Runner runner) {
      return runner.tired;
    }

    @Override
    public String phrase() {
      return "it is tired";
    }
  }

  static final class Runner extends Subject<Leg> {
    final @Nullable Runner next;
    final boolean tired;

    Runner(@Nullable Runner next, boolean tired) {
      super(Leg.WAITING);
      this.next = next;
      this.tired = tired;
    }
  }

  /** What is done: whoever is done lets the next one go. */
  enum Move implements Rule<Track, Runner, Leg> {
    START,
    HAND_OVER;

    @Override
    public Leg apply(Track track, Runner runner, @Nullable Object argument) {
      if (this == START) {
        return track.starts();
      }
      if (runner.next != null && runner.next.state() == Leg.WAITING) {
        track.engine().recommend(runner.next, Call.GO);
      }
      return Leg.DONE;
    }
  }

  private static final Guard<Runner> TIRED = Guard.when(Shape.TIRED);

  private static final TransitionTable<Leg, Call, Runner, Rule<Track, Runner, Leg>> TABLE =
      TransitionTable.<Leg, Call, Runner, Rule<Track, Runner, Leg>>named(
              "relay", Leg.class, Call.class)
          .startsIn(Leg.WAITING)
          .endsIn(Leg.DONE)
          .facts(Shape.values())
          .row(row(Leg.WAITING, Call.GO, TIRED.not(), Move.START, Leg.RUNNING))
          .row(row(Leg.WAITING, Call.GO, TIRED, Move.HAND_OVER, Leg.DONE))
          .row(row(Leg.RUNNING, Call.STOP, Guard.always(), Move.HAND_OVER, Leg.DONE))
          .build();

  private static Transition<Leg, Call, Runner, Rule<Track, Runner, Leg>> row(
      Leg from, Call call, Guard<Runner> when, Rule<Track, Runner, Leg> rule, Leg landing) {
    return Transition.row(from, call, when, Actor.REFEREE, rule, "called").lands(landing);
  }

  /** The track, and whoever runs on it. */
  static class Track implements Subjects<Track, Leg, Call, Runner> {
    private final Engine<Track, Leg, Call, Runner> engine;
    private @Nullable Runner last;

    Track(
        TransitionTable<Leg, Call, Runner, Rule<Track, Runner, Leg>> table,
        TransitionListener<Leg, Call, Runner, Rule<Track, Runner, Leg>> listener) {
      engine = new Engine<>(table, this, listener, true, Long.MAX_VALUE);
    }

    Leg starts() {
      return Leg.RUNNING;
    }

    boolean tired(int variety) {
      return variety % 2 == 1;
    }

    @Override
    public Engine<Track, Leg, Call, Runner> engine() {
      return engine;
    }

    @Override
    public Runner subject(int variety) {
      last = new Runner(last, tired(variety));
      return last;
    }
  }

  static class Sound extends TableProperties<Track, Leg, Call, Runner> {
    @Override
    protected TransitionTable<Leg, Call, Runner, Rule<Track, Runner, Leg>> table() {
      return TABLE;
    }

    @Override
    protected Track subjects(
        TransitionTable<Leg, Call, Runner, Rule<Track, Runner, Leg>> table,
        TransitionListener<Leg, Call, Runner, Rule<Track, Runner, Leg>> listener) {
      return new Track(table, listener);
    }
  }

  @Test
  void a_sound_table_with_sound_rules_passes() {
    TestRun run = TestRun.of(Sound.class);
    assertThat(run.failures()).isEmpty();
    assertThat(run.passed()).hasSize(6);
  }

  static class LandsElsewhere extends Sound {
    @Override
    protected Track subjects(
        TransitionTable<Leg, Call, Runner, Rule<Track, Runner, Leg>> table,
        TransitionListener<Leg, Call, Runner, Rule<Track, Runner, Leg>> listener) {
      return new Track(table, listener) {
        @Override
        Leg starts() {
          return Leg.DONE;
        }
      };
    }
  }

  @Test
  void a_landing_that_is_not_declared_is_found() {
    assertThat(TestRun.of(LandsElsewhere.class).failures().get("walks_follow_the_table"))
        .contains("row WAITING -> GO [!TIRED] landed")
        .contains("in DONE, declared are [RUNNING]");
  }

  static class NobodyIsTired extends Sound {
    @Override
    protected Track subjects(
        TransitionTable<Leg, Call, Runner, Rule<Track, Runner, Leg>> table,
        TransitionListener<Leg, Call, Runner, Rule<Track, Runner, Leg>> listener) {
      return new Track(table, listener) {
        @Override
        boolean tired(int variety) {
          return false;
        }
      };
    }
  }

  @Test
  void a_row_that_no_walk_meets_is_found_and_so_is_a_mutant_of_it() {
    Map<String, String> failures = TestRun.of(NobodyIsTired.class).failures();
    assertThat(failures).containsOnlyKeys("walks_meet_every_row", "walks_tell_every_mutant_apart");
    assertThat(failures.get("walks_meet_every_row"))
        .contains("rows of table relay that none of 300 walks has met")
        .contains("[WAITING -> GO [TIRED]]");
    assertThat(failures.get("walks_tell_every_mutant_apart"))
        .contains("mutants of table relay that 300 walks do not tell apart")
        .contains("redirect landing: WAITING -> GO [TIRED] lands in RUNNING");
  }

  static class Excused extends NobodyIsTired {
    @Override
    protected Map<String, String> unmet() {
      return Map.of("WAITING -> GO [TIRED]", "nobody is tired");
    }
  }

  static class ExcusedForNothing extends Sound {
    @Override
    protected Map<String, String> unmet() {
      return Map.of("WAITING -> GO [TIRED]", "nobody is tired");
    }

    @Override
    protected Map<String, String> equivalents() {
      return Map.of("drop row: nowhere", "it is not there");
    }
  }

  @Test
  void excuses_are_accepted_as_long_as_they_are_true() {
    assertThat(TestRun.of(Excused.class).failures())
        .containsOnlyKeys("walks_tell_every_mutant_apart");
    Map<String, String> failures = TestRun.of(ExcusedForNothing.class).failures();
    assertThat(failures).containsOnlyKeys("walks_meet_every_row", "walks_tell_every_mutant_apart");
    assertThat(failures.get("walks_meet_every_row")).contains("are met all the same");
    assertThat(failures.get("walks_tell_every_mutant_apart")).contains("have to survive");
  }

  static class Unproved extends Sound {
    @Override
    protected TransitionTable<Leg, Call, Runner, Rule<Track, Runner, Leg>> table() {
      return TABLE.unproved().with();
    }
  }

  @Test
  void a_table_without_proof_is_found() {
    assertThat(TestRun.of(Unproved.class).failures().get("the_table_proves_itself"))
        .contains("table relay proves itself in full");
  }

  @Test
  void recommendations_that_are_lost_are_told_apart() {
    MutantHunt<Track, Leg, Call, Runner> hunt = new MutantHunt<>(TABLE, Track::new);
    hunt.run();
    assertThat(hunt.survivors()).isEqualTo(List.of());
    assertThat(hunt.score()).contains(" are told apart, 0 are not");
  }
}
