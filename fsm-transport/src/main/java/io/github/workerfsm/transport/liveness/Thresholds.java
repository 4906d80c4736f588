package io.github.workerfsm.transport.liveness;

/**
 * How long silence may last, in nanoseconds.
 *
 * @param periodNanos the peer says something at least this often
 * @param suspectNanos silence after which it is suspect and asked
 * @param deadNanos silence after which it is taken for dead
 */
public record Thresholds(long periodNanos, long suspectNanos, long deadNanos) {
  /** Checks that each is longer than the one before. */
  public Thresholds {
    if (periodNanos <= 0 || suspectNanos <= periodNanos || deadNanos <= suspectNanos) {
      throw new IllegalArgumentException(
          "period "
              + periodNanos
              + ", suspect after "
              + suspectNanos
              + ", dead after "
              + deadNanos
              + " ns, expected 0 < period < suspect < dead");
    }
  }

  /** Suspect after two periods, dead after four. */
  public static Thresholds ofPeriod(long periodNanos) {
    return new Thresholds(periodNanos, 2 * periodNanos, 4 * periodNanos);
  }
}
