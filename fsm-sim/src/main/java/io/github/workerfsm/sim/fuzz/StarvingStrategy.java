package io.github.workerfsm.sim.fuzz;

import io.github.workerfsm.sim.world.Choice;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws by weight, but whatever concerns one of the workers, or one direction of its channels,
 * waits as long as anything else is due.
 */
final class StarvingStrategy implements Strategy {
  /** In 1,000. */
  private static final int MERCY = 15;

  private final UniformStrategy others;
  private final Dice dice;
  private final int starved;
  private final int part;
  private final List<Choice> fed = new ArrayList<>();
  private final List<Integer> positions = new ArrayList<>();

  StarvingStrategy(long seed, Swarm swarm, int workers) {
    others = new UniformStrategy(seed, swarm);
    dice = Dice.of(seed, Dice.Stream.STRATEGY);
    starved = dice.below(workers);
    part = dice.below(4);
  }

  @Override
  public int next(List<Choice> due, int step) {
    fed.clear();
    positions.clear();
    boolean mercy = dice.chance(MERCY);
    for (int i = 0; i < due.size(); i++) {
      if (mercy || !starved(due.get(i))) {
        fed.add(due.get(i));
        positions.add(i);
      }
    }
    return fed.isEmpty() ? others.next(due, step) : positions.get(others.next(fed, step));
  }

  private boolean starved(Choice choice) {
    if (choice.worker() != starved) {
      return false;
    }
    return switch (choice.kind()) {
      case TO_WORKER -> part == 0 || part == 1;
      case TO_SCHEDULER -> part == 0 || part == 2;
      default -> part == 0 || part == 3;
    };
  }
}
