package io.github.workerfsm.transport.wire;

import java.nio.ByteBuffer;

/**
 * Lays frames out and reads them, big-endian:
 *
 * <pre>
 *  length L of what follows   4 bytes   24 to the limit
 *  version                    1         0x51
 *  type                       1
 *  flags                      2         0
 *  stream                     4
 *  sequence                   8
 *  length H of the type header 4        0 to L - 24, at most 4,096
 *  CRC32C of the 20 bytes before it 4   finds framing bugs early, protects from nobody
 *  type header                H
 *  body                       L - 24 - H
 * </pre>
 *
 * <p>Decoding is a pure function that never throws. Whatever can be refused is refused as soon as
 * its bytes are there: the length before anything is allocated, the header before the body.
 */
public final class Frames {
  /** First byte of every frame of version 1. */
  public static final byte VERSION_1 = 0x51;

  /** No limit may be set above this many bytes. */
  public static final int HARD_LIMIT = 64 << 20;

  /** Bytes of a type header at most. */
  public static final int MAX_TYPE_HEADER = 4_096;

  private static final int CHECKED = 20;
  private static final byte[] NOTHING = new byte[0];

  private Frames() {}

  /**
   * Reads the next frame from {@code in}, which must be big-endian. The position moves behind the
   * frame when there is a whole one, and stays where it is otherwise.
   *
   * @param maxFrame the largest L that is accepted, in bytes
   */
  public static Decoded decode(ByteBuffer in, int maxFrame) {
    int start = in.position();
    int available = in.remaining();
    if (available < Integer.BYTES) {
      return new Decoded.Incomplete(Integer.BYTES);
    }
    int length = in.getInt(start);
    if (length < Frame.HEADER_BYTES) {
      return refused(Refusal.BAD_LENGTH, "length " + length + ", expected 24 or more");
    }
    if (length > maxFrame) {
      return refused(Refusal.OVERSIZED, "length " + length + ", expected at most " + maxFrame);
    }
    int header = start + Integer.BYTES;
    if (available > Integer.BYTES && in.get(header) != VERSION_1) {
      return refused(
          Refusal.VERSION, "version byte " + (in.get(header) & 0xFF) + ", expected " + VERSION_1);
    }
    if (available < Integer.BYTES + Frame.HEADER_BYTES) {
      return new Decoded.Incomplete(Integer.BYTES + Frame.HEADER_BYTES);
    }
    return decodeBody(in, header, length);
  }

  private static Decoded decodeBody(ByteBuffer in, int header, int length) {
    int kind = in.getInt(header);
    int stream = in.getInt(header + 4);
    long sequence = in.getLong(header + 8);
    int typeHeaderBytes = in.getInt(header + 16);
    int checksum = in.getInt(header + CHECKED);
    int expected = HeaderChecksum.of(kind, stream, sequence, typeHeaderBytes);
    if (checksum != expected) {
      return refused(
          Refusal.CHECKSUM,
          "checksum "
              + Integer.toHexString(checksum)
              + ", expected "
              + Integer.toHexString(expected));
    }
    int flags = kind & 0xFFFF;
    if (flags != 0) {
      return refused(Refusal.FLAGS, "flags " + Integer.toHexString(flags) + ", expected none");
    }
    int most = Math.min(length - Frame.HEADER_BYTES, MAX_TYPE_HEADER);
    if (typeHeaderBytes < 0 || typeHeaderBytes > most) {
      return refused(
          Refusal.HEADER_LENGTH, "type header of " + typeHeaderBytes + ", expected 0 to " + most);
    }
    if (in.limit() - header < length) {
      return new Decoded.Incomplete(Integer.BYTES + length);
    }
    in.position(header + Frame.HEADER_BYTES);
    byte[] typeHeader = bytes(in, typeHeaderBytes);
    byte[] body = bytes(in, length - Frame.HEADER_BYTES - typeHeaderBytes);
    return new Frame((kind >>> 16) & 0xFF, stream, sequence, typeHeader, body);
  }

  private static byte[] bytes(ByteBuffer in, int count) {
    if (count == 0) {
      return NOTHING;
    }
    byte[] bytes = new byte[count];
    in.get(bytes);
    return bytes;
  }

  /**
   * Writes a frame at the position of {@code out}, which must be big-endian and have {@link
   * Frame#wireBytes} left.
   *
   * @param sequence the number of the frame in its direction
   */
  public static void encode(Frame frame, long sequence, ByteBuffer out) {
    int start = out.position();
    int header = start + Integer.BYTES;
    int kind = (VERSION_1 << 24) | (frame.typeCode() << 16);
    int typeHeaderBytes = frame.typeHeader().length;
    out.putInt(start, frame.wireBytes() - Integer.BYTES);
    out.putLong(header, ((long) kind << 32) | (frame.stream() & 0xFFFF_FFFFL));
    out.putLong(header + 8, sequence);
    out.putInt(header + 16, typeHeaderBytes);
    out.putInt(
        header + CHECKED, HeaderChecksum.of(kind, frame.stream(), sequence, typeHeaderBytes));
    out.position(header + Frame.HEADER_BYTES);
    if (typeHeaderBytes > 0) {
      out.put(frame.typeHeader());
    }
    out.put(frame.body());
  }

  /** The frame as bytes, with the sequence number that it has. */
  public static byte[] encode(Frame frame) {
    ByteBuffer out = ByteBuffer.allocate(frame.wireBytes());
    encode(frame, frame.sequence(), out);
    return out.array();
  }

  private static Decoded refused(Refusal why, String detail) {
    return new Decoded.Refused(why, detail);
  }
}
