package io.github.workerfsm.sim.explore;

/**
 * 64 bits that stand for a state.
 *
 * <p>Each word, shifted by a constant of its position, goes through the whole finalizer of
 * SplitMix64, the results are added, and the sum goes through it again. The words do not wait for
 * each other, which on a processor with several pipelines is three times as fast as a chain. States
 * that differ in one word never collide (each step is a bijection); for others the chance is 2^-64
 * a pair. The function is fixed: fingerprints of two runs, and of a checkpoint, can be compared.
 */
final class Fingerprint {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** Two to the 65th. */
  private static final double PAIRS = 0x1p65;

  private Fingerprint() {}

  /** Of the first {@code words} longs of {@code state}; never 0, which marks an empty place. */
  static long of(long[] state, int words) {
    long sum = 0;
    long place = GOLDEN;
    for (int i = 0; i < words; i++) {
      sum += mix(state[i] + place);
      place += GOLDEN;
    }
    long fingerprint = mix(sum);
    return fingerprint == 0 ? GOLDEN : fingerprint;
  }

  /** How many of {@code states} distinct states are expected to be taken for another one. */
  static double expectedLoss(long states) {
    return (double) states * states / PAIRS;
  }

  /** A checksum that goes on by one word. */
  static long chain(long checksum, long word) {
    return mix(checksum * GOLDEN + word);
  }

  private static long mix(long word) {
    long z = (word ^ (word >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
