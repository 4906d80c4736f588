package io.github.workerfsm.sim.explore;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes longs to a file that it creates or empties, and a checksum of them at the end. */
final class LongWriter implements AutoCloseable {

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
  private long checksum;

  LongWriter(Path file) throws IOException {
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
  }

  void put(long value) throws IOException {
    if (!buffer.hasRemaining()) {
      flush();
    }
    buffer.putLong(value);
    checksum = Fingerprint.chain(checksum, value);
  }

  void put(long[] values, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      put(values[i]);
    }
  }

  void put(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    put(bytes.length);
    for (byte b : bytes) {
      put(b);
    }
  }

  /**
   * Takes bytes, 8 to a long, and fills the last long up when it is closed. Nothing else may be
   * written in between.
   */
  DataOutputStream bytes() {
    return new DataOutputStream(new Octets());
  }

  private final class Octets extends OutputStream {
    private long word;
    private int size;

    @Override
    public void write(int octet) throws IOException {
      word = word << Byte.SIZE | octet & 0xFF;
      if (++size == Long.BYTES) {
        LongWriter.this.put(word);
        size = 0;
      }
    }

    @Override
    public void close() throws IOException {
      while (size > 0) {
        write(0);
      }
    }
  }

  /** Writes the checksum; when this returns, all is on the disk. */
  void end() throws IOException {
    put(checksum);
    flush();
    channel.force(true);
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
