package io.github.workerfsm.lifecycle;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.table.Subject;
import io.github.workerfsm.task.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A task as the machine works on it: the record, and the report that is being handled. */
final class TaskEntry extends Subject<LifecycleState> {
  final String task;
  final int attemptsAllowed;
  final List<Failure> history = new ArrayList<>();
  String endpoint = "";
  int attempt = 1;
  long epoch;
  boolean suspect;
  boolean cancelling;
  boolean published;

  /** Whether an endpoint keeps a result until it is told that it need not. */
  boolean acknowledgementOwed;

  @Nullable TaskResult result;
  @Nullable Failure exception;
  long submittedAt;
  OptionalLong completedAt = OptionalLong.empty();

  /** Set while the endpoint has to answer, while it is in grace, and until the record goes. */
  final @Nullable Timer[] timers = new @Nullable Timer[Timer.Purpose.values().length];

  private Stamp said = Stamp.NONE;
  private @Nullable Object detail;

  TaskEntry(String task, int attemptsAllowed) {
    super(LifecycleState.UNKNOWN);
    this.task = task;
    this.attemptsAllowed = attemptsAllowed;
  }

  /** Begins to listen to a report, at which the facts look from now on. */
  void hear(Report report) {
    said = report.stamp();
    detail = report.detail();
  }

  /** Of what attempt and connection the report is. */
  Stamp said() {
    return said;
  }

  boolean mayRetry() {
    return Math.max(said.attempt(), attempt) < attemptsAllowed;
  }

  boolean hearsKnownResult() {
    return detail instanceof TaskResult heard && heard.same(result);
  }

  /** Goes over to the attempt and the connection of the report, unless they are older. */
  void follow() {
    attempt = Math.max(attempt, said.attempt());
    epoch = Math.max(epoch, said.epoch());
  }

  TaskRecord record() {
    return new TaskRecord(
        task,
        endpoint,
        state(),
        attempt,
        epoch,
        suspect,
        cancelling,
        result,
        exception,
        ImmutableList.copyOf(history),
        submittedAt,
        completedAt,
        published);
  }

  @Override
  public String toString() {
    return task;
  }
}
