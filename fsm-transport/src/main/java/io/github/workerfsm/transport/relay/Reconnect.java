package io.github.workerfsm.transport.relay;

import java.util.random.RandomGenerator;

/**
 * When to connect again to somebody who was lost: after a random time, and not for ever. A
 * connection counts as stable, and the attempts begin anew, once it has lasted for some time; not
 * at the first message, or a receiver that fails right after the greeting would be tried without
 * end.
 *
 * <p>Nanoseconds, monotonic, handed in. Not thread-safe.
 */
public final class Reconnect {
  /** The answer when there is nothing to wait for any more. */
  public static final long GIVE_UP = -1;

  private static final long UNCONNECTED = Long.MIN_VALUE;

  private final int limit;
  private final long leastNanos;
  private final long mostNanos;
  private final long stableNanos;
  private final RandomGenerator random;
  private int attempts;
  private long sinceNanos = UNCONNECTED;

  /**
   * Nothing has been tried yet.
   *
   * @param limit attempts in a row, 1 or more
   * @param leastNanos wait at least so long before each but the first
   * @param mostNanos and at most so long
   * @param stableNanos how long a connection has to last to be stable
   */
  public Reconnect(
      int limit, long leastNanos, long mostNanos, long stableNanos, RandomGenerator random) {
    if (limit < 1 || leastNanos < 0 || mostNanos < leastNanos || stableNanos < 0) {
      throw new IllegalArgumentException(
          limit
              + " attempts after "
              + leastNanos
              + " to "
              + mostNanos
              + " ns, stable after "
              + stableNanos
              + " ns, expected 1 or more attempts and 0 <= least <= most");
    }
    this.limit = limit;
    this.leastNanos = leastNanos;
    this.mostNanos = mostNanos;
    this.stableNanos = stableNanos;
    this.random = random;
  }

  /** Two to ten seconds apart, stable after two periods of heartbeats. */
  public static Reconnect usual(int limit, RelaySettings settings, RandomGenerator random) {
    long stable = 2 * settings.thresholds().periodNanos();
    return new Reconnect(limit, 2_000_000_000L, 10_000_000_000L, stable, random);
  }

  /** An attempt has led to a connection. */
  public void connected(long nowNanos) {
    sinceNanos = nowNanos;
  }

  /**
   * An attempt has failed, or the connection is lost.
   *
   * @return how long to wait before the next attempt; {@link #GIVE_UP} when there is none
   */
  public long lost(long nowNanos) {
    if (sinceNanos != UNCONNECTED && nowNanos - sinceNanos >= stableNanos) {
      attempts = 0;
    }
    sinceNanos = UNCONNECTED;
    attempts++;
    if (attempts >= limit) {
      return GIVE_UP;
    }
    return leastNanos == mostNanos ? leastNanos : random.nextLong(leastNanos, mostNanos + 1);
  }

  /** Attempts in a row that have come to nothing. */
  public int attempts() {
    return attempts;
  }
}
