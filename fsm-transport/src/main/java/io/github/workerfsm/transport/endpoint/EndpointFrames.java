package io.github.workerfsm.transport.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.MalformedException;
import io.github.workerfsm.transport.wire.Unpacked;
import io.github.workerfsm.transport.wire.WireReader;
import io.github.workerfsm.transport.wire.WireWriter;
import java.util.Arrays;

/**
 * Messages of endpoints as frames. The header of the type is the code and the key (empty: none) of
 * a message or request, and the outcome of a response; the stream is the number of the request.
 */
final class EndpointFrames {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MAX_TEXT = 4_096;

  private EndpointFrames() {}

  /** Code and key of a message or request. */
  record Subject(int code, String key) {}

  static Frame message(FrameType type, int number, int code, String key, Payload body) {
    if (code < 0 || code > 255) {
      throw new IllegalArgumentException("code is " + code + ", expected 0 to 255");
    }
    return Frame.of(type, number, new WireWriter().u8(code).text(key).toBytes(), body.bytes());
  }

  static Unpacked<Subject> subject(Frame frame) {
    return Unpacked.of(frame.typeHeader(), in -> new Subject(in.u8(), in.text()));
  }

  static Frame done(int number, Payload body) {
    return Frame.of(FrameType.RESPONSE, number, new byte[] {DONE}, body.bytes());
  }

  static Frame failed(int number, String why) {
    byte[] text = why.getBytes(UTF_8);
    byte[] body = text.length <= MAX_TEXT ? text : Arrays.copyOf(text, MAX_TEXT);
    return Frame.of(FrameType.RESPONSE, number, new byte[] {FAILED}, body);
  }

  /** The body of a response, or the failure that it tells. */
  static Payload answer(Frame frame) {
    Unpacked<Integer> outcome = Unpacked.of(frame.typeHeader(), WireReader::u8);
    if (outcome instanceof Unpacked.Good<Integer> good && good.message() == DONE) {
      return Payload.of(frame.body());
    }
    try {
      throw new EndpointException(WireReader.utf8(frame.body()));
    } catch (MalformedException e) {
      throw new EndpointException("the request has failed, and the reason cannot be read");
    }
  }
}
