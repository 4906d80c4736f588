package io.github.workerfsm.transport.message;

import io.github.workerfsm.transport.wire.FrameType;
import java.util.List;
import java.util.UUID;

/**
 * A message between forwarder, interchange, manager and worker.
 *
 * <p>Source: the messages of funcX; attempts and sequence numbers of reports are ours.
 */
public sealed interface Message {
  /** Bytes of a result at most; what is larger goes by a stream. */
  int MAX_RESULT = 512 << 10;

  /** Entries of a status report at most; more go into the next one. */
  int MAX_ENTRIES = 4_096;

  /** The sequence number of a report that says only that its sender lives. */
  long ALIVE = 0;

  /** Its type byte. */
  FrameType type();

  /** Asks for a heartbeat at once. */
  record HeartbeatRequest() implements Message {
    @Override
    public FrameType type() {
      return FrameType.HEARTBEAT_REQ;
    }
  }

  /** The sender, an endpoint, manager or worker, lives. */
  record Heartbeat(UUID sender) implements Message {
    @Override
    public FrameType type() {
      return FrameType.HEARTBEAT;
    }
  }

  /**
   * From an endpoint's interchange: what it has, and what has changed.
   *
   * @param sequence from 1, acknowledged by it; {@link #ALIVE} in one without changes
   * @param changed in order of change, at most {@link #MAX_ENTRIES}
   */
  record EndpointReport(UUID endpoint, long sequence, Capacity capacity, List<TaskReport> changed)
      implements Message {
    /** Copies the list and checks its length. */
    public EndpointReport {
      changed = entries(changed);
    }

    @Override
    public FrameType type() {
      return FrameType.EP_STATUS_REPORT;
    }
  }

  /**
   * From a manager: what has changed.
   *
   * @param sequence from 1, acknowledged by it; {@link #ALIVE} in one without changes
   * @param containerSwitches containers changed since it started, 0 or more
   * @param workers how many tasks it runs at once, 0 or more
   * @param changed in order of change, at most {@link #MAX_ENTRIES}
   */
  record WorkersReport(
      UUID manager, long sequence, long containerSwitches, int workers, List<TaskReport> changed)
      implements Message {
    /** Copies the list and checks its length. */
    public WorkersReport {
      if (workers < 0) {
        throw new IllegalArgumentException(workers + " workers, expected 0 or more");
      }
      changed = entries(changed);
    }

    @Override
    public FrameType type() {
      return FrameType.MANAGER_STATUS_REPORT;
    }
  }

  /** A task to run; the payload is opaque, and so are the ids. */
  record Task(String id, int attempt, String container, Payload payload) implements Message {
    @Override
    public FrameType type() {
      return FrameType.TASK;
    }
  }

  /**
   * A task has ended.
   *
   * @param end its last status
   * @param passed the statuses before it that this attempt went through, in order; a task that is
   *     shorter than the period of reports shows them only here
   * @param payload the value or the exception, opaque, at most {@link #MAX_RESULT} bytes
   */
  record Result(TaskReport end, List<TaskStatus> passed, Payload payload) implements Message {
    /** Checks that it is an end, and its size. */
    public Result {
      if (!end.status().terminal()) {
        throw new IllegalArgumentException(
            "task " + end.task() + " is " + end.status() + ", expected SUCCESS or FAILED");
      }
      if (payload.size() > MAX_RESULT) {
        throw new IllegalArgumentException(
            "the result of task "
                + end.task()
                + " has "
                + payload.size()
                + " bytes, expected at most "
                + MAX_RESULT
                + ", or a stream");
      }
      passed = List.copyOf(passed);
    }

    @Override
    public FrameType type() {
      return FrameType.RESULT;
    }
  }

  /** The result of the task is stored: it need not be kept. */
  record ResultsAck(String task) implements Message {
    @Override
    public FrameType type() {
      return FrameType.RESULTS_ACK;
    }
  }

  /** The task is not wanted any more. */
  record TaskCancel(String task) implements Message {
    @Override
    public FrameType type() {
      return FrameType.TASK_CANCEL;
    }
  }

  /** A frame could not be used, and why. */
  record BadCommand(String reason) implements Message {
    @Override
    public FrameType type() {
      return FrameType.BAD_COMMAND;
    }
  }

  /** All reports of the sender up to this number have arrived. */
  record ReportAck(long sequence) implements Message {
    @Override
    public FrameType type() {
      return FrameType.REPORT_ACK;
    }
  }

  /** The receiver of a heartbeat or report does not know its sender: register again. */
  record RegisterAgain(UUID who) implements Message {
    @Override
    public FrameType type() {
      return FrameType.REGISTER_AGAIN;
    }
  }

  /** A worker, manager or endpoint is there, in its given life. */
  record Register(UUID who, long epoch) implements Message {
    @Override
    public FrameType type() {
      return FrameType.REGISTER;
    }
  }

  private static List<TaskReport> entries(List<TaskReport> changed) {
    if (changed.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException(
          "a report has " + changed.size() + " entries, expected at most " + MAX_ENTRIES);
    }
    return List.copyOf(changed);
  }
}
