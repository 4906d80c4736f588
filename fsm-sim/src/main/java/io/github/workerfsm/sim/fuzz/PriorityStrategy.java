package io.github.workerfsm.sim.fuzz;

import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.WorldHash;
import java.util.List;

/**
 * Probabilistic concurrency testing: everybody has a random rank, and whoever has the highest goes
 * on. At d - 1 random moments whoever would go on is put last. A defect that d events in a certain
 * order show is found with a probability that does not fall with the number of the others.
 *
 * <p>Source: Burckhardt and others, A randomized scheduler with probabilistic guarantees of finding
 * bugs, 2010.
 */
final class PriorityStrategy implements Strategy {
  private final long ranks;
  private final int[] moments;
  private final long[] last;
  private int demoted;

  PriorityStrategy(long seed, Swarm swarm, int depth) {
    Dice dice = Dice.of(seed, Dice.Stream.STRATEGY);
    ranks = dice.next();
    moments = new int[depth - 1];
    for (int i = 0; i < moments.length; i++) {
      moments[i] = dice.below(swarm.steps());
    }
    last = new long[moments.length];
  }

  @Override
  public int next(List<Choice> due, int step) {
    int next = highest(due);
    for (int moment : moments) {
      if (moment == step && demoted < last.length) {
        last[demoted++] = Actors.of(due.get(next));
        next = highest(due);
      }
    }
    return next;
  }

  private int highest(List<Choice> due) {
    int best = 0;
    long most = Long.MIN_VALUE;
    for (int i = 0; i < due.size(); i++) {
      long rank = rank(Actors.of(due.get(i)));
      if (rank > most) {
        most = rank;
        best = i;
      }
    }
    return best;
  }

  private long rank(long actor) {
    for (int i = 0; i < demoted; i++) {
      if (last[i] == actor) {
        return -1 - i;
      }
    }
    return WorldHash.mix(ranks, actor) >>> 1;
  }
}
