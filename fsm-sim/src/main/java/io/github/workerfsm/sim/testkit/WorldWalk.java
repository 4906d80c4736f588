package io.github.workerfsm.sim.testkit;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.sim.world.ChoiceText;
import io.github.workerfsm.sim.world.FairDriver;
import io.github.workerfsm.sim.world.Ports;
import io.github.workerfsm.sim.world.RestChecks;
import io.github.workerfsm.sim.world.Violation;
import io.github.workerfsm.sim.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * A world that has been walked through, and its story so far. What it is asked goes on with the
 * walk: first the {@link #choices} of the plan, then {@link #atRest}, then {@link #afterRelease}.
 */
public final class WorldWalk {
  private final WorldPlan plan;
  private final World world;
  private final List<Choice> choices = new ArrayList<>();

  private WorldWalk(WorldPlan plan, Ports ports) {
    this.plan = plan;
    this.world = World.of(plan.spec(), ports);
  }

  static WorldWalk of(WorldPlan plan, Ports ports) {
    WorldWalk walk = new WorldWalk(plan, ports);
    plan.steps().forEach(walk::step);
    return walk;
  }

  private void step(int number) {
    List<Choice> offered = world.choices();
    if (!offered.isEmpty()) {
      apply(offered.get(Math.floorMod(number, offered.size())));
    }
  }

  private void apply(Choice choice) {
    choices.add(choice);
    world.apply(choice);
  }

  /** The world, as it is now. */
  public World world() {
    return world;
  }

  /** Everything that has happened so far: applied to another world of the plan, a replay. */
  public ImmutableList<Choice> choices() {
    return ImmutableList.copyOf(choices);
  }

  /** The safety properties (S1 to S11, L6) that have been violated so far, each once, in order. */
  public List<Violation> unsafe() {
    return world.violations();
  }

  /**
   * Lets everything happen that is due, and no fault.
   *
   * @return what does not hold then: livelocks (L4), agreement (A1, A2) and liveness (L1 to L3), as
   *     far as a worker is left to come to rest
   */
  public List<Violation> atRest() {
    FairDriver driver = FairDriver.settle(world, this::apply);
    List<Violation> found = new ArrayList<>(driver.livelocks());
    if (hasWorker()) {
      found.addAll(driver.rested() ? RestChecks.atRest(world) : RestChecks.restless(world));
    }
    return found;
  }

  /**
   * Releases all that is wanted and lets everything happen that is due.
   *
   * @return what is left in the tables of scheduler and workers (L5)
   */
  public List<Violation> afterRelease() {
    long all = world.wantedOrKept();
    if (all != 0) {
      apply(Choice.keys(ChoiceKind.RELEASE, Choice.NONE, all));
    }
    FairDriver.settle(world, this::apply);
    return RestChecks.afterRelease(world);
  }

  private boolean hasWorker() {
    for (int w = 0; w < world.spec().workers().size(); w++) {
      if (world.registered(w)) {
        return true;
      }
    }
    return false;
  }

  /** The world and what has happened, one choice a line, in the notation of the scenarios. */
  @Override
  public String toString() {
    ChoiceText text = new ChoiceText(world.spec());
    StringBuilder story = new StringBuilder(plan.world());
    choices.forEach(choice -> story.append("\n  ").append(text.print(choice)));
    return story.append('\n').toString();
  }
}
