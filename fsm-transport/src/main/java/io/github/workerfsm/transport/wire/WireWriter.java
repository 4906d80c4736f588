package io.github.workerfsm.transport.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Writes numbers and texts one after the other, big-endian. Grows as needed. */
public final class WireWriter {
  private ByteBuffer buffer = ByteBuffer.allocate(64);

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      int needed = Math.addExact(buffer.position(), bytes);
      ByteBuffer larger = ByteBuffer.allocate(Math.max(needed, needed + needed / 2));
      buffer.flip();
      larger.put(buffer);
      buffer = larger;
    }
    return buffer;
  }

  /** One byte. */
  public WireWriter u8(int value) {
    room(1).put((byte) value);
    return this;
  }

  /** Four bytes. */
  public WireWriter i32(int value) {
    room(4).putInt(value);
    return this;
  }

  /** Eight bytes. */
  public WireWriter i64(long value) {
    room(8).putLong(value);
    return this;
  }

  /** A floating-point number in eight bytes. */
  public WireWriter f64(double value) {
    room(8).putDouble(value);
    return this;
  }

  /** One byte, 0 or 1. */
  public WireWriter bool(boolean value) {
    return u8(value ? 1 : 0);
  }

  /** Sixteen bytes. */
  public WireWriter uuid(UUID value) {
    return i64(value.getMostSignificantBits()).i64(value.getLeastSignificantBits());
  }

  /** Bytes without their length. */
  public WireWriter raw(byte[] bytes) {
    room(bytes.length).put(bytes);
    return this;
  }

  /** The length in four bytes, and the bytes. */
  public WireWriter bytes(byte[] bytes) {
    return i32(bytes.length).raw(bytes);
  }

  /** The length in bytes, and the text in UTF-8. */
  public WireWriter text(String text) {
    return bytes(text.getBytes(UTF_8));
  }

  /** The number of elements, and the elements. */
  public <E> WireWriter list(List<E> elements, BiConsumer<WireWriter, E> element) {
    i32(elements.size());
    elements.forEach(e -> element.accept(this, e));
    return this;
  }

  /** Texts. */
  public WireWriter texts(List<String> texts) {
    return list(texts, WireWriter::text);
  }

  /** What has been written. */
  public byte[] toBytes() {
    byte[] bytes = new byte[buffer.position()];
    buffer.get(0, bytes);
    return bytes;
  }
}
