package io.github.workerfsm.transport.message;

import io.github.workerfsm.transport.wire.MalformedException;
import io.github.workerfsm.transport.wire.WireReader;
import io.github.workerfsm.transport.wire.WireWriter;

/**
 * The status of one attempt at one task.
 *
 * @param task its id, 1 to {@link #MAX_ID} characters
 * @param attempt from 1
 * @param status where it is
 */
public record TaskReport(String task, int attempt, TaskStatus status) {
  /** Characters of an id at most, so that a full report fits into a frame of the usual limit. */
  public static final int MAX_ID = 64;

  /** Bytes of the smallest one on the wire. */
  static final int LEAST_BYTES = 4 + 4 + 1;

  /** Checks id and attempt. */
  public TaskReport {
    if (task.isEmpty()) {
      throw new IllegalArgumentException("a report names no task, expected an id");
    }
    if (task.length() > MAX_ID) {
      throw new IllegalArgumentException(
          "a task has an id of " + task.length() + " characters, expected at most " + MAX_ID);
    }
    if (attempt < 1) {
      throw new IllegalArgumentException(
          "attempt of task " + task + " is " + attempt + ", expected 1 or more");
    }
  }

  void write(WireWriter out) {
    out.text(task).i32(attempt).u8(status.code());
  }

  static TaskReport read(WireReader in) throws MalformedException {
    String task = in.text();
    int attempt = in.i32();
    return new TaskReport(task, attempt, known(in, "status of task " + task));
  }

  static TaskStatus readStatus(WireReader in) throws MalformedException {
    return known(in, "status");
  }

  private static TaskStatus known(WireReader in, String what) throws MalformedException {
    int code = in.u8();
    TaskStatus status = TaskStatus.of(code);
    if (status == null) {
      throw new MalformedException(what + " is " + code + ", expected 1 to 5");
    }
    return status;
  }
}
