package io.github.workerfsm.sim.explore.reference;

import static io.github.workerfsm.sim.explore.reference.Layout.*;

/**
 * Two workers that have changed names. A state and its mirror image have mirrored steps, because
 * with two workers no choice looks at a name; with three, the source of a transfer is the lowest of
 * several, and this would not hold.
 */
final class WorkerSwap {

  private static final long ONE_REMOVED = (long) 1 << REMOVED_WORKER;
  private static final long TWO_REMOVED = (long) 2 << REMOVED_WORKER;

  private final Layout layout;
  private final long[] mirror;

  WorkerSwap(Layout layout) {
    this.layout = layout;
    this.mirror = new long[layout.words()];
  }

  /** Replaces {@code state} by its mirror image if that is the smaller. */
  void least(long[] state) {
    mirror[0] =
        grid(state[0], PROCESSING)
            | grid(state[0], HELD)
            | grid(state[0], THIEF)
            | workers(state[0], ALIVE)
            | workers(state[0], TRUSTED)
            | state[0] & ((long) SET_MASK << WANTED | -1L << STEALS);
    long rest = ~((long) GRID_MASK << HOLDERS | (long) GRID_MASK << GATHERS);
    int block = (mirror.length - 1 - 2) / 2;
    int inbox = layout.inboxWords();
    for (int w = 0; w < 2; w++) {
      long worker = state[worker(1 - w)];
      mirror[worker(w)] = worker & rest | grid(worker, HOLDERS) | grid(worker, GATHERS);
      for (int i = 0; i < inbox; i++) {
        long two = state[3 + (1 - w) * inbox + i];
        mirror[3 + w * inbox + i] =
            message(two & 0xFFFFFFFFL) | message(two >>> INBOX_BITS) << INBOX_BITS;
      }
      int outbox = block - inbox;
      System.arraycopy(
          state, 3 + 2 * inbox + (1 - w) * outbox, mirror, 3 + 2 * inbox + w * outbox, outbox);
    }
    if (less(mirror, state)) {
      System.arraycopy(mirror, 0, state, 0, mirror.length);
    }
  }

  private static boolean less(long[] a, long[] b) {
    int i = 0;
    while (i < a.length - 1 && a[i] == b[i]) {
      i++;
    }
    return a[i] < b[i];
  }

  /** The grid at {@code shift}, in place, its first two sets changed. */
  private static long grid(long word, int shift) {
    long sets = word >>> shift & 0xFF;
    return (sets >>> SET | (sets & SET_MASK) << SET) << shift;
  }

  private static long workers(long word, int shift) {
    long bits = word >>> shift & 3;
    return (bits >>> 1 | (bits & 1) << 1) << shift;
  }

  private static long message(long message) {
    long removed = message & (ONE_REMOVED | TWO_REMOVED);
    if (removed != 0) {
      removed ^= ONE_REMOVED | TWO_REMOVED;
    }
    long kept = (1L << REMOVED_WORKER) - 1;
    return message & kept | removed | grid(message, WHO_HAS);
  }
}
