package io.github.workerfsm.sim.fuzz;

import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.ChoiceKind;
import java.util.List;

/** Draws by weight, first between network and threads, then among the choices of one of them. */
final class UniformStrategy implements Strategy {
  private final Swarm swarm;
  private final Dice network;
  private final Dice threads;

  UniformStrategy(long seed, Swarm swarm) {
    this.swarm = swarm;
    this.network = Dice.of(seed, Dice.Stream.NETWORK);
    this.threads = Dice.of(seed, Dice.Stream.THREADS);
  }

  @Override
  public int next(List<Choice> due, int step) {
    int all = 0;
    int ofNetwork = 0;
    for (int i = 0; i < due.size(); i++) {
      ChoiceKind kind = due.get(i).kind();
      int weight = swarm.weight(kind);
      all += weight;
      ofNetwork += network(kind) ? weight : 0;
    }
    boolean network = this.network.below(all) < ofNetwork;
    int left = network ? this.network.below(ofNetwork) : threads.below(all - ofNetwork);
    for (int i = 0; i < due.size(); i++) {
      ChoiceKind kind = due.get(i).kind();
      if (network(kind) == network) {
        left -= swarm.weight(kind);
        if (left < 0) {
          return i;
        }
      }
    }
    throw new IllegalStateException("the weights of " + due + " do not add up");
  }

  static boolean network(ChoiceKind kind) {
    return switch (kind) {
      case TO_WORKER, TO_SCHEDULER, GATHER_START, GATHER_OK, GATHER_NETFAIL, NOTICE -> true;
      default -> false;
    };
  }
}
