package io.github.workerfsm.transport.wire;

import java.util.Arrays;

/**
 * One frame: a fixed header of 24 bytes, a short header of the type, and a body. Immutable as long
 * as nobody writes to the arrays, which nobody may.
 */
public final class Frame implements Decoded {
  /** Bytes of the fixed header, the length field not counted. */
  public static final int HEADER_BYTES = 24;

  private static final byte[] EMPTY = new byte[0];

  private final int typeCode;
  private final int stream;
  private final long sequence;
  private final byte[] typeHeader;
  private final byte[] body;
  private final int wireBytes;

  Frame(int typeCode, int stream, long sequence, byte[] typeHeader, byte[] body) {
    this.typeCode = typeCode;
    this.stream = stream;
    this.sequence = sequence;
    this.typeHeader = typeHeader;
    this.body = body;
    wireBytes = Integer.BYTES + HEADER_BYTES + typeHeader.length + body.length;
  }

  /** A frame of the connection itself without content. */
  public static Frame of(FrameType type) {
    return of(type, 0, EMPTY, EMPTY);
  }

  /** A frame of the connection itself. */
  public static Frame of(FrameType type, byte[] body) {
    return of(type, 0, EMPTY, body);
  }

  /**
   * A frame without a sequence number, which the connection puts in when it sends.
   *
   * @param stream 0 for the connection itself
   */
  public static Frame of(FrameType type, int stream, byte[] typeHeader, byte[] body) {
    return new Frame(type.code(), stream, 0, typeHeader, body);
  }

  /** The same frame with a sequence number. */
  public Frame numbered(long number) {
    return new Frame(typeCode, stream, number, typeHeader, body);
  }

  /** The type byte, 0 to 255; {@link FrameType#of} knows it or not. */
  public int typeCode() {
    return typeCode;
  }

  /** Whether the frame has the given type. */
  public boolean is(FrameType type) {
    return typeCode == type.code();
  }

  /** The stream within the connection, 0 for the connection itself. */
  public int stream() {
    return stream;
  }

  /** The number of the frame in its direction, from 0. */
  public long sequence() {
    return sequence;
  }

  /** What its type puts before the body; not to be written to. */
  public byte[] typeHeader() {
    return typeHeader;
  }

  /** The body; not to be written to. */
  public byte[] body() {
    return body;
  }

  /** Bytes on the wire, the length field included. */
  public int wireBytes() {
    return wireBytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Frame that
        && typeCode == that.typeCode
        && stream == that.stream
        && sequence == that.sequence
        && Arrays.equals(typeHeader, that.typeHeader)
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * typeCode + stream) + Long.hashCode(sequence) + Arrays.hashCode(body);
  }

  @Override
  public String toString() {
    FrameType type = FrameType.of(typeCode);
    return "Frame["
        + (type == null ? "type " + typeCode : type)
        + ", stream "
        + stream
        + ", sequence "
        + sequence
        + ", "
        + typeHeader.length
        + "+"
        + body.length
        + " bytes]";
  }
}
