package io.github.workerfsm.transport.soak;

import io.github.workerfsm.transport.message.Messages;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.wire.Decoded;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.Frames;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;

/**
 * Frames of every type with something in them, damaged in a few places. Half of them get a checksum
 * that is right again, or else nothing behind the header would ever be looked at.
 */
final class MutatedFrames {
  private static final int MAX_FRAME = 1 << 20;

  private final Random random;
  private final List<byte[]> good = new ArrayList<>();

  /** What became of damaged frames. */
  record Outcome(long whole, long incomplete, long refused) {}

  MutatedFrames(long seed) {
    random = new Random(seed);
    for (FrameType type : FrameType.values()) {
      for (int size : new int[] {0, 5, 24, 60, 200}) {
        byte[] header = new byte[size % 7];
        byte[] body = new byte[size];
        random.nextBytes(header);
        random.nextBytes(body);
        if (size >= 24) {
          // Lengths and counts that can be right, so that readers get further.
          ByteBuffer.wrap(body).putInt(0, random.nextInt(4)).putInt(4, random.nextInt(20));
        }
        good.add(Frames.encode(Frame.of(type, random.nextInt(3), header, body)));
      }
    }
  }

  /** One damaged frame. */
  byte[] next() {
    byte[] bytes = good.get(random.nextInt(good.size())).clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        default -> bytes[at] = (byte) (random.nextBoolean() ? 0x7F : 0xFF);
      }
    }
    if (random.nextBoolean()) {
      CRC32C crc = new CRC32C();
      crc.update(bytes, 4, 20);
      ByteBuffer.wrap(bytes).putInt(24, (int) crc.getValue());
    }
    return bytes;
  }

  /**
   * Has damaged frames read: as frames and, when they still are some, as messages.
   *
   * @throws RuntimeException what a reader has thrown, which none may
   */
  Outcome read(long frames) {
    long whole = 0;
    long incomplete = 0;
    for (long n = 0; n < frames; n++) {
      byte[] bytes = next();
      int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
      Decoded decoded = Frames.decode(ByteBuffer.wrap(bytes, 0, length), MAX_FRAME);
      if (decoded instanceof Frame frame) {
        whole++;
        unpack(frame);
      } else if (decoded instanceof Decoded.Incomplete) {
        incomplete++;
      }
    }
    return new Outcome(whole, incomplete, frames - whole - incomplete);
  }

  private static void unpack(Frame frame) {
    Object unused = Messages.unpack(frame.body());
    unused = Messages.unpack(frame);
  }

  /** A payload that is no message of anybody. */
  Payload junk() {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return Payload.of(bytes);
  }
}
