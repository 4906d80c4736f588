package io.github.workerfsm.transport.net;

import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.Refusal;
import io.github.workerfsm.transport.wire.Unpacked;
import io.github.workerfsm.transport.wire.WireWriter;

/** The last frame of a connection: a code, and a line for people. */
record Goodbye(Refusal why, String text) {
  private static final int MAX_TEXT = 500;

  Frame frame() {
    String line = text.substring(0, Math.min(MAX_TEXT, text.length()));
    return Frame.of(FrameType.GOODBYE, new WireWriter().u8(why.code()).text(line).toBytes());
  }

  /** What a frame says; one that cannot be read is a breach of the protocol. */
  static Goodbye of(Frame frame) {
    Unpacked<Goodbye> unpacked =
        Unpacked.of(frame.body(), in -> new Goodbye(refusal(in.u8()), in.text()));
    return unpacked instanceof Unpacked.Good<Goodbye> good
        ? good.message()
        : new Goodbye(Refusal.PROTOCOL, "a goodbye that cannot be read");
  }

  private static Refusal refusal(int code) {
    for (Refusal refusal : Refusal.values()) {
      if (refusal.code() == code) {
        return refusal;
      }
    }
    return Refusal.PROTOCOL;
  }
}
