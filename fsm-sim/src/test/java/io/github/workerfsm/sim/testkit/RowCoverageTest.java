package io.github.workerfsm.sim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.table.Engine;
import io.github.workerfsm.table.Guard;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionTable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A class that leaves out a row fails, and says which; part of a class does not. */
class RowCoverageTest {
  enum Light {
    OFF,
    ON,
    BROKEN
  }

  static final class Lamp extends Subject<Light> {
    Lamp() {
      super(Light.OFF);
    }
  }

  /** Lands where it is asked to. */
  record To(Light landing) implements Rule<Object, Lamp, Light> {
    @Override
    public String name() {
      return "TO_" + landing;
    }

    @Override
    public Light apply(Object surroundings, Lamp lamp, @Nullable Object argument) {
      return landing;
    }
  }

  enum Actor {
    HAND
  }

  private static final TransitionTable<Light, Light, Lamp, Rule<Object, Lamp, Light>> TABLE =
      TransitionTable.<Light, Light, Lamp, Rule<Object, Lamp, Light>>named(
              "lamp", Light.class, Light.class)
          .startsIn(Light.OFF)
          .endsIn(Light.BROKEN)
          .rows(List.of(row(Light.OFF, Light.ON), row(Light.ON, Light.OFF)))
          .row(row(Light.ON, Light.BROKEN))
          .row(
              Transition.never(
                  Light.OFF, Light.BROKEN, Guard.always(), Actor.HAND, "it is not in use"))
          .build();

  private static Transition<Light, Light, Lamp, Rule<Object, Lamp, Light>> row(
      Light from, Light to) {
    Rule<Object, Lamp, Light> rule = new To(to);
    return Transition.row(from, to, Guard.<Lamp>always(), Actor.HAND, rule, "asked").lands(to);
  }

  private static void play(RowCoverage coverage, Light... lights) {
    Engine<Object, Light, Light, Lamp> engine =
        new Engine<>(TABLE, new Object(), coverage.listener(), true, Long.MAX_VALUE);
    Lamp lamp = new Lamp();
    for (Light light : lights) {
      engine.transition(lamp, light, null);
    }
  }

  static class LeavesOneOut {
    @RegisterExtension static final RowCoverage COVERAGE = RowCoverage.of(TABLE);

    @Test
    void on() {
      play(COVERAGE, Light.ON);
    }

    @Test
    @Disabled
    void off() {}

    @Nested
    class Later {
      @Test
      void broken() {
        play(COVERAGE, Light.ON, Light.BROKEN);
      }
    }
  }

  @Test
  void a_class_that_leaves_out_a_row_fails_and_names_it() {
    TestRun run = TestRun.of(LeavesOneOut.class);
    assertThat(run.passed()).containsExactlyInAnyOrder("on", "broken");
    assertThat(run.failures()).hasSize(1);
    assertThat(run.failures().values())
        .singleElement()
        .asString()
        .contains("rows of table lamp that no test of LeavesOneOut takes")
        .contains("ON -> OFF")
        .doesNotContain("OFF -> ON")
        .doesNotContain("BROKEN");
  }

  @Test
  void part_of_a_class_takes_part_of_the_rows() {
    assertThat(TestRun.of(TakesAll.class, "on").failures()).isEmpty();
  }

  static class TakesAll {
    @RegisterExtension static final RowCoverage COVERAGE = RowCoverage.of(TABLE);

    @Test
    void on() {
      play(COVERAGE, Light.ON);
    }

    @Test
    void off_and_broken() {
      play(COVERAGE, Light.ON, Light.OFF, Light.ON, Light.BROKEN);
    }
  }

  @Test
  void never_rows_need_not_be_taken() {
    TestRun run = TestRun.of(TakesAll.class);
    assertThat(run.failures()).isEmpty();
    assertThat(run.passed()).hasSize(2);
  }

  static class FailsItself {
    @RegisterExtension static final RowCoverage COVERAGE = RowCoverage.of(TABLE);

    @Test
    void on() {
      play(COVERAGE, Light.ON);
      throw new AssertionError("on its own account");
    }
  }

  @Test
  void a_test_that_fails_is_blamed_alone() {
    assertThat(TestRun.of(FailsItself.class).failures()).containsOnlyKeys("on");
  }

  private static final RowCoverage BOTH = RowCoverage.together(TABLE, First.class, Second.class);

  static class First {
    @RegisterExtension static final RowCoverage COVERAGE = BOTH;

    @Test
    void on() {
      play(COVERAGE, Light.ON, Light.OFF);
    }
  }

  static class Second {
    @RegisterExtension static final RowCoverage COVERAGE = BOTH;

    @Test
    void on() {
      play(COVERAGE, Light.ON);
    }
  }

  @Test
  void several_classes_can_share_the_rows() {
    assertThat(TestRun.of(First.class).failures()).isEmpty();
    assertThat(TestRun.of(First.class, Second.class).failures().values())
        .singleElement()
        .asString()
        .contains("no test of First, Second takes")
        .contains("ON -> BROKEN");
  }
}
