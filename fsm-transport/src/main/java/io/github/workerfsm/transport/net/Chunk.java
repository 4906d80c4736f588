package io.github.workerfsm.transport.net;

import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.Frames;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/** Frames laid out one behind the other, to be written at once. For one thread at a time. */
final class Chunk {
  private final ByteBuf buffer;
  private final ByteBuffer target;
  private int accepted;
  private int acceptedBytes;

  /** An empty chunk in a buffer that belongs to it. */
  Chunk(ByteBuf buffer) {
    this.buffer = buffer;
    target = buffer.nioBuffer(0, buffer.capacity());
  }

  /** Bytes that still fit. */
  int room() {
    return target.remaining();
  }

  /** Bytes that it can hold. */
  int capacity() {
    return target.capacity();
  }

  /** Appends a frame that fits. */
  void add(Frame frame, long sequence, boolean counts) {
    Frames.encode(frame, sequence, target);
    if (counts) {
      accepted++;
      acceptedBytes += frame.wireBytes();
    }
  }

  /** Frames in it that were accepted from outside. */
  int accepted() {
    return accepted;
  }

  /** Bytes of these frames. */
  int acceptedBytes() {
    return acceptedBytes;
  }

  /** Its bytes; whoever takes them releases them. */
  ByteBuf bytes() {
    return buffer.writerIndex(target.position());
  }
}
