package io.github.workerfsm.transport.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a task is, as endpoint, manager and worker report it. One byte on the wire.
 *
 * <p>Source: the status codes of funcX, 2020 to 2022.
 */
public enum TaskStatus {
  /** At the endpoint, waits to be sent to a manager. */
  WAITING_FOR_NODES(1, 4, "waiting-for-nodes"),
  /** At a manager, waits for a worker. */
  WAITING_FOR_LAUNCH(2, 5, "waiting-for-launch"),
  /** A worker runs it. */
  RUNNING(3, 6, "running"),
  /** Finished with a result. */
  SUCCESS(4, 7, "success"),
  /** Finished with an error. */
  FAILED(5, 8, "failed");

  private static final List<TaskStatus> ALL = List.of(values());

  private final int code;
  private final int clientCode;
  private final String clientName;

  TaskStatus(int code, int clientCode, String clientName) {
    this.code = code;
    this.clientCode = clientCode;
    this.clientName = clientName;
  }

  /** The code on the wire, 1 to 5. */
  public int code() {
    return code;
  }

  /** The code of the same state as a client sees it, among nine. */
  public int clientCode() {
    return clientCode;
  }

  /** The name of the same state as a client reads it. */
  public String clientName() {
    return clientName;
  }

  /** Whether nothing comes after it. */
  public boolean terminal() {
    return this == SUCCESS || this == FAILED;
  }

  /** The status with this code; null when there is none. */
  public static @Nullable TaskStatus of(int code) {
    return code >= 1 && code <= ALL.size() ? ALL.get(code - 1) : null;
  }

  /**
   * The status that a client's state is reported by.
   *
   * @throws IllegalArgumentException for a client's state that no endpoint reports
   */
  public static TaskStatus ofClient(int clientCode) {
    for (TaskStatus status : ALL) {
      if (status.clientCode == clientCode) {
        return status;
      }
    }
    throw new IllegalArgumentException(
        "client state " + clientCode + " is reported by no endpoint, expected 4 to 8");
  }
}
