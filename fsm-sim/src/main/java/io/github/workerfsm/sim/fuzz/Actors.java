package io.github.workerfsm.sim.fuzz;

import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.ChoiceKind;

/** Who lets a choice happen: a channel, a thread, a transfer, a timer. */
final class Actors {
  private Actors() {}

  /** A number for the one who lets the choice happen, the same as long as it is at work. */
  static long of(Choice choice) {
    int who =
        switch (choice.kind()) {
          case TO_WORKER -> 0;
          case TO_SCHEDULER -> 1;
          case RUN_START, THREAD_SUCCESS, ALREADY_CANCELLED -> 2;
          case GATHER_START, GATHER_OK, GATHER_NETFAIL -> 3;
          default -> 4 + choice.kind().ordinal();
        };
    long of = choice.kind() == ChoiceKind.RETRY_BUSY || who == 3 ? choice.peer() : choice.key();
    return who | (long) choice.worker() << 8 | (of + 1) << 20 | (long) choice.number() << 32;
  }
}
