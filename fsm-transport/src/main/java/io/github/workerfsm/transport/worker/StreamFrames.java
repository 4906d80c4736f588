package io.github.workerfsm.transport.worker;

import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.stream.StreamMessage;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.Unpacked;
import io.github.workerfsm.transport.wire.WireReader;
import io.github.workerfsm.transport.wire.WireWriter;

/** Messages of streams as frames. The stream is in the header of the frame. */
final class StreamFrames {
  private static final byte[] NOTHING = new byte[0];

  private StreamFrames() {}

  static Frame frame(int stream, StreamMessage message) {
    if (message instanceof StreamMessage.Item item) {
      return frame(FrameType.STREAM_ITEM, stream, item.payload().bytes());
    } else if (message instanceof StreamMessage.Last last) {
      return frame(FrameType.STREAM_LAST, stream, last.payload().bytes());
    } else if (message instanceof StreamMessage.Ack ack) {
      return frame(FrameType.STREAM_ACK, stream, new WireWriter().i32(ack.items()).toBytes());
    } else if (message instanceof StreamMessage.Init) {
      return frame(FrameType.STREAM_INIT, stream, NOTHING);
    }
    return frame(
        message instanceof StreamMessage.Start ? FrameType.STREAM_START : FrameType.STREAM_CANCEL,
        stream,
        NOTHING);
  }

  private static Frame frame(FrameType type, int stream, byte[] body) {
    return Frame.of(type, stream, NOTHING, body);
  }

  /** Whether the frame is one of a stream. */
  static boolean isStream(Frame frame) {
    return frame.typeCode() >= FrameType.STREAM_INIT.code()
        && frame.typeCode() <= FrameType.STREAM_ACK.code();
  }

  static Unpacked<StreamMessage> unpack(Frame frame) {
    if (frame.is(FrameType.STREAM_ITEM)) {
      return new Unpacked.Good<>(new StreamMessage.Item(Payload.of(frame.body())));
    } else if (frame.is(FrameType.STREAM_LAST)) {
      return new Unpacked.Good<>(new StreamMessage.Last(Payload.of(frame.body())));
    }
    return Unpacked.of(frame.body(), in -> read(frame, in));
  }

  private static StreamMessage read(Frame frame, WireReader in)
      throws io.github.workerfsm.transport.wire.MalformedException {
    if (frame.is(FrameType.STREAM_ACK)) {
      return new StreamMessage.Ack(in.i32());
    } else if (frame.is(FrameType.STREAM_INIT)) {
      return new StreamMessage.Init();
    }
    return frame.is(FrameType.STREAM_START)
        ? new StreamMessage.Start()
        : new StreamMessage.Cancel();
  }
}
