package io.github.workerfsm.sim.explore;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads what a {@link LongWriter} has written. */
final class LongReader implements AutoCloseable {

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).limit(0);
  private long checksum;

  LongReader(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ);
  }

  long get() throws IOException {
    while (buffer.remaining() < Long.BYTES) {
      buffer.compact();
      if (channel.read(buffer) < 0) {
        throw new EOFException("it ends too early");
      }
      buffer.flip();
    }
    long value = buffer.getLong();
    checksum = Fingerprint.chain(checksum, value);
    return value;
  }

  /** A number that must be from 0 to {@code most}. */
  int getInt(int most) throws IOException {
    long value = get();
    if (value < 0 || value > most) {
      throw new IOException("it is damaged: " + value + " where 0 to " + most + " was expected");
    }
    return (int) value;
  }

  void get(long[] out, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      out[i] = get();
    }
  }

  String getText() throws IOException {
    byte[] bytes = new byte[getInt(1 << 16)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) get();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * Gives the bytes that {@link LongWriter#bytes} has taken, to be read to the last one. They say
   * themselves how many they are: there is no end of the stream.
   */
  DataInputStream bytes() {
    return new DataInputStream(new Octets());
  }

  private final class Octets extends InputStream {
    private long word;
    private int left;

    @Override
    public int read() throws IOException {
      if (left == 0) {
        word = LongReader.this.get();
        left = Long.BYTES;
      }
      return (int) (word >>> --left * Byte.SIZE) & 0xFF;
    }

    @Override
    public int read(byte[] out, int from, int count) throws IOException {
      for (int i = 0; i < count; i++) {
        out[from + i] = (byte) read();
      }
      return count;
    }
  }

  /** Reads the checksum and compares. */
  void end() throws IOException {
    long expected = checksum;
    if (get() != expected) {
      throw new IOException("it is damaged: its checksum does not agree");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
