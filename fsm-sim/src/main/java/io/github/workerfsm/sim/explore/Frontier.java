package io.github.workerfsm.sim.explore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The states of this level that are still to be expanded and those of the next level that have been
 * found, in chunks. Threads take and put whole chunks, so its lock is taken once in hundreds of
 * states. Emptied chunks are used again.
 *
 * <p>With a directory to spill to, chunks of the next level beyond a number that is kept in memory
 * go to a file and come back when their turn comes.
 */
final class Frontier implements AutoCloseable {

  private final int words;
  private final MemoryBudget memory;
  private final long chunksInMemory;
  private final @Nullable Path directory;

  private final ArrayDeque<Chunk> free = new ArrayDeque<>();
  private ArrayDeque<Chunk> now = new ArrayDeque<>();
  private ArrayDeque<Chunk> next = new ArrayDeque<>();
  private @Nullable Spill nowOnDisk;
  private @Nullable Spill nextOnDisk;
  private long waiting;
  private long found;
  private long spilled;

  /**
   * An empty frontier.
   *
   * @param directory where chunks go beyond {@code bytesInMemory} a level, or null: all stay in
   *     memory
   */
  Frontier(int words, MemoryBudget memory, @Nullable Path directory, long bytesInMemory) {
    this.words = words;
    this.memory = memory;
    this.directory = directory;
    this.chunksInMemory = Math.max(1, bytesInMemory / Chunk.bytes(words));
  }

  /** An empty chunk to fill, or null if the memory bound leaves no room for one. */
  synchronized @Nullable Chunk empty() {
    Chunk chunk = free.poll();
    if (chunk != null) {
      return chunk;
    }
    if (!memory.reserve(Chunk.bytes(words))) {
      return null;
    }
    return new Chunk(words);
  }

  /** Gives back a chunk whose states have been expanded. */
  synchronized void recycle(Chunk chunk) {
    chunk.clear();
    free.add(chunk);
  }

  /** States found for the next level. An empty chunk is recycled. */
  synchronized void put(Chunk chunk) {
    if (chunk.size() == 0) {
      recycle(chunk);
      return;
    }
    found += chunk.size();
    if (directory != null && next.size() >= chunksInMemory) {
      if (nextOnDisk == null) {
        nextOnDisk = new Spill(directory, words);
      }
      nextOnDisk.write(chunk);
      spilled += chunk.size();
      recycle(chunk);
    } else {
      next.add(chunk);
    }
  }

  /** States of this level to expand, or null when none are left or none can be read back now. */
  synchronized @Nullable Chunk take() {
    Chunk chunk = now.poll();
    if (chunk == null && nowOnDisk != null && !nowOnDisk.isEmpty()) {
      chunk = empty();
      if (chunk != null) {
        nowOnDisk.read(chunk);
      }
    }
    if (chunk != null) {
      waiting -= chunk.size();
    }
    return chunk;
  }

  /** The next level becomes this level. All of this level must have been taken. */
  synchronized void advance() {
    ArrayDeque<Chunk> emptied = now;
    now = next;
    next = emptied;
    Spill emptiedOnDisk = nowOnDisk;
    nowOnDisk = nextOnDisk;
    nextOnDisk = emptiedOnDisk;
    waiting = found;
    found = 0;
  }

  /** Saves this level, of which nothing may have been taken. */
  synchronized void save(LongWriter out) throws IOException {
    out.put(waiting);
    for (Chunk chunk : now) {
      chunk.save(out);
    }
    if (nowOnDisk != null) {
      Chunk chunk = new Chunk(words);
      for (int i = 0; i < nowOnDisk.size(); i++) {
        nowOnDisk.peek(i, chunk);
        chunk.save(out);
      }
    }
  }

  /** Loads this level into an empty frontier. */
  synchronized void load(LongReader in) throws IOException {
    long states = in.get();
    while (found < states) {
      Chunk chunk = empty();
      if (chunk == null) {
        throw new IOException("its frontier does not fit into the memory bound");
      }
      chunk.load(in);
      put(chunk);
    }
    advance();
  }

  /** States of this level that have not been taken. */
  synchronized long waiting() {
    return waiting;
  }

  /** States of this level that have not been taken and states found for the next. */
  synchronized long size() {
    return waiting + found;
  }

  /** States that went to disk so far. */
  synchronized long spilled() {
    return spilled;
  }

  @Override
  public synchronized void close() {
    if (nowOnDisk != null) {
      nowOnDisk.close();
    }
    if (nextOnDisk != null) {
      nextOnDisk.close();
    }
  }
}
