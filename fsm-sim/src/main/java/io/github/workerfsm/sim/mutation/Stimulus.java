package io.github.workerfsm.sim.mutation;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.worker.RuleSet;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of a walk of a lone worker: what kind of event, and three numbers from which it is made
 * when its turn comes. Plain data, so that a walk can be shortened by leaving steps out.
 *
 * @param kind what happens
 * @param which selects a key, a run, a transfer or a peer, by remainder
 * @param mask selects several keys, by bit
 * @param detail everything else, by bit
 */
record Stimulus(EventKind kind, int which, int mask, int detail) {
  private static final EventKind[] KINDS = EventKind.values();
  private static final int LONGEST = 40;
  private static final int SHORTEST = 3;
  private static final int DETAILS = 1 << 14;
  private static final int OPENING = 12;
  private static final int ANSWERED = 1 << 4;
  private static final int FAVOURITE = 24;
  private static final int[] WEIGHTS = {0, 1, 2, 4, 8};

  boolean bit(int i) {
    return (detail >>> i & 1) != 0;
  }

  /** {@code count} bits of the detail, from bit {@code first}. */
  int bits(int first, int count) {
    return detail >>> first & (1 << count) - 1;
  }

  /** The steps of a seed: each seed has weights and a length of its own. */
  static ImmutableList<Stimulus> seeded(long seed) {
    Draws draws = new Draws(seed);
    int[] weights = new int[KINDS.length];
    int total = 0;
    for (EventKind kind : KINDS) {
      int weight = WEIGHTS[draws.below(WEIGHTS.length)] * usual(kind);
      weights[kind.ordinal()] = Math.max(weight, kind == EventKind.COMPUTE_TASK ? 1 : 0);
      total += weights[kind.ordinal()];
    }
    int favourites = draws.below(3);
    for (int i = 0; i < favourites; i++) {
      EventKind favourite = KINDS[draws.below(KINDS.length)];
      weights[favourite.ordinal()] += FAVOURITE;
      total += FAVOURITE;
    }
    int keys = 1 + draws.below(Surroundings.KEYS.size());
    int length = SHORTEST + draws.below(LONGEST);
    ImmutableList.Builder<Stimulus> steps = ImmutableList.builder();
    if (draws.oneIn(OPENING)) {
      steps.addAll(draws.oneIn(3) ? resumed() : suspected(draws.oneIn(2)));
    }
    for (int i = 0; i < length; i++) {
      int drawn = draws.below(total);
      int kind = 0;
      while (drawn >= weights[kind]) {
        drawn -= weights[kind++];
      }
      int all = (1 << keys) - 1;
      int mask = draws.below(all + 1) & (draws.oneIn(2) ? draws.below(all + 1) : all);
      steps.add(new Stimulus(KINDS[kind], draws.below(keys), mask, draws.below(DETAILS)));
    }
    return steps.build();
  }

  /** Makes an input suspect, almost to its limit; perhaps also what is one failure beyond. */
  private static List<Stimulus> suspected(boolean beyond) {
    List<Stimulus> steps = new ArrayList<>();
    steps.add(new Stimulus(EventKind.ACQUIRE_REPLICAS, 0, 1, 1));
    int limit = RuleSet.CURRENT.policies().suspicionLimit();
    for (int failures = 1; failures < limit; failures++) {
      steps.add(new Stimulus(EventKind.GATHER_FAILURE, 0, 0, ANSWERED));
      if (failures < limit - 1 || !beyond) {
        steps.add(new Stimulus(EventKind.REFRESH_WHO_HAS, 0, 1, 1));
      }
    }
    if (beyond) {
      steps.add(new Stimulus(EventKind.COMPUTE_TASK, 2, 3, 3));
      steps.add(new Stimulus(EventKind.GATHER_FAILURE, 0, 0, ANSWERED));
    }
    return steps;
  }

  /**
   * A run is taken back and wanted again, and its input, which has been let go meanwhile, goes on
   * to be on its way because of it alone.
   */
  private static List<Stimulus> resumed() {
    return List.of(
        new Stimulus(EventKind.COMPUTE_TASK, 1, 1, 1),
        new Stimulus(EventKind.GATHER_SUCCESS, 0, 1, ANSWERED),
        new Stimulus(EventKind.FREE_KEYS, 0, 3, 0),
        new Stimulus(EventKind.COMPUTE_TASK, 2, 1, 0),
        new Stimulus(EventKind.COMPUTE_TASK, 1, 1, 0),
        new Stimulus(EventKind.FREE_KEYS, 0, 4, 0));
  }

  private static int usual(EventKind kind) {
    return switch (kind) {
      case COMPUTE_TASK -> 6;
      case GATHER_SUCCESS, FREE_KEYS, EXECUTE_SUCCESS, ACQUIRE_REPLICAS -> 3;
      default -> 1;
    };
  }
}
