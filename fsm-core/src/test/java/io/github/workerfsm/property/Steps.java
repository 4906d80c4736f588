package io.github.workerfsm.property;

import io.github.workerfsm.event.EventKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Lists of steps: for jqwik, which shrinks them, and from a seed, for tests that repeat them. */
final class Steps implements ArbitrarySupplier<List<Step>> {
  private static final int LENGTH = 70;
  private static final int DETAILS = 1 << 14;

  @Override
  public Arbitrary<List<Step>> get() {
    List<Tuple2<Integer, EventKind>> weights = new ArrayList<>();
    for (EventKind kind : EventKind.values()) {
      weights.add(Tuple.of(weight(kind), kind));
    }
    Arbitrary<Integer> masks =
        Combinators.combine(
                Arbitraries.integers().between(0, 63), Arbitraries.integers().between(0, 63))
            .as((a, b) -> a & b);
    return Combinators.combine(
            Arbitraries.frequency(weights),
            Arbitraries.integers().between(0, 5),
            Arbitraries.oneOf(masks, Arbitraries.integers().between(0, 63)),
            Arbitraries.integers().between(0, DETAILS - 1))
        .as(Step::new)
        .list()
        .ofMaxSize(LENGTH);
  }

  /** The same steps for the same seed, always and everywhere. */
  static List<Step> seeded(long seed) {
    Random random = new Random(seed);
    List<EventKind> kinds = new ArrayList<>();
    for (EventKind kind : EventKind.values()) {
      for (int i = 0; i < weight(kind); i++) {
        kinds.add(kind);
      }
    }
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < LENGTH; i++) {
      steps.add(
          new Step(
              kinds.get(random.nextInt(kinds.size())),
              random.nextInt(6),
              random.nextInt(64) & (random.nextBoolean() ? random.nextInt(64) : 63),
              random.nextInt(DETAILS)));
    }
    return steps;
  }

  private static int weight(EventKind kind) {
    return switch (kind) {
      case COMPUTE_TASK -> 8;
      case GATHER_SUCCESS, FREE_KEYS -> 4;
      case EXECUTE_SUCCESS, ACQUIRE_REPLICAS, UNPAUSE -> 3;
      default -> 1;
    };
  }
}
