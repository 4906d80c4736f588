package io.github.workerfsm.transport.worker;

import io.github.workerfsm.transport.stream.StreamMessage;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.Unpacked;

/** {@link StreamFrames} for tests of other packages. */
public final class StreamFramesAccess {
  private StreamFramesAccess() {}

  /** A message of a stream as a frame. */
  public static Frame frame(int stream, StreamMessage message) {
    return StreamFrames.frame(stream, message);
  }

  /** The message in a frame; fails when there is none. */
  public static StreamMessage message(Frame frame) {
    return ((Unpacked.Good<StreamMessage>) StreamFrames.unpack(frame)).message();
  }
}
