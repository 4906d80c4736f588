package io.github.workerfsm.sim.counterexample;

import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.sim.world.FairDriver;
import io.github.workerfsm.sim.world.RestChecks;
import io.github.workerfsm.sim.world.Violation;
import io.github.workerfsm.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What follows the last choice of a list. Workers that are gone or do nothing are replaced, and
 * everything due happens in a fair order: now agreement and liveness are judged. Then a client
 * releases all that it wants, everything due happens, and nothing may be left.
 */
public final class Aftermath {
  private final World world;
  private final Consumer<Choice> step;
  private final int grace;
  private final List<List<Choice>> rounds = new ArrayList<>();
  private final List<Violation> found = new ArrayList<>();

  private Aftermath(World world, Consumer<Choice> step, int grace) {
    this.world = world;
    this.step = step;
    this.grace = grace;
  }

  /**
   * Plays it.
   *
   * @param step lets a choice happen: {@code world::apply}, and whatever the caller does besides
   * @param grace steps during which no livelock is suspected, see {@link FairDriver#settle}
   */
  public static Aftermath play(World world, Consumer<Choice> step, int grace) {
    Aftermath aftermath = new Aftermath(world, step, grace);
    aftermath.rest();
    aftermath.release();
    aftermath.found.addAll(0, world.violations());
    return aftermath;
  }

  /** The properties that do not hold, those of the world itself first. */
  public List<Violation> violations() {
    return found;
  }

  /** What was done to workers at first, then after the world had come to rest, and so on. */
  public List<List<Choice>> healing() {
    return rounds;
  }

  /**
   * Somebody who is leaving is gone only when all has come to rest: there may be several rounds.
   */
  private void rest() {
    boolean rested = false;
    do {
      found.clear();
      heal();
      rested = settle();
    } while (needsHealing());
    found.addAll(rested ? RestChecks.atRest(world) : RestChecks.restless(world));
  }

  private boolean needsHealing() {
    for (int w = 0; w < world.spec().workers().size(); w++) {
      if (gone(w) && world.whyNot(Choice.at(ChoiceKind.JOIN, w)) == null) {
        return true;
      }
    }
    return false;
  }

  private boolean gone(int worker) {
    return world.whyNot(Choice.at(ChoiceKind.HEARTBEAT, worker)) != null;
  }

  private void heal() {
    rounds.add(new ArrayList<>());
    for (int w = 0; w < world.spec().workers().size(); w++) {
      if (gone(w)) {
        attempt(Choice.at(ChoiceKind.DEATH, w));
        attempt(Choice.at(ChoiceKind.JOIN, w));
      }
    }
  }

  private void attempt(Choice choice) {
    if (world.whyNot(choice) == null) {
      rounds.get(rounds.size() - 1).add(choice);
      step.accept(choice);
    }
  }

  private void release() {
    long all = world.wantedOrKept();
    if (all != 0) {
      step.accept(Choice.keys(ChoiceKind.RELEASE, Choice.NONE, all));
    }
    settle();
    found.addAll(RestChecks.afterRelease(world));
  }

  private boolean settle() {
    FairDriver driver = FairDriver.settle(world, step, grace);
    found.addAll(driver.livelocks());
    return driver.rested();
  }
}
