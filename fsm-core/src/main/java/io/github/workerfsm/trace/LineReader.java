package io.github.workerfsm.trace;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Lines of bytes of a stream, plain or compressed with gzip, told apart by the first bytes. The
 * buffer grows with the longest line up to a limit, and is what a hostile file can cost.
 */
final class LineReader {
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int FIRST_SIZE = 1 << 16;

  private final InputStream in;
  private final int limit;
  private byte[] buffer;
  private int from;
  private int length;
  private int next;
  private int end;

  /**
   * Reads lines of at most {@code limit} bytes.
   *
   * @throws IOException also when the beginning looks like gzip but is none
   */
  LineReader(InputStream bytes, int limit) throws IOException {
    InputStream eager = new Eager(bytes);
    eager.mark(2);
    int magic = eager.read() << 8 | eager.read();
    eager.reset();
    this.in = magic == GZIP_MAGIC ? new GZIPInputStream(eager, FIRST_SIZE) : eager;
    this.limit = limit;
    this.buffer = new byte[(int) Math.min(FIRST_SIZE, limit + 1L)];
  }

  /**
   * Goes to the next line; {@link #bytes}, {@link #from} and {@link #length} are where it is then.
   *
   * @return false at the end
   * @throws FormatProblem if the line is too long
   */
  boolean advance() throws IOException {
    from = next;
    int scanned = from;
    while (true) {
      int newline = find(scanned);
      if (newline >= 0) {
        length = newline - from;
        next = newline + 1;
        return true;
      }
      scanned = end - from;
      if (scanned > limit) {
        throw new FormatProblem(
            "the line is longer than " + limit + " bytes, expected a shorter one");
      }
      makeRoom();
      int read = in.read(buffer, end, buffer.length - end);
      if (read < 0) {
        length = end - from;
        next = end;
        return length > 0;
      }
      end += read;
    }
  }

  byte[] bytes() {
    return buffer;
  }

  int from() {
    return from;
  }

  int length() {
    return length;
  }

  private int find(int start) {
    for (int i = start; i < end; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private void makeRoom() {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, end - from);
      end -= from;
      from = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, limit + 1L));
    }
  }

  /**
   * Says that something is available unless the end is reached: a file may consist of several gzip
   * members, and {@link GZIPInputStream} goes on to the next one only when told so.
   */
  private static final class Eager extends BufferedInputStream {
    Eager(InputStream in) {
      super(in);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // one thread reads
    public int available() throws IOException {
      mark(1);
      int first = read();
      reset();
      return first < 0 ? 0 : Math.max(1, super.available());
    }
  }
}
