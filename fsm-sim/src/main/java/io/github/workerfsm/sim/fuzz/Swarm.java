package io.github.workerfsm.sim.fuzz;

import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.ChoiceKind;
import java.util.EnumSet;

/**
 * What a run is made of: each seed switches some kinds of events and faults off and draws how often
 * the others happen, so that the rare ones are not always hidden behind the frequent.
 */
final class Swarm {
  private static final ChoiceKind[] KINDS = ChoiceKind.values();

  /** What is never switched off: without messages nothing happens. */
  private static final EnumSet<ChoiceKind> ALWAYS =
      EnumSet.of(ChoiceKind.TO_WORKER, ChoiceKind.TO_SCHEDULER);

  /** What never happens: nobody recovers from a value that its only holder denies. */
  private static final EnumSet<ChoiceKind> NEVER = EnumSet.of(ChoiceKind.LOSE_DATA);

  /** What keeps a run from coming to rest early. */
  private static final EnumSet<ChoiceKind> CLIENT =
      EnumSet.of(ChoiceKind.WANT, ChoiceKind.RELEASE, ChoiceKind.STEAL, ChoiceKind.PAUSE);

  private final int[] times = new int[KINDS.length];
  private final int[] weights = new int[KINDS.length];
  private final int steps;
  private final int faultPermille;
  private final long slowThreads;
  private final long slowTransfers;
  private final int wantsAgainPermille;

  private Swarm(Dice dice) {
    int presence = new int[] {150, 350, 700}[dice.below(3)];
    for (ChoiceKind kind : KINDS) {
      int i = kind.ordinal();
      boolean off = !ALWAYS.contains(kind) && dice.chance(kind.fault() ? 1_000 - presence : 80);
      int weight = 1 << 2 * dice.below(3);
      int most = 1 + dice.geometric(CLIENT.contains(kind) ? 8 : 1);
      weights[i] = off ? 0 : weight;
      times[i] = off || !kind.fault() || NEVER.contains(kind) ? 0 : most;
    }
    faultPermille = dice.between(30, 400);
    steps = (8 + dice.geometric(80)) * (dice.chance(40) ? 10 : 1);
    slowThreads = dice.chance(400) ? dice.between(1, 7) : 0;
    slowTransfers = dice.chance(250) ? dice.between(1, 7) : 0;
    wantsAgainPermille = dice.chance(300) ? dice.between(200, 900) : 0;
  }

  /** The swarm that this seed gives. */
  static Swarm of(long seed) {
    return new Swarm(Dice.of(seed, Dice.Stream.SWARM));
  }

  /** How often each fault may happen, by ordinal of the kind; the caller's to change. */
  int[] times() {
    return times.clone();
  }

  /** How often the kind happens in relation to others; 0 for one that is switched off. */
  int weight(ChoiceKind kind) {
    return weights[kind.ordinal()];
  }

  /** Whether the choice ends a run or a transfer on a worker where these take very long. */
  boolean slow(Choice choice) {
    return switch (choice.kind()) {
      case THREAD_SUCCESS -> (slowThreads >>> choice.worker() & 1) != 0;
      case GATHER_OK, GATHER_NETFAIL -> (slowTransfers >>> choice.worker() & 1) != 0;
      default -> false;
    };
  }

  /**
   * How often, of 1,000 times, a client wants again at once what it has just let go. What has been
   * sent for the old wish meets the new one then, which it seldom does when others come between.
   */
  int wantsAgainPermille() {
    return wantsAgainPermille;
  }

  /** How many events the phase with faults has at most. */
  int steps() {
    return steps;
  }

  /** How many events of 1,000 are faults, as long as there are any. */
  int faultPermille() {
    return faultPermille;
  }
}
