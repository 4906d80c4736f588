package io.github.workerfsm.sim.explore;

import java.io.IOException;

/**
 * A few hundred states in a row: what threads take from the frontier, what a spilled frontier is
 * written and read in. Owned by one thread at a time.
 */
final class Chunk {

  /** States a chunk has room for. */
  static final int CAPACITY = 512;

  /** State {@code i} begins at {@code i * words}. */
  final long[] data;

  private final int words;
  private int size;

  Chunk(int words) {
    this.words = words;
    this.data = new long[words * CAPACITY];
  }

  /** Bytes of a chunk of states of {@code words} longs. */
  static long bytes(int words) {
    return (long) words * CAPACITY * Long.BYTES;
  }

  int size() {
    return size;
  }

  boolean full() {
    return size == CAPACITY;
  }

  void clear() {
    size = 0;
  }

  /** After {@link #data} was filled from elsewhere. */
  void size(int states) {
    size = states;
  }

  void save(LongWriter out) throws IOException {
    out.put(size);
    out.put(data, size * words);
  }

  void load(LongReader in) throws IOException {
    size = in.getInt(CAPACITY);
    if (size == 0) {
      throw new IOException("it is damaged: a chunk without states");
    }
    in.get(data, size * words);
  }

  void add(long[] state) {
    System.arraycopy(state, 0, data, size * words, words);
    size++;
  }

  void get(int i, long[] out) {
    System.arraycopy(data, i * words, out, 0, words);
  }
}
