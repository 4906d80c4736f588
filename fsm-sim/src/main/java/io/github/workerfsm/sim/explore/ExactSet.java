package io.github.workerfsm.sim.explore;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whole states: nothing is ever lost, at the price of {@code 8 * words + 8} bytes a state and more.
 * It exists to prove {@link FingerprintSet}: both must count the same.
 *
 * <p>64 segments by the top bits of the fingerprint, each behind a lock of its own.
 */
final class ExactSet implements VisitedSet {

  private static final int SEGMENT_BITS = 6;
  private static final int SEGMENTS = 1 << SEGMENT_BITS;

  private final int words;
  private final MemoryBudget memory;
  private final Segment[] segments = new Segment[SEGMENTS];
  private final int[] firstPlaces = new int[SEGMENTS + 1];

  /**
   * An empty set of states of {@code words} longs, whose arrays are reserved from {@code memory}.
   */
  ExactSet(int words, MemoryBudget memory) {
    this.words = words;
    this.memory = memory;
    for (int s = 0; s < SEGMENTS; s++) {
      segments[s] = new Segment();
      memory.reserve(segments[s].bytes());
    }
  }

  @Override
  public void enter() {}

  @Override
  public void leave() {}

  @Override
  public int add(long fingerprint, long[] state) {
    Segment segment = segment(fingerprint);
    synchronized (segment) {
      return segment.add(fingerprint, state);
    }
  }

  @Override
  public long touch(long fingerprint) {
    return 0;
  }

  private Segment segment(long fingerprint) {
    return segments[index(fingerprint)];
  }

  private static int index(long fingerprint) {
    return (int) (fingerprint >>> (Long.SIZE - SEGMENT_BITS));
  }

  @Override
  public long size() {
    return Arrays.stream(segments).mapToLong(Segment::size).sum();
  }

  @Override
  public long bytes() {
    return Arrays.stream(segments).mapToLong(Segment::bytes).sum();
  }

  @Override
  public void freeze() {
    for (int s = 0; s < SEGMENTS; s++) {
      firstPlaces[s + 1] = Math.addExact(firstPlaces[s], (int) segments[s].size());
    }
  }

  @Override
  public int place(long fingerprint, long[] state) {
    return place(fingerprint, segment(fingerprint).find(fingerprint, state));
  }

  @Override
  public int placeOf(long fingerprint) {
    return place(fingerprint, segment(fingerprint).find(fingerprint, null));
  }

  private int place(long fingerprint, int found) {
    return found < 0 ? -1 : firstPlaces[index(fingerprint)] + found;
  }

  @Override
  public int places() {
    return firstPlaces[SEGMENTS];
  }

  @Override
  public long fingerprintAt(int place) {
    int s = 0;
    while (firstPlaces[s + 1] <= place) {
      s++;
    }
    return segments[s].states[(place - firstPlaces[s]) * (words + 1)];
  }

  @Override
  public long collisions() {
    return Arrays.stream(segments).mapToLong(segment -> segment.collisions).sum();
  }

  /** Records of a fingerprint and the words of its state, found by an index of record numbers. */
  private final class Segment {
    private long[] states = new long[16 * (words + 1)];
    private int[] index = new int[32];
    private int size;
    private long collisions;

    long size() {
      return size;
    }

    long bytes() {
      return (long) states.length * Long.BYTES + (long) index.length * Integer.BYTES;
    }

    int add(long fingerprint, long[] state) {
      if (find(fingerprint, state) >= 0) {
        return SEEN;
      }
      if (!makeRoom()) {
        return FULL;
      }
      int record = size++;
      states[record * (words + 1)] = fingerprint;
      System.arraycopy(state, 0, states, record * (words + 1) + 1, words);
      if (link(record, fingerprint)) {
        collisions++;
      }
      return ADDED;
    }

    /** The number of the record, or -1. Without a state: of one that has this fingerprint. */
    int find(long fingerprint, long @Nullable [] state) {
      for (int i = start(fingerprint); index[i] != 0; i = after(i)) {
        int at = (index[i] - 1) * (words + 1);
        if (states[at] == fingerprint
            && (state == null || Arrays.equals(states, at + 1, at + 1 + words, state, 0, words))) {
          return index[i] - 1;
        }
      }
      return -1;
    }

    /** Puts {@code record} into the index; whether one with the same fingerprint is there. */
    private boolean link(int record, long fingerprint) {
      boolean shared = false;
      int i = start(fingerprint);
      while (index[i] != 0) {
        shared |= states[(index[i] - 1) * (words + 1)] == fingerprint;
        i = after(i);
      }
      index[i] = record + 1;
      return shared;
    }

    private int start(long fingerprint) {
      return (int) (((fingerprint & 0xFFFFFFFFL) * index.length) >>> 32);
    }

    private int after(int i) {
      return i + 1 == index.length ? 0 : i + 1;
    }

    private boolean makeRoom() {
      if ((size + 1) * (words + 1) > states.length) {
        long length = states.length + (states.length >> 1) / (words + 1) * (words + 1L);
        if (length > Integer.MAX_VALUE - 8L || !memory.reserve(length * Long.BYTES)) {
          return false;
        }
        memory.release((long) states.length * Long.BYTES);
        states = Arrays.copyOf(states, (int) length);
      }
      if (size * 2 >= index.length) {
        if (!memory.reserve(index.length * 2L * Integer.BYTES)) {
          return false;
        }
        memory.release((long) index.length * Integer.BYTES);
        index = new int[index.length * 2];
        for (int record = 0; record < size; record++) {
          link(record, states[record * (words + 1)]);
        }
      }
      return true;
    }
  }
}
