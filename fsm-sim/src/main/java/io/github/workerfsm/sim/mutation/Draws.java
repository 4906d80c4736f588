package io.github.workerfsm.sim.mutation;

/** Numbers by SplitMix64: the same for the same seed, everywhere and for ever. */
final class Draws {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  Draws(long seed) {
    this.state = seed * GOLDEN;
  }

  /** From 0 to below the bound. */
  int below(int bound) {
    state += GOLDEN;
    long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (int) ((z >>> 33) % bound);
  }

  /** True once in so many times. */
  boolean oneIn(int times) {
    return below(times) == 0;
  }
}
