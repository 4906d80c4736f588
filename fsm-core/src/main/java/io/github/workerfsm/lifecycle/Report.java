package io.github.workerfsm.lifecycle;

import io.github.workerfsm.task.Failure;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One party's word on one task. Made by the factory methods, which know what belongs to which
 * event.
 *
 * @param task the id of the task
 * @param event what is said
 * @param stamp of which attempt, over which connection
 * @param detail with {@link LifecycleEvent#SUBMIT} the endpoint, a string; with a result the {@link
 *     TaskResult}; with {@link LifecycleEvent#MANAGER_LOST} the {@link Failure}; else null
 */
public record Report(String task, LifecycleEvent event, Stamp stamp, @Nullable Object detail) {
  /** Checks that nothing is missing. */
  public Report {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(stamp, "stamp");
  }

  /** A client submits a task that is to run at {@code endpoint}. */
  public static Report submit(String task, String endpoint) {
    return new Report(task, LifecycleEvent.SUBMIT, Stamp.NONE, endpoint);
  }

  /** The task has been put into the queue of its endpoint. */
  public static Report enqueued(String task) {
    return new Report(task, LifecycleEvent.ENQUEUED, Stamp.NONE, null);
  }

  /** The task has been sent, and an online connection has taken it. */
  public static Report sent(String task, Stamp stamp) {
    return new Report(task, LifecycleEvent.SENT, stamp, null);
  }

  /** The connection has failed, so that the task may not have arrived. */
  public static Report unsent(String task, Stamp stamp) {
    return new Report(task, LifecycleEvent.UNSENT, stamp, null);
  }

  /**
   * The endpoint says how far a task has come, as it happens or, after a reconnect of the same
   * instance, as it lists what it has.
   *
   * @param state WAITING_FOR_NODES, WAITING_FOR_LAUNCH or RUNNING
   * @throws IllegalArgumentException for another state
   */
  public static Report progress(String task, Stamp stamp, LifecycleState state) {
    LifecycleEvent event =
        switch (state) {
          case WAITING_FOR_NODES -> LifecycleEvent.REPORT_NODES;
          case WAITING_FOR_LAUNCH -> LifecycleEvent.REPORT_LAUNCH;
          case RUNNING -> LifecycleEvent.REPORT_RUNNING;
          default ->
              throw new IllegalArgumentException(
                  "progress of "
                      + task
                      + " is "
                      + state.label()
                      + ", expected waiting-for-nodes, waiting-for-launch or running");
        };
    return new Report(task, event, stamp, null);
  }

  /** A worker has returned. */
  public static Report result(String task, Stamp stamp, TaskResult result) {
    LifecycleEvent event =
        result.isValue() ? LifecycleEvent.RESULT_VALUE : LifecycleEvent.RESULT_ERROR;
    return new Report(task, event, stamp, result);
  }

  /** How the task ended has been stored, and its client told. */
  public static Report published(String task) {
    return new Report(task, LifecycleEvent.OUTCOME_PUBLISHED, Stamp.NONE, null);
  }

  /** The manager that had the task has gone. */
  public static Report managerLost(String task, Stamp stamp, Failure loss) {
    return new Report(task, LifecycleEvent.MANAGER_LOST, stamp, loss);
  }

  /** The connection of this epoch to the endpoint of the task has been silent. */
  public static Report endpointSuspect(String task, long epoch) {
    return new Report(task, LifecycleEvent.ENDPOINT_SUSPECT, Stamp.of(0, epoch), null);
  }

  /** Something was heard over the connection of this epoch. */
  public static Report endpointHeard(String task, long epoch) {
    return new Report(task, LifecycleEvent.ENDPOINT_HEARD, Stamp.of(0, epoch), null);
  }

  /** The connection of this epoch has been silent for too long. */
  public static Report endpointOffline(String task, long epoch) {
    return new Report(task, LifecycleEvent.ENDPOINT_OFFLINE, Stamp.of(0, epoch), null);
  }

  /** The client does not want the task any more. */
  public static Report cancel(String task) {
    return new Report(task, LifecycleEvent.CANCEL, Stamp.NONE, null);
  }

  /** The worker has stopped the task as it was asked to, or its process has ended. */
  public static Report cancelConfirmed(String task, Stamp stamp) {
    return new Report(task, LifecycleEvent.CANCEL_CONFIRMED, stamp, null);
  }

  /** The task has been kept for long enough. The machine says so itself in its time. */
  public static Report expired(String task) {
    return new Report(task, LifecycleEvent.EXPIRED, Stamp.NONE, null);
  }

  /** The report for people, for example {@code result-value of t1 (attempt 1, epoch 4, seq 12)}. */
  @Override
  public String toString() {
    String text = event.label() + " of " + task;
    return stamp.equals(Stamp.NONE)
        ? text
        : text
            + " (attempt "
            + stamp.attempt()
            + ", epoch "
            + stamp.epoch()
            + ", seq "
            + stamp.seq()
            + ")";
  }
}
