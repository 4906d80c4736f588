package io.github.workerfsm.sim.explore;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Fingerprints and nothing else: 8 bytes a state, 12 at most with the room to grow.
 *
 * <p>The top bits of a fingerprint choose one of 64 segments, an open-addressing {@code long[]}
 * with linear probing; 0 marks an empty place, and a place is taken by compare-and-set and never
 * given back. A segment that is 84 % full is replaced by one a quarter larger, which is then 67 %
 * full: hence the 12 bytes (64 bits / 0.67), and hence segments, for only one of them exists twice
 * at a time. The place of a fingerprint is its low half scaled to the length, so that a segment and
 * its larger copy are in the same order and copying runs through memory in a straight line.
 *
 * <p>Adding threads share a lock, growing excludes them. A thread that finds its segment full lets
 * go of its share, grows the segment alone, takes its share again and starts anew. No thread waits
 * for anything while it holds a share, so this cannot end in a deadlock.
 */
final class FingerprintSet implements VisitedSet {

  private static final VarHandle PLACES = MethodHandles.arrayElementVarHandle(long[].class);

  private static final int SEGMENT_BITS = 6;
  private static final int SEGMENTS = 1 << SEGMENT_BITS;
  private static final int FIRST_LENGTH = 64;
  private static final double FULL_AT = 0.84;
  private static final double FULL_AT_LAST = 0.96;
  private static final double GROWTH = 1.25;

  /** A place, and what a {@link SecondLook} will need to know of it. */
  private static final long BYTES_PER_PLACE = Long.BYTES + Integer.BYTES;

  /** Counters of neighbouring segments stay out of each other's cache line. */
  private static final int SPACING = 16;

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final MemoryBudget memory;
  private final long[][] segments = new long[SEGMENTS][];
  private final int[] limits = new int[SEGMENTS];
  private final AtomicIntegerArray counts = new AtomicIntegerArray(SEGMENTS * SPACING);
  private final int[] firstPlaces = new int[SEGMENTS + 1];

  /** An empty set, whose arrays are reserved from {@code memory}, with 4 bytes more a place. */
  FingerprintSet(MemoryBudget memory) {
    this.memory = memory;
    memory.reserve(SEGMENTS * FIRST_LENGTH * BYTES_PER_PLACE);
    for (int s = 0; s < SEGMENTS; s++) {
      install(s, new long[FIRST_LENGTH]);
    }
  }

  @Override
  public void enter() {
    lock.readLock().lock();
  }

  @Override
  public void leave() {
    lock.readLock().unlock();
  }

  @Override
  public int add(long fingerprint, long[] state) {
    int s = (int) (fingerprint >>> (Long.SIZE - SEGMENT_BITS));
    while (true) {
      long[] segment = segments[s];
      int i = start(fingerprint, segment.length);
      while (true) {
        long there = (long) PLACES.getOpaque(segment, i);
        if (there == 0) {
          // Counted before it is put: the segment is never filled up, so a probe always ends.
          boolean room = counts.incrementAndGet(s * SPACING) <= limits[s];
          if (room) {
            there = (long) PLACES.compareAndExchange(segment, i, 0L, fingerprint);
            if (there == 0) {
              return ADDED;
            }
          }
          counts.decrementAndGet(s * SPACING);
          if (!room) {
            break;
          }
        }
        if (there == fingerprint) {
          return SEEN;
        }
        if (++i == segment.length) {
          i = 0;
        }
      }
      if (!makeRoom(s)) {
        return FULL;
      }
    }
  }

  @Override
  public long touch(long fingerprint) {
    long[] segment = segments[(int) (fingerprint >>> (Long.SIZE - SEGMENT_BITS))];
    return segment[start(fingerprint, segment.length)];
  }

  private static int start(long fingerprint, int length) {
    return (int) (((fingerprint & 0xFFFFFFFFL) * length) >>> 32);
  }

  private boolean makeRoom(int s) {
    leave();
    lock.writeLock().lock();
    try {
      if (counts.get(s * SPACING) < limits[s]) {
        return true;
      }
      return grow(s) || fillUp(s);
    } finally {
      // The share is taken before the whole is let go: nobody grows in between.
      enter();
      lock.writeLock().unlock();
    }
  }

  private boolean grow(int s) {
    long[] old = segments[s];
    long length = Math.min((long) (old.length * GROWTH) + 1, Integer.MAX_VALUE - 8L);
    if (length <= old.length || !memory.reserve(length * BYTES_PER_PLACE)) {
      return false;
    }
    long[] larger;
    try {
      larger = new long[(int) length];
    } catch (OutOfMemoryError full) {
      memory.release(length * BYTES_PER_PLACE);
      return false;
    }
    copy(old, larger);
    install(s, larger);
    memory.release(old.length * BYTES_PER_PLACE);
    return true;
  }

  /** No memory for a larger segment: slower probes are better than an early end. */
  private boolean fillUp(int s) {
    limits[s] = (int) (segments[s].length * FULL_AT_LAST);
    return counts.get(s * SPACING) < limits[s];
  }

  private static void copy(long[] from, long[] to) {
    for (long fingerprint : from) {
      if (fingerprint != 0) {
        int i = start(fingerprint, to.length);
        while (to[i] != 0) {
          if (++i == to.length) {
            i = 0;
          }
        }
        to[i] = fingerprint;
      }
    }
  }

  private void install(int s, long[] segment) {
    segments[s] = segment;
    limits[s] = (int) (segment.length * FULL_AT);
  }

  @Override
  public long size() {
    long size = 0;
    for (int s = 0; s < SEGMENTS; s++) {
      size += counts.get(s * SPACING);
    }
    return size;
  }

  @Override
  public long bytes() {
    long bytes = 0;
    for (long[] segment : segments) {
      bytes += (long) segment.length * Long.BYTES;
    }
    return bytes;
  }

  /** No thread may be adding. */
  void save(LongWriter out) throws IOException {
    for (int s = 0; s < SEGMENTS; s++) {
      out.put(segments[s].length);
      out.put(counts.get(s * SPACING));
      for (long fingerprint : segments[s]) {
        if (fingerprint != 0) {
          out.put(fingerprint);
        }
      }
    }
  }

  /** No thread may be adding, and the set must be empty. */
  void load(LongReader in) throws IOException {
    for (int s = 0; s < SEGMENTS; s++) {
      int length = in.getInt(Integer.MAX_VALUE - 8);
      int count = in.getInt(length);
      if (!memory.reserve((length - FIRST_LENGTH) * BYTES_PER_PLACE)) {
        throw new IOException("its visited states do not fit into the memory bound");
      }
      long[] fingerprints = new long[count];
      in.get(fingerprints, count);
      long[] segment = new long[length];
      copy(fingerprints, segment);
      counts.set(s * SPACING, count);
      install(s, segment);
    }
  }

  @Override
  public void freeze() {
    for (int s = 0; s < SEGMENTS; s++) {
      firstPlaces[s + 1] = Math.addExact(firstPlaces[s], segments[s].length);
    }
  }

  @Override
  public int place(long fingerprint, long[] state) {
    return placeOf(fingerprint);
  }

  @Override
  public int placeOf(long fingerprint) {
    int s = (int) (fingerprint >>> (Long.SIZE - SEGMENT_BITS));
    long[] segment = segments[s];
    int i = start(fingerprint, segment.length);
    while (segment[i] != fingerprint) {
      if (segment[i] == 0) {
        return -1;
      }
      if (++i == segment.length) {
        i = 0;
      }
    }
    return firstPlaces[s] + i;
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
    return segments[s][place - firstPlaces[s]];
  }

  @Override
  public long collisions() {
    return -1;
  }
}
