package io.github.workerfsm.transport.message;

import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.MalformedException;
import io.github.workerfsm.transport.wire.Unpacked;
import io.github.workerfsm.transport.wire.WireReader;
import io.github.workerfsm.transport.wire.WireWriter;
import java.util.List;

/**
 * Messages as bytes: a type byte, a header where the type has one, a payload where it has one. In a
 * frame the type byte is the frame's, and the rest is its body.
 */
public final class Messages {
  private Messages() {}

  /** The message as bytes, type byte first. */
  public static byte[] pack(Message message) {
    WireWriter out = new WireWriter().u8(message.type().code());
    write(message, out);
    return out.toBytes();
  }

  /** The message in all of {@code bytes}, or what is wrong with them. Never throws. */
  public static Unpacked<Message> unpack(byte[] bytes) {
    return Unpacked.of(bytes, in -> read(in.u8(), in));
  }

  /** The message as a frame. */
  public static Frame frame(Message message) {
    WireWriter out = new WireWriter();
    write(message, out);
    return Frame.of(message.type(), out.toBytes());
  }

  /** The message in a frame, or what is wrong with it. Never throws. */
  public static Unpacked<Message> unpack(Frame frame) {
    return Unpacked.of(frame.body(), in -> read(frame.typeCode(), in));
  }

  private static void write(Message message, WireWriter out) {
    if (message instanceof Message.Heartbeat heartbeat) {
      out.uuid(heartbeat.sender());
    } else if (message instanceof Message.EndpointReport report) {
      out.uuid(report.endpoint()).i64(report.sequence());
      report.capacity().write(out);
      write(report.changed(), out);
    } else if (message instanceof Message.WorkersReport report) {
      out.uuid(report.manager()).i64(report.sequence()).i64(report.containerSwitches());
      out.i32(report.workers());
      write(report.changed(), out);
    } else if (message instanceof Message.Task task) {
      out.text(task.id()).i32(task.attempt()).text(task.container()).raw(task.payload().bytes());
    } else if (message instanceof Message.Result result) {
      result.end().write(out);
      out.list(result.passed(), (o, status) -> o.u8(status.code()));
      out.raw(result.payload().bytes());
    } else if (message instanceof Message.ResultsAck ack) {
      out.text(ack.task());
    } else if (message instanceof Message.TaskCancel cancel) {
      out.text(cancel.task());
    } else if (message instanceof Message.BadCommand bad) {
      out.text(bad.reason());
    } else if (message instanceof Message.ReportAck ack) {
      out.i64(ack.sequence());
    } else if (message instanceof Message.RegisterAgain again) {
      out.uuid(again.who());
    } else if (message instanceof Message.Register register) {
      out.uuid(register.who()).i64(register.epoch());
    }
  }

  private static void write(List<TaskReport> changed, WireWriter out) {
    out.list(changed, (o, entry) -> entry.write(o));
  }

  private static Message read(int typeCode, WireReader in) throws MalformedException {
    FrameType type = FrameType.of(typeCode);
    if (type == null) {
      throw new MalformedException("message type " + typeCode + " is not known");
    }
    return switch (type) {
      case HEARTBEAT_REQ -> new Message.HeartbeatRequest();
      case HEARTBEAT -> new Message.Heartbeat(in.uuid());
      case EP_STATUS_REPORT ->
          new Message.EndpointReport(
              in.uuid(), in.count64("sequence"), Capacity.read(in), readReports(in));
      case MANAGER_STATUS_REPORT ->
          new Message.WorkersReport(
              in.uuid(),
              in.count64("sequence"),
              in.count64("number of container switches"),
              in.i32(),
              readReports(in));
      case TASK -> new Message.Task(in.text(), in.i32(), in.text(), Payload.of(in.rest()));
      case RESULT ->
          new Message.Result(
              TaskReport.read(in), in.list(1, TaskReport::readStatus), Payload.of(in.rest()));
      case RESULTS_ACK -> new Message.ResultsAck(in.text());
      case TASK_CANCEL -> new Message.TaskCancel(in.text());
      case BAD_COMMAND -> new Message.BadCommand(in.text());
      case REPORT_ACK -> new Message.ReportAck(in.count64("sequence"));
      case REGISTER_AGAIN -> new Message.RegisterAgain(in.uuid());
      case REGISTER -> new Message.Register(in.uuid(), in.count64("epoch"));
      default -> throw new MalformedException("frame type " + type + " carries no such message");
    };
  }

  private static List<TaskReport> readReports(WireReader in) throws MalformedException {
    return in.list(TaskReport.LEAST_BYTES, TaskReport::read);
  }
}
