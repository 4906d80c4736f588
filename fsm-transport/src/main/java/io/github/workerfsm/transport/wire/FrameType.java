package io.github.workerfsm.transport.wire;

import org.jspecify.annotations.Nullable;

/** What a frame carries. The code is its second byte; 1 to 8 are those of funcX. */
public enum FrameType {
  /** Asks for a heartbeat at once. */
  HEARTBEAT_REQ(1),
  /** Says that the sender lives. */
  HEARTBEAT(2),
  /** Capacity of an endpoint and changed statuses, from its interchange. */
  EP_STATUS_REPORT(3),
  /** Changed statuses, from a manager. */
  MANAGER_STATUS_REPORT(4),
  /** A task to run. */
  TASK(5),
  /** The result of this task is stored; it need not be sent again. */
  RESULTS_ACK(6),
  /** The task is not wanted any more. */
  TASK_CANCEL(7),
  /** The answer to a frame of an unknown type. */
  BAD_COMMAND(8),
  /** The first frame of whoever has connected: who it is and what it can take. */
  HELLO(16),
  /** The answer to it. */
  WELCOME(17),
  /** The last frame of a connection, with the reason. */
  GOODBYE(18),
  /** Start one job. */
  JOB_SUBMIT(32),
  /** End jobs, known or not. */
  JOB_KILL(33),
  /** A job has ended, and why. */
  JOB_EXIT(34),
  /** The sender of a stream is ready. */
  STREAM_INIT(35),
  /** Its receiver wants it. */
  STREAM_START(36),
  /** Its receiver does not want it. */
  STREAM_CANCEL(37),
  /** One item, to be acknowledged. */
  STREAM_ITEM(38),
  /** The last message, not to be acknowledged. */
  STREAM_LAST(39),
  /** So many items have been used up. */
  STREAM_ACK(40),
  /** Asks for any sign of life. */
  PING(41),
  /** A status report has arrived. */
  REPORT_ACK(42),
  /** The jobs named in a kill are gone. */
  KILL_ACK(43),
  /** The receiver does not know the sender: register again. */
  REGISTER_AGAIN(44),
  /** Registers a worker, manager or endpoint. */
  REGISTER(45),
  /** A worker, its address and how many threads it has. */
  WORKER(46),
  /** A task has ended, and how. */
  RESULT(47),
  /** A message that is not answered. */
  MESSAGE(48),
  /** A message that is answered. */
  REQUEST(49),
  /** The answer to one. */
  RESPONSE(50),
  /** An event, from scheduler to worker. */
  EVENT(64),
  /** An instruction, from worker to scheduler. */
  INSTRUCTION(65),
  /** Asks a peer for values. */
  GATHER(66);

  private static final @Nullable FrameType[] BY_CODE = new FrameType[256];

  static {
    for (FrameType type : values()) {
      BY_CODE[type.code] = type;
    }
  }

  private final int code;

  FrameType(int code) {
    this.code = code;
  }

  /** The byte on the wire, 1 to 255. */
  public int code() {
    return code;
  }

  /** The type with this code, 0 to 255; null when there is none. */
  public static @Nullable FrameType of(int code) {
    return BY_CODE[code & 0xFF];
  }
}
