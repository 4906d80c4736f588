package io.github.workerfsm.sim.explore;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the bytes of the large arrays of one exploration against a bound. Any thread may call it.
 */
final class MemoryBudget {

  private final long limit;
  private final AtomicLong reserved = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();

  /** At most {@code limit} bytes. */
  MemoryBudget(long limit) {
    this.limit = limit;
  }

  /** Takes {@code bytes}, or takes nothing and answers false. */
  boolean reserve(long bytes) {
    long now = reserved.addAndGet(bytes);
    if (now > limit) {
      reserved.addAndGet(-bytes);
      return false;
    }
    peak.accumulateAndGet(now, Math::max);
    return true;
  }

  void release(long bytes) {
    reserved.addAndGet(-bytes);
  }

  /** The most bytes that were reserved at one time. */
  long peak() {
    return peak.get();
  }
}
