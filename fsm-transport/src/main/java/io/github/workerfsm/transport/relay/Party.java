package io.github.workerfsm.transport.relay;

/** Whatever has to look at the clock. Nanoseconds, monotonic, handed in; not thread-safe. */
public interface Party {
  /** Time has passed. */
  void tick(long nowNanos);
}
