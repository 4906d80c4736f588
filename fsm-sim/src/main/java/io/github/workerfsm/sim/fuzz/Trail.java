package io.github.workerfsm.sim.fuzz;

import io.github.workerfsm.sim.world.WorldHash;
import java.util.Arrays;

/**
 * The rolling hash of a run: every choice, every event of a worker, every stimulus of the scheduler
 * and every draw goes in. One value for each step, so that two runs of a seed that differ show
 * where they part.
 */
public final class Trail {
  private long hash = 1;
  private long[] steps = new long[128];
  private int size;

  void add(long word) {
    hash = WorldHash.mix(hash, word);
  }

  void endStep() {
    if (size == steps.length) {
      steps = Arrays.copyOf(steps, size * 2);
    }
    steps[size++] = hash;
  }

  /** How many steps there have been. */
  public int size() {
    return size;
  }

  /** The hash of everything so far. */
  public long hash() {
    return hash;
  }

  /** The first step, from 0, after which the two are no longer the same; -1 when there is none. */
  public int firstDifference(Trail other) {
    int mismatch = Arrays.mismatch(steps, 0, size, other.steps, 0, other.size);
    return mismatch < 0 && hash != other.hash ? size : mismatch;
  }
}
