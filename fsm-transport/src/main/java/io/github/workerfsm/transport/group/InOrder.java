package io.github.workerfsm.transport.group;

import io.github.workerfsm.transport.message.Payload;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one member has sent to another: handed out in the order of the numbers, whatever order it
 * comes in. Bounded, those that came too early included. Not thread-safe.
 */
final class InOrder {
  private final int capacity;
  private final Deque<Payload> ready = new ArrayDeque<>();
  private final SortedMap<Long, Payload> early = new TreeMap<>();
  private long next;
  private long repeated;

  /** What became of a message. */
  enum Taken {
    /** It waits to be received, or for those before it. */
    KEPT,
    /** It was here already. */
    REPEATED,
    /** There is no room. */
    FULL
  }

  InOrder(int capacity) {
    this.capacity = capacity;
  }

  Taken put(long sequence, Payload payload) {
    if (sequence < next || early.containsKey(sequence)) {
      repeated++;
      return Taken.REPEATED;
    }
    // The one that all others wait for is never refused for their sake.
    if (sequence != next && ready.size() + early.size() >= capacity || ready.size() >= capacity) {
      return Taken.FULL;
    }
    early.put(sequence, payload);
    for (Payload due = early.remove(next); due != null; due = early.remove(next)) {
      ready.add(due);
      next++;
    }
    return Taken.KEPT;
  }

  @Nullable Payload poll() {
    return ready.poll();
  }

  long repeated() {
    return repeated;
  }

  int early() {
    return early.size();
  }
}
