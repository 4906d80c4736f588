package io.github.workerfsm.sim.world;

import io.github.workerfsm.sim.scheduler.SchedulerEvent;
import java.util.List;

/**
 * Brings a new world to where it starts: every value in memory has honestly been computed where it
 * is, or copied there, so that no party knows anything that it has not been told.
 */
final class Opening {
  private static final int STEPS = 10_000;

  private final World world;
  private final WorldSpec spec;
  private final WorldState state;

  Opening(World world) {
    this.world = world;
    this.spec = world.spec();
    this.state = world.state();
  }

  void play() {
    for (int w = 0; w < state.workers(); w++) {
      if (spec.workers().get(w).present()) {
        world.exchange().start(w);
      }
    }
    for (int key = 0; key < spec.keys().size(); key++) {
      List<String> holders = spec.memory().get(spec.keys().get(key));
      for (int i = 0; i < holders.size(); i++) {
        put(key, spec.workerPosition(holders.get(i)), i == 0);
      }
    }
    if (spec.wants() != 0) {
      world.acts().submit(spec.wants(), 0);
    }
    world.exchange().checks().clear();
  }

  private void put(int key, int worker, boolean first) {
    if (!first) {
      world.acts().perform(Choice.keys(ChoiceKind.ACQUIRE, worker, 1L << key));
    } else if (key >= spec.tasks().size()) {
      world.acts().perform(Choice.key(ChoiceKind.SCATTER, worker, key));
    } else {
      compute(key, worker);
    }
    settle();
    WorkerPort port = world.worker(worker);
    if (port == null || port.value(spec.keys().get(key)) == null) {
      throw new IllegalArgumentException(
          "the world cannot start with "
              + spec.keys().get(key)
              + " in memory on "
              + spec.workers().get(worker).name());
    }
  }

  /** The scheduler has no choice: for the time being, all others are paused. */
  private void compute(int key, int worker) {
    pauseOthers(worker, true);
    long wanted = state.wanted;
    world.acts().submit(1L << key, 0);
    state.wanted = wanted;
    state.kept |= 1L << key;
    settle();
    pauseOthers(worker, false);
  }

  private void pauseOthers(int worker, boolean paused) {
    for (int w = 0; w < state.workers(); w++) {
      if (w != worker && state.alive(w)) {
        world.exchange().tell(new SchedulerEvent.Paused(state.id(w), paused));
      }
    }
  }

  private void settle() {
    for (int i = 0; i < STEPS; i++) {
      List<Choice> due = world.dueChoices();
      due.removeIf(choice -> choice.kind() == ChoiceKind.FIND_MISSING);
      if (due.isEmpty()) {
        return;
      }
      world.acts().perform(due.get(0));
    }
  }
}
