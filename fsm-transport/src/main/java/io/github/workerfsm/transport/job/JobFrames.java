package io.github.workerfsm.transport.job;

import io.github.workerfsm.transport.cleanup.Kill;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.Unpacked;
import io.github.workerfsm.transport.wire.WireReader;
import io.github.workerfsm.transport.wire.WireWriter;
import java.util.List;
import java.util.UUID;

/** What coordinator and node say to each other, as frames. */
final class JobFrames {
  private static final int REF_BYTES = 16;

  private JobFrames() {}

  /** How a job has ended; an empty reason: by itself. */
  record Exit(UUID ref, String reason) {}

  /** Jobs to be killed. */
  record KillAll(long number, List<UUID> refs) {}

  static Frame submit(UUID ref, Payload job) {
    return Frame.of(FrameType.JOB_SUBMIT, 0, new WireWriter().uuid(ref).toBytes(), job.bytes());
  }

  static Unpacked<UUID> ref(Frame frame) {
    return Unpacked.of(frame.typeHeader(), WireReader::uuid);
  }

  static Frame kill(Kill kill) {
    byte[] body = new WireWriter().i64(kill.number()).list(kill.refs(), WireWriter::uuid).toBytes();
    return Frame.of(FrameType.JOB_KILL, body);
  }

  static Unpacked<KillAll> kill(Frame frame) {
    return Unpacked.of(
        frame.body(), in -> new KillAll(in.i64(), in.list(REF_BYTES, WireReader::uuid)));
  }

  static Frame confirm(long number) {
    return Frame.of(FrameType.KILL_ACK, new WireWriter().i64(number).toBytes());
  }

  static Unpacked<Long> confirmed(Frame frame) {
    return Unpacked.of(frame.body(), WireReader::i64);
  }

  static Frame exit(UUID ref, String reason) {
    String text = reason.substring(0, Math.min(1_000, reason.length()));
    return Frame.of(FrameType.JOB_EXIT, new WireWriter().uuid(ref).text(text).toBytes());
  }

  static Unpacked<Exit> exit(Frame frame) {
    return Unpacked.of(frame.body(), in -> new Exit(in.uuid(), in.text()));
  }
}
