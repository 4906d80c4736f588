package io.github.workerfsm.transport.net;

import io.github.workerfsm.transport.liveness.Notice;
import io.github.workerfsm.transport.wire.Refusal;

/**
 * Sees what a network does of its own accord. Called in I/O threads and in the thread of the clock;
 * must neither block nor throw.
 */
public interface NetworkObserver {
  /** Sees nothing. */
  NetworkObserver NONE = new NetworkObserver() {};

  /**
   * A heartbeat was due and goes out.
   *
   * @param remote where the other end is, as {@code host:port}
   * @param lateNanos how long ago it was due
   */
  default void heartbeat(String remote, long lateNanos) {}

  /** Something has been noticed about the silence of the other end. */
  default void noticed(String remote, Notice.Kind what) {}

  /**
   * A connection has been refused, or ended for a reason.
   *
   * @param who it was, for a person
   * @param detail one line
   */
  default void refused(String who, Refusal why, String detail) {}
}
