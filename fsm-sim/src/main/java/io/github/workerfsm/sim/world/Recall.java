package io.github.workerfsm.sim.world;

import org.jspecify.annotations.Nullable;

/**
 * Recalls what came of two things lately: of a state and a message, for example. Things are told
 * apart by identity, so neither has to be hashed; what is not recalled has to be found out again. A
 * fixed number of places, of which the later comer takes over the earlier's.
 *
 * <p>One thread uses it.
 */
public final class Recall<V> {
  /** First thing, second thing, what came of them, nothing: a line of the cache holds four. */
  private final @Nullable Object[] places;

  private final int shift;

  /** Recalls nothing yet; has {@code 1 << bits} places. */
  public Recall(int bits) {
    places = new @Nullable Object[4 << bits];
    shift = Long.SIZE - bits;
  }

  /** What came of them; null when it is not recalled. */
  @SuppressWarnings("unchecked") // only put puts something in
  public @Nullable V get(Interned first, Object second) {
    int i = place(first, second);
    return places[i] == first && places[i + 1] == second ? (V) places[i + 2] : null;
  }

  /** Keeps what came of them. */
  public void put(Interned first, Object second, V value) {
    int i = place(first, second);
    places[i] = first;
    places[i + 1] = second;
    places[i + 2] = value;
  }

  private int place(Interned first, Object second) {
    long mixed = (first.number + System.identityHashCode(second)) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> shift) << 2;
  }
}
