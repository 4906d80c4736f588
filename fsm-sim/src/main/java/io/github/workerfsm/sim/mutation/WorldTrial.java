package io.github.workerfsm.sim.mutation;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.sim.world.FairDriver;
import io.github.workerfsm.sim.world.Ports;
import io.github.workerfsm.sim.world.RestChecks;
import io.github.workerfsm.sim.world.Violation;
import io.github.workerfsm.sim.world.World;
import io.github.workerfsm.sim.world.WorldSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plays a course in a small world, and judges it. */
final class WorldTrial {
  private WorldTrial() {}

  static Trial<Choice, Choice> of(WorldSpec spec, Ports ports, Course course) {
    return new Play(World.of(spec, ports)).play(course);
  }

  /** One run under way. */
  private static final class Play {
    private final World world;
    private final List<Choice> chosen = new ArrayList<>();
    private final List<Choice> happened = new ArrayList<>();
    private Trial.Stage stage = Trial.Stage.STEPS;
    private @Nullable Violation violation;

    Play(World world) {
      this.world = world;
    }

    Trial<Choice, Choice> play(Course course) {
      try {
        run(course);
      } catch (Broken broken) {
        violation = broken.violation;
      }
      return new Trial<>(
          ImmutableList.copyOf(chosen), ImmutableList.copyOf(happened), stage, violation);
    }

    private void run(Course course) {
      require(world.violations());
      for (Choice next = course.next(world); next != null; next = course.next(world)) {
        chosen.add(next);
        happened.add(next);
        apply(next);
      }
      stage = Trial.Stage.SETTLING;
      boolean rested = settle();
      stage = Trial.Stage.REST;
      if (peopled()) {
        require(served(rested ? RestChecks.atRest(world) : RestChecks.restless(world)));
      }
      stage = Trial.Stage.RELEASED;
      long all = world.wantedOrKept();
      if (all != 0) {
        Choice release = Choice.keys(ChoiceKind.RELEASE, Choice.NONE, all);
        happened.add(release);
        apply(release);
      }
      settle();
      require(RestChecks.afterRelease(world));
    }

    private boolean settle() {
      FairDriver driver =
          FairDriver.settle(
              world,
              choice -> {
                happened.add(choice);
                apply(choice);
              });
      if (!workerless()) {
        require(driver.livelocks());
      }
      return driver.rested();
    }

    /** A mutant may leave its surroundings in a state in which they fail in turn. */
    private void apply(Choice choice) {
      try {
        world.apply(choice);
      } catch (RuntimeException | StackOverflowError e) {
        throw new Broken(new Violation("S7", "", "", "exception: " + e));
      }
      require(world.violations());
    }

    private static void require(List<Violation> violations) {
      if (!violations.isEmpty()) {
        throw new Broken(violations.get(0));
      }
    }

    /** Without what is wanted in vain: a worker that may run it, or a client's value, is lost. */
    private List<Violation> served(List<Violation> violations) {
      boolean workerless = workerless();
      return violations.stream()
          .filter(found -> !found.property().equals("L1") || !(workerless || lost(found.key())))
          .toList();
    }

    /**
     * Whether something waits for a worker that is not there; one may ask for its value for ever.
     */
    private boolean workerless() {
      return world.scheduler().keys().stream()
          .anyMatch(key -> "no-worker".equals(world.scheduler().state(key)));
    }

    private boolean lost(String key) {
      return world.scheduler().state(key) == null;
    }

    private boolean peopled() {
      for (int w = 0; w < world.spec().workers().size(); w++) {
        if (world.registered(w)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Ends a run that has been judged. */
  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Violation violation;

    Broken(Violation violation) {
      super(violation.toString(), null, false, false);
      this.violation = violation;
    }
  }
}
