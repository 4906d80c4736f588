package io.github.workerfsm.sim.explore;

import java.io.EOFException;
import java.io.IOException;
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
