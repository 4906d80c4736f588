package io.github.workerfsm.transport.funcx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.MalformedException;
import io.github.workerfsm.transport.wire.Unpacked;
import io.github.workerfsm.transport.wire.WireReader;
import io.github.workerfsm.transport.wire.WireWriter;
import java.util.Arrays;
import java.util.UUID;

/**
 * Messages of funcX as bytes.
 *
 * <table>
 * <caption>What follows the type byte</caption>
 * <tr><td>1 heartbeat request</td><td>nothing</td></tr>
 * <tr><td>2 heartbeat</td><td>the id of the endpoint, 36 ASCII characters</td></tr>
 * <tr><td>3 endpoint report</td><td>16 bytes of its id, JSON of capacity and statuses</td></tr>
 * <tr><td>4 manager report</td><td>10 bytes of container switches, little-endian, and JSON of
 * statuses; in the form of 2020 the JSON alone, which is understood too</td></tr>
 * <tr><td>5 task</td><td>{@code TID=id;CID=container;payload} in UTF-8</td></tr>
 * <tr><td>6 acknowledgement of a result</td><td>the id of the task in ASCII</td></tr>
 * <tr><td>7 cancellation</td><td>the id of the task as a JSON string</td></tr>
 * <tr><td>8 bad command</td><td>the reason in ASCII</td></tr>
 * </table>
 *
 * <p>Statuses are the codes of 2020 to 2022; the lists of transitions of later versions are
 * refused.
 */
public final class FuncxCodec {
  private static final int COUNT_BYTES = 10;
  private static final String TASK = "TID=";
  private static final String CONTAINER = "CID=";

  private FuncxCodec() {}

  /** The message as bytes, type byte first. */
  public static byte[] pack(FuncxMessage message) {
    WireWriter out = new WireWriter().u8(message.type().code());
    if (message instanceof FuncxMessage.Heartbeat heartbeat) {
      out.raw(heartbeat.endpoint().toString().getBytes(US_ASCII));
    } else if (message instanceof FuncxMessage.EndpointReport report) {
      out.uuid(report.endpoint());
      out.raw(FuncxJson.write(report.capacity(), report.statuses()).getBytes(US_ASCII));
    } else if (message instanceof FuncxMessage.ManagerReport report) {
      writeCount(report.containerSwitches(), out);
      out.raw(FuncxJson.write(report.statuses()).getBytes(US_ASCII));
    } else if (message instanceof FuncxMessage.Task task) {
      String text = TASK + task.id() + ";" + CONTAINER + task.container() + ";" + task.payload();
      out.raw(text.getBytes(UTF_8));
    } else if (message instanceof FuncxMessage.ResultsAck ack) {
      out.raw(ack.task().getBytes(US_ASCII));
    } else if (message instanceof FuncxMessage.TaskCancel cancel) {
      out.raw(FuncxJson.write(cancel.task()).getBytes(US_ASCII));
    } else if (message instanceof FuncxMessage.BadCommand bad) {
      out.raw(bad.reason().getBytes(US_ASCII));
    }
    return out.toBytes();
  }

  /** The message in all of {@code bytes}, or what is wrong with them. Never throws. */
  public static Unpacked<FuncxMessage> unpack(byte[] bytes) {
    return Unpacked.of(bytes, FuncxCodec::read);
  }

  private static FuncxMessage read(WireReader in) throws MalformedException {
    if (in.remaining() == 0) {
      throw new MalformedException("the message is empty, expected a type byte of 1 to 8");
    }
    int code = in.u8();
    FrameType type = code <= FrameType.BAD_COMMAND.code() ? FrameType.of(code) : null;
    if (type == null) {
      throw new MalformedException(
          "message type " + (byte) code + " is not known, expected 1 to 8");
    }
    return switch (type) {
      case HEARTBEAT_REQ -> new FuncxMessage.HeartbeatRequest();
      case HEARTBEAT -> new FuncxMessage.Heartbeat(endpoint(in.rest()));
      case EP_STATUS_REPORT -> {
        UUID endpoint = in.uuid();
        FuncxJson.Report report = FuncxJson.report(in.rest());
        yield new FuncxMessage.EndpointReport(endpoint, report.capacity(), report.statuses());
      }
      case MANAGER_STATUS_REPORT -> managerReport(in.rest());
      case TASK -> task(WireReader.utf8(in.rest()));
      case RESULTS_ACK -> new FuncxMessage.ResultsAck(ascii(in.rest()));
      case TASK_CANCEL -> new FuncxMessage.TaskCancel(FuncxJson.text(in.rest()));
      default -> new FuncxMessage.BadCommand(ascii(in.rest()));
    };
  }

  private static String ascii(byte[] bytes) {
    // What is not ASCII becomes a character that the message refuses.
    return new String(bytes, US_ASCII);
  }

  /** Stricter than {@link UUID#fromString}, which takes "1-1-1-1-1". */
  private static UUID endpoint(byte[] bytes) throws MalformedException {
    String text = ascii(bytes);
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equalsIgnoreCase(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new MalformedException(
        "the id of the endpoint, " + bytes.length + " bytes, is no UUID of 36 characters");
  }

  private static void writeCount(long count, WireWriter out) {
    for (int i = 0; i < COUNT_BYTES; i++) {
      out.u8(i < Long.BYTES ? (int) (count >>> (8 * i)) : 0);
    }
  }

  /**
   * With or without the count. They can be told apart: the last bytes of a count are 0 for any
   * number that a manager can reach, and JSON has no byte 0.
   */
  private static FuncxMessage managerReport(byte[] rest) throws MalformedException {
    if (rest.length >= COUNT_BYTES && rest[COUNT_BYTES - 1] == 0) {
      long count = 0;
      for (int i = COUNT_BYTES - 1; i >= 0; i--) {
        if (count > Long.MAX_VALUE >> 8) {
          throw new MalformedException("the count of container switches is over 63 bits");
        }
        count = count << 8 | (rest[i] & 0xFF);
      }
      byte[] json = Arrays.copyOfRange(rest, COUNT_BYTES, rest.length);
      return new FuncxMessage.ManagerReport(count, FuncxJson.statuses(json));
    }
    return new FuncxMessage.ManagerReport(0, FuncxJson.statuses(rest));
  }

  private static FuncxMessage task(String text) throws MalformedException {
    int first = text.indexOf(';');
    int second = first < 0 ? -1 : text.indexOf(';', first + 1);
    if (second < 0) {
      throw new MalformedException(
          "the task has no two semicolons, expected TID=id;CID=container;");
    }
    return new FuncxMessage.Task(
        part(text.substring(0, first), TASK),
        part(text.substring(first + 1, second), CONTAINER),
        text.substring(second + 1));
  }

  private static String part(String text, String prefix) throws MalformedException {
    if (!text.startsWith(prefix)) {
      throw new MalformedException("the task does not have " + prefix + " where it is expected");
    }
    return text.substring(prefix.length());
  }
}
