package io.github.workerfsm.transport.relay;

import io.github.workerfsm.transport.message.Message;
import io.github.workerfsm.transport.message.Payload;
import io.github.workerfsm.transport.message.TaskReport;
import io.github.workerfsm.transport.message.TaskStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Where tasks run: a manager and its workers. Reports what has changed every period, and each
 * result until the forwarder has stored it.
 */
public final class Origin implements Reporting {
  private final Uplink uplink;
  private final Map<String, Passed> passed = new LinkedHashMap<>();
  private long containerSwitches;

  /** What an attempt that has not ended has been through. */
  private record Passed(int attempt, List<TaskStatus> statuses) {}

  /**
   * A manager without tasks.
   *
   * @param life more than any earlier process of the same id had, from 1
   * @param workers how many tasks it runs at once
   */
  public Origin(UUID id, long life, int workers, RelaySettings settings, long nowNanos) {
    uplink =
        new Uplink(
            id,
            life,
            (sequence, changed) ->
                new Message.WorkersReport(id, sequence, containerSwitches, workers, changed),
            settings,
            nowNanos);
  }

  /**
   * A task has a new status: it waits for a worker here, or runs.
   *
   * @throws IllegalArgumentException for an end, which comes with its result
   */
  public void changed(TaskReport report) {
    if (report.status().terminal()) {
      throw new IllegalArgumentException(
          "task "
              + report.task()
              + " is "
              + report.status()
              + ", expected ended() with its result");
    }
    if (uplink.changed(report)) {
      Passed before = passed.get(report.task());
      if (before == null || before.attempt() < report.attempt()) {
        before = new Passed(report.attempt(), new ArrayList<>());
        passed.put(report.task(), before);
      }
      before.statuses().add(report.status());
    }
  }

  /**
   * A task has ended. Kept until it is stored; the first end of a task counts.
   *
   * @return whether this is the first
   */
  public boolean ended(TaskReport end, Payload payload, long nowNanos) {
    Passed before = passed.remove(end.task());
    boolean same = before != null && before.attempt() == end.attempt();
    List<TaskStatus> statuses = before != null && same ? before.statuses() : List.of();
    return uplink.ended(new Message.Result(end, statuses, payload), nowNanos);
  }

  /** A worker runs another container from now on. */
  public void switchedContainer() {
    containerSwitches++;
  }

  /** Whether everything that was to be told has been acknowledged. */
  public boolean settled() {
    return uplink.settled();
  }

  /** Results that are not known to be stored. */
  public int kept() {
    return uplink.kept().size();
  }

  @Override
  public void connected(Way up, long nowNanos) {
    uplink.connected(up, nowNanos);
  }

  @Override
  public void answered(Way up, Message message, long nowNanos) {
    if (!uplink.answered(up, message, nowNanos)) {
      up.send(new Message.BadCommand(message.type() + " to a manager"));
    }
  }

  @Override
  public void disconnected(Way up) {
    uplink.disconnected(up);
  }

  @Override
  public void tick(long nowNanos) {
    uplink.tick(nowNanos);
  }
}
