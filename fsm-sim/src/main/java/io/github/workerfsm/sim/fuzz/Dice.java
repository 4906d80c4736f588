package io.github.workerfsm.sim.fuzz;

import io.github.workerfsm.sim.world.WorldHash;

/**
 * Chance, all of it from a seed. A run has several streams, each with dice of its own, so that what
 * one of them draws does not shift the others.
 */
final class Dice {
  /** What is drawn from a stream. */
  enum Stream {
    /** The cluster: graph, workers, what is wanted. */
    WORKLOAD,
    /** Which kinds of events and faults there are, and how often. */
    SWARM,
    /** The order of messages, and when transfers end. */
    NETWORK,
    /** When threads and timers end. */
    THREADS,
    /** Which faults happen, and when. */
    FAULTS,
    /** What a strategy decides once. */
    STRATEGY,
    /** What a campaign goes on from. */
    BRANCH
  }

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  private Dice(long state) {
    this.state = state;
  }

  /** The dice of a stream. */
  static Dice of(long seed, Stream stream) {
    return new Dice(WorldHash.mix(seed, WorldHash.of(stream.name())));
  }

  /** 64 bits. */
  long next() {
    state += GOLDEN;
    long z = state;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** From 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) ((next() >>> 33) * bound >>> 31);
  }

  /** From {@code least} to {@code most}. */
  int between(int least, int most) {
    return least + below(most - least + 1);
  }

  /** True with so many chances in 1,000. */
  boolean chance(int permille) {
    return below(1_000) < permille;
  }

  /** 0 or more with this mean: many small ones, and a tail of large ones. */
  int geometric(int mean) {
    int number = 0;
    while (below(mean + 1) != 0) {
      number++;
    }
    return number;
  }

  /** What has been drawn so far, as a number that differs after every draw. */
  long position() {
    return state;
  }
}
