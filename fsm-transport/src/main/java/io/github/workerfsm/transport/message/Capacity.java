package io.github.workerfsm.transport.message;

import io.github.workerfsm.transport.wire.MalformedException;
import io.github.workerfsm.transport.wire.WireReader;
import io.github.workerfsm.transport.wire.WireWriter;

/**
 * What a whole endpoint has, in each of its reports. All counts are 0 or more.
 *
 * @param managers registered managers
 * @param totalWorkers their workers
 * @param idleWorkers those that run nothing
 * @param pendingTasks tasks that no manager has
 * @param outstandingTasks tasks that managers have
 * @param heartbeatPeriodNanos how often the endpoint reports, in nanoseconds
 */
public record Capacity(
    int managers,
    int totalWorkers,
    int idleWorkers,
    int pendingTasks,
    int outstandingTasks,
    long heartbeatPeriodNanos) {
  /** Checks the counts. */
  public Capacity {
    long least =
        Math.min(
            Math.min(Math.min(managers, totalWorkers), Math.min(idleWorkers, pendingTasks)),
            Math.min(outstandingTasks, heartbeatPeriodNanos));
    if (least < 0) {
      throw new IllegalArgumentException(
          "capacity has the count " + least + ", expected 0 or more");
    }
  }

  void write(WireWriter out) {
    out.i32(managers).i32(totalWorkers).i32(idleWorkers);
    out.i32(pendingTasks).i32(outstandingTasks).i64(heartbeatPeriodNanos);
  }

  static Capacity read(WireReader in) throws MalformedException {
    return new Capacity(in.i32(), in.i32(), in.i32(), in.i32(), in.i32(), in.i64());
  }
}
