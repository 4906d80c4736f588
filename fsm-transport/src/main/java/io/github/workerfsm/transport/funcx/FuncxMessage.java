package io.github.workerfsm.transport.funcx;

import io.github.workerfsm.transport.message.Capacity;
import io.github.workerfsm.transport.message.TaskStatus;
import io.github.workerfsm.transport.wire.FrameType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** One of the eight messages of funcX. They know neither attempts nor sequence numbers. */
public sealed interface FuncxMessage {
  /** Its type byte, 1 to 8. */
  FrameType type();

  /** Asks for a heartbeat at once. */
  record HeartbeatRequest() implements FuncxMessage {
    @Override
    public FrameType type() {
      return FrameType.HEARTBEAT_REQ;
    }
  }

  /** The endpoint lives. */
  record Heartbeat(UUID endpoint) implements FuncxMessage {
    @Override
    public FrameType type() {
      return FrameType.HEARTBEAT;
    }
  }

  /**
   * What an endpoint has, and what has changed.
   *
   * @param statuses by task, in the order of the message
   */
  record EndpointReport(UUID endpoint, Capacity capacity, Map<String, TaskStatus> statuses)
      implements FuncxMessage {
    /** Copies the statuses in their order. */
    public EndpointReport {
      statuses = ordered(statuses);
    }

    @Override
    public FrameType type() {
      return FrameType.EP_STATUS_REPORT;
    }
  }

  /**
   * What has changed at a manager.
   *
   * @param containerSwitches 0 or more; 0 as well in the form of 2020, which does not tell
   * @param statuses by task, in the order of the message
   */
  record ManagerReport(long containerSwitches, Map<String, TaskStatus> statuses)
      implements FuncxMessage {
    /** Copies the statuses in their order. */
    public ManagerReport {
      if (containerSwitches < 0) {
        throw new IllegalArgumentException(
            "container switches are " + containerSwitches + ", expected 0 or more");
      }
      statuses = ordered(statuses);
    }

    @Override
    public FrameType type() {
      return FrameType.MANAGER_STATUS_REPORT;
    }
  }

  /**
   * A task to run.
   *
   * @param id without semicolon, which ends it on the wire
   * @param container without semicolon
   * @param payload text; it may have semicolons
   */
  record Task(String id, String container, String payload) implements FuncxMessage {
    /** Checks that the parts can be told apart. */
    public Task {
      requireNoSemicolon(id, "task id");
      requireNoSemicolon(container, "container");
    }

    private static void requireNoSemicolon(String part, String what) {
      if (part.isEmpty() || part.indexOf(';') >= 0) {
        throw new IllegalArgumentException(
            what + " is \"" + part + "\", expected a text without semicolon");
      }
    }

    @Override
    public FrameType type() {
      return FrameType.TASK;
    }
  }

  /** The result of the task is stored. */
  record ResultsAck(String task) implements FuncxMessage {
    /** Checks the id. */
    public ResultsAck {
      requireAscii(task, "task id");
    }

    @Override
    public FrameType type() {
      return FrameType.RESULTS_ACK;
    }
  }

  /** The task is not wanted any more. */
  record TaskCancel(String task) implements FuncxMessage {
    /** Checks the id. */
    public TaskCancel {
      if (task.isEmpty()) {
        throw new IllegalArgumentException("a cancellation names no task, expected an id");
      }
    }

    @Override
    public FrameType type() {
      return FrameType.TASK_CANCEL;
    }
  }

  /** A command could not be used, and why. */
  record BadCommand(String reason) implements FuncxMessage {
    /** Checks the reason. */
    public BadCommand {
      requireAscii(reason, "reason");
    }

    @Override
    public FrameType type() {
      return FrameType.BAD_COMMAND;
    }
  }

  private static Map<String, TaskStatus> ordered(Map<String, TaskStatus> statuses) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(statuses));
  }

  private static void requireAscii(String text, String what) {
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= ' ' && c < 127)) {
      throw new IllegalArgumentException(what + " is not a text of printable ASCII characters");
    }
  }
}
