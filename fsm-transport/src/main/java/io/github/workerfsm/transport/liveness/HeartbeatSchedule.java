package io.github.workerfsm.transport.liveness;

/**
 * When this end has to say something. Soft: whatever is sent counts, so that a heartbeat travels
 * only where nothing else does. Nanoseconds, monotonic, handed in. Not thread-safe.
 */
public final class HeartbeatSchedule {
  private final long periodNanos;
  private long lastNanos;

  /** The first heartbeat is due one period after {@code nowNanos}. */
  public HeartbeatSchedule(long periodNanos, long nowNanos) {
    if (periodNanos <= 0) {
      throw new IllegalArgumentException("period is " + periodNanos + " ns, expected more than 0");
    }
    this.periodNanos = periodNanos;
    lastNanos = nowNanos;
  }

  /** Something has been sent. */
  public void sent(long nowNanos) {
    lastNanos = nowNanos;
  }

  /** How long ago something was sent; as long as a period, if longer. All that it goes by. */
  public long silentNanos(long nowNanos) {
    return Math.min(nowNanos - lastNanos, periodNanos);
  }

  /** Puts it where one was of which {@link #silentNanos} was noted; for simulation. */
  public void restore(long silentNanos, long nowNanos) {
    lastNanos = nowNanos - silentNanos;
  }

  /** Whether a heartbeat is due. */
  public boolean due(long nowNanos) {
    return nowNanos - lastNanos >= periodNanos;
  }

  /** Nanoseconds until one is due, 0 when it is. */
  public long untilDue(long nowNanos) {
    return Math.max(0, lastNanos + periodNanos - nowNanos);
  }
}
