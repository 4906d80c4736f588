package io.github.workerfsm.transport.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads what {@link WireWriter} writes. Every length is compared with what is left before anything
 * is allocated.
 */
public final class WireReader {
  /** Bytes of a text at most. */
  public static final int MAX_TEXT = 64 << 10;

  private final ByteBuffer buffer;

  /** A reader of all of {@code bytes}. */
  public WireReader(byte[] bytes) {
    buffer = ByteBuffer.wrap(bytes);
  }

  /** Reads one element. */
  public interface Element<E> {
    /** Reads it, or says what is wrong with it. */
    E read(WireReader reader) throws MalformedException;
  }

  private void require(int bytes) throws MalformedException {
    if (buffer.remaining() < bytes) {
      throw new MalformedException(
          "ends at byte " + buffer.limit() + ", expected " + bytes + " more at " + position());
    }
  }

  /** Position from the start, in bytes. */
  public int position() {
    return buffer.position();
  }

  /** Bytes left. */
  public int remaining() {
    return buffer.remaining();
  }

  /** One byte, 0 to 255. */
  public int u8() throws MalformedException {
    require(1);
    return buffer.get() & 0xFF;
  }

  /** Four bytes. */
  public int i32() throws MalformedException {
    require(4);
    return buffer.getInt();
  }

  /** Eight bytes. */
  public long i64() throws MalformedException {
    require(8);
    return buffer.getLong();
  }

  /** Eight bytes, not negative. */
  public long count64(String what) throws MalformedException {
    long value = i64();
    if (value < 0) {
      throw new MalformedException(what + " is " + value + ", expected 0 or more");
    }
    return value;
  }

  /** A floating-point number. */
  public double f64() throws MalformedException {
    require(8);
    return buffer.getDouble();
  }

  /** One byte, 0 or 1. */
  public boolean bool() throws MalformedException {
    int value = u8();
    if (value > 1) {
      throw new MalformedException("yes-or-no byte is " + value + ", expected 0 or 1");
    }
    return value == 1;
  }

  /** Sixteen bytes. */
  public UUID uuid() throws MalformedException {
    return new UUID(i64(), i64());
  }

  /** A length in four bytes, and so many bytes. */
  public byte[] bytes() throws MalformedException {
    return raw(length("bytes", Integer.MAX_VALUE));
  }

  private byte[] raw(int length) throws MalformedException {
    require(length);
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }

  /** Everything that is left. */
  public byte[] rest() throws MalformedException {
    return raw(buffer.remaining());
  }

  /** A text in UTF-8 of at most {@link #MAX_TEXT} bytes. */
  public String text() throws MalformedException {
    return utf8(raw(length("text", MAX_TEXT)));
  }

  /** Bytes as a text, refused when they are not UTF-8. */
  public static String utf8(byte[] bytes) throws MalformedException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("text of " + bytes.length + " bytes is not UTF-8");
    }
  }

  private int length(String what, int most) throws MalformedException {
    int length = i32();
    if (length < 0 || length > most) {
      throw new MalformedException(
          what + " has length " + length + " at " + position() + ", expected 0 to " + most);
    }
    require(length);
    return length;
  }

  /** A number of elements, and the elements; each takes at least {@code leastBytes} bytes. */
  public <E> List<E> list(int leastBytes, Element<E> element) throws MalformedException {
    int count = count(leastBytes);
    List<E> elements = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      elements.add(element.read(this));
    }
    return elements;
  }

  /** A number of elements of at least {@code leastBytes} bytes each, which can be there. */
  public int count(int leastBytes) throws MalformedException {
    int count = i32();
    if (count < 0 || (long) count * leastBytes > buffer.remaining()) {
      throw new MalformedException(
          "list of " + count + " elements in " + buffer.remaining() + " bytes");
    }
    return count;
  }

  /** Texts. */
  public List<String> texts() throws MalformedException {
    return list(4, WireReader::text);
  }

  /** Says that nothing may be left. */
  public void end() throws MalformedException {
    if (buffer.hasRemaining()) {
      throw new MalformedException(
          buffer.remaining() + " bytes left over at " + position() + ", expected the end");
    }
  }
}
