package io.github.workerfsm.transport.net;

import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * A line for each refused connection, and no more than a person can read: ten a second, and how
 * many were left out. Thread-safe.
 */
final class RefusalLog {
  private static final int PER_SECOND = 10;
  private static final long SECOND = 1_000_000_000L;

  private final Logger log;
  private final LongSupplier clock;
  private long secondNanos;
  private int written;
  private long leftOut;

  RefusalLog(Logger log, LongSupplier clock) {
    this.log = log;
    this.clock = clock;
    secondNanos = clock.getAsLong();
  }

  /** Says who was refused and why, unless too much has been said in this second. */
  void refused(Object who, Object why, String detail) {
    long skipped;
    synchronized (this) {
      long now = clock.getAsLong();
      if (now - secondNanos >= SECOND) {
        secondNanos = now;
        written = 0;
      }
      if (written >= PER_SECOND) {
        leftOut++;
        return;
      }
      written++;
      skipped = leftOut;
      leftOut = 0;
    }
    if (skipped > 0) {
      log.warn("{} refused connections were not listed here", skipped);
    }
    log.warn("{} refused: {}: {}", who, why, detail);
  }
}
