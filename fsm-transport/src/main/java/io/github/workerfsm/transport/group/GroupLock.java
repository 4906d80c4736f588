package io.github.workerfsm.transport.group;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a group, kept where its member 0 is. Whoever asks first gets it first. A member that
 * has it may take it again only recursively, and gives it back as often. Not thread-safe.
 */
final class GroupLock {
  static final int NOBODY = -1;

  private final Deque<Integer> waiting = new ArrayDeque<>();
  private int owner = NOBODY;
  private int depth;

  /**
   * A member asks.
   *
   * @return null when the request stands, else why it does not
   */
  @Nullable String ask(int index, boolean recursive) {
    if (owner == NOBODY) {
      owner = index;
      depth = 1;
      return null;
    }
    if (owner == index) {
      if (!recursive) {
        return "member " + index + " has the lock already, expected a recursive request";
      }
      depth++;
      return null;
    }
    if (waiting.contains(index)) {
      return "member " + index + " waits for the lock already";
    }
    waiting.add(index);
    return null;
  }

  /** Takes it at once or not at all. */
  boolean tryTake(int index) {
    return owner == NOBODY && ask(index, false) == null;
  }

  /**
   * The owner gives it back.
   *
   * @return null when it was the owner's, else one line
   */
  @Nullable String release(int index) {
    if (owner != index) {
      return "member " + index + " gives back a lock that it does not have";
    }
    if (--depth == 0) {
      Integer next = waiting.poll();
      owner = next == null ? NOBODY : next;
      depth = next == null ? 0 : 1;
    }
    return null;
  }

  int owner() {
    return owner;
  }

  int depth() {
    return depth;
  }
}
