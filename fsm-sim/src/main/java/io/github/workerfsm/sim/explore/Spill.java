package io.github.workerfsm.sim.explore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a frontier that is on disk: whole chunks in a file of its own, read back in the order
 * they were written. The file goes when it is closed. Calls come one at a time, under the lock of
 * the {@link Frontier}.
 */
final class Spill implements AutoCloseable {

  private final int words;
  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer bytes;
  private final LongBuffer longs;
  private final List<long[]> written = new ArrayList<>();
  private int read;
  private long end;

  /** Opens a file in {@code directory}, which must exist. */
  Spill(Path directory, int words) {
    this.words = words;
    this.bytes = ByteBuffer.allocateDirect((int) Chunk.bytes(words));
    this.longs = bytes.asLongBuffer();
    try {
      file = Files.createTempFile(directory, "frontier", ".spill");
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot spill the frontier to " + directory, e);
    }
  }

  boolean isEmpty() {
    return read == written.size();
  }

  /** Chunks that have not been read. */
  int size() {
    return written.size() - read;
  }

  /** Appends the states of {@code chunk}, which may be used for something else afterwards. */
  void write(Chunk chunk) {
    longs.clear().put(chunk.data, 0, chunk.size() * words);
    bytes.clear().limit(chunk.size() * words * Long.BYTES);
    long at = end;
    try {
      while (bytes.hasRemaining()) {
        end += channel.write(bytes, end);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot spill the frontier to " + file, e);
    }
    written.add(new long[] {at, chunk.size()});
  }

  /** Fills {@code chunk} with the oldest states that have not been read; there must be some. */
  void read(Chunk chunk) {
    peek(0, chunk);
    if (++read == written.size()) {
      written.clear();
      read = 0;
      end = 0;
    }
  }

  /** Fills {@code chunk} with the states of the chunk that is to be read after {@code i} others. */
  void peek(int i, Chunk chunk) {
    long[] next = written.get(read + i);
    int states = (int) next[1];
    bytes.clear().limit(states * words * Long.BYTES);
    try {
      long at = next[0];
      while (bytes.hasRemaining()) {
        int read = channel.read(bytes, at);
        if (read < 0) {
          throw new IOException("the file has become shorter");
        }
        at += read;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the frontier back from " + file, e);
    }
    longs.clear().get(chunk.data, 0, states * words);
    chunk.size(states);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + file, e);
    }
  }
}
