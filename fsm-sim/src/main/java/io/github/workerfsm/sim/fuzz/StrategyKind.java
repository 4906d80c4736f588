package io.github.workerfsm.sim.fuzz;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The ways to choose what happens next. */
public enum StrategyKind {
  /** At random, by the weights of the seed. */
  UNIFORM {
    @Override
    Strategy of(long seed, Swarm swarm, int workers) {
      return new UniformStrategy(seed, swarm);
    }
  },
  /** Everybody has a random rank, the highest goes on; one is put last at a random moment. */
  PCT2 {
    @Override
    Strategy of(long seed, Swarm swarm, int workers) {
      return new PriorityStrategy(seed, swarm, 2);
    }
  },
  /** The same with two such moments. */
  PCT3 {
    @Override
    Strategy of(long seed, Swarm swarm, int workers) {
      return new PriorityStrategy(seed, swarm, 3);
    }
  },
  /** By turns, but a few times somebody has to wait for a while. */
  DELAY {
    @Override
    Strategy of(long seed, Swarm swarm, int workers) {
      return new DelayStrategy(seed, swarm);
    }
  },
  /** At random, but whatever concerns one of the workers waits as long as it can. */
  STARVE {
    @Override
    Strategy of(long seed, Swarm swarm, int workers) {
      return new StarvingStrategy(seed, swarm, workers);
    }
  };

  abstract Strategy of(long seed, Swarm swarm, int workers);

  /** The name in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The strategy with this name.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  public static StrategyKind byLabel(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no strategy " + label + ", expected one of " + labels()));
  }

  /** All names. */
  public static String labels() {
    return Arrays.stream(values()).map(StrategyKind::label).collect(Collectors.joining(", "));
  }
}
