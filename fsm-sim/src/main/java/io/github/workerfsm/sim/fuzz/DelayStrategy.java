package io.github.workerfsm.sim.fuzz;

import io.github.workerfsm.sim.world.Choice;
import java.util.List;

/**
 * By turns, but at a few random moments whoever would be next has to wait for a while. Most defects
 * need few delays.
 *
 * <p>Source: Emmi, Qadeer and Rakamaric, Delay-bounded scheduling, 2011.
 */
final class DelayStrategy implements Strategy {
  private static final int MOST_DELAYS = 5;
  private static final int MEAN_WAIT = 12;

  private final Dice dice;
  private final int[] moments;
  private final long[] waiting;
  private final int[] until;
  private int delays;
  private int turn;

  DelayStrategy(long seed, Swarm swarm) {
    dice = Dice.of(seed, Dice.Stream.STRATEGY);
    moments = new int[dice.between(1, MOST_DELAYS)];
    for (int i = 0; i < moments.length; i++) {
      moments[i] = dice.below(swarm.steps());
    }
    waiting = new long[moments.length];
    until = new int[moments.length];
    turn = dice.below(8);
  }

  @Override
  public int next(List<Choice> due, int step) {
    int next = inTurn(due, step);
    for (int moment : moments) {
      if (moment == step && delays < waiting.length) {
        waiting[delays] = Actors.of(due.get(next));
        until[delays++] = step + 2 + dice.geometric(MEAN_WAIT);
        next = inTurn(due, step);
      }
    }
    turn = next + 1;
    return next;
  }

  /** The first from {@code turn} on that does not have to wait, or simply the first. */
  private int inTurn(List<Choice> due, int step) {
    for (int i = 0; i < due.size(); i++) {
      int at = (turn + i) % due.size();
      if (!waits(Actors.of(due.get(at)), step)) {
        return at;
      }
    }
    return turn % due.size();
  }

  private boolean waits(long actor, int step) {
    for (int i = 0; i < delays; i++) {
      if (waiting[i] == actor && step < until[i]) {
        return true;
      }
    }
    return false;
  }
}
