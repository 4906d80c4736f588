package io.github.workerfsm.lifecycle;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.task.Failure;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the service knows of a task at one moment. Immutable.
 *
 * @param task its id
 * @param endpoint where it is to run
 * @param state where it is
 * @param attempt the attempt that counts, from 1
 * @param epoch the oldest connection whose word on this attempt counts; the next dispatch needs a
 *     connection of at least this epoch
 * @param suspect whether its endpoint is missed
 * @param cancelRequested whether it runs although the client does not want it any more
 * @param result what a worker returned; null when none has, or none counts
 * @param exception why it failed, be it the function or a loss; null unless it failed
 * @param history what ended earlier attempts, oldest first; of an attempt that was overtaken before
 *     its loss was heard of there is nothing
 * @param submittedAtMillis when it was submitted
 * @param completedAtMillis when it ended; empty while it is pending
 * @param published whether how it ended has been stored and its client told
 */
public record TaskRecord(
    String task,
    String endpoint,
    LifecycleState state,
    int attempt,
    long epoch,
    boolean suspect,
    boolean cancelRequested,
    @Nullable TaskResult result,
    @Nullable Failure exception,
    ImmutableList<Failure> history,
    long submittedAtMillis,
    OptionalLong completedAtMillis,
    boolean published) {

  /** Whether the task has not ended. */
  public boolean pending() {
    return state.isPending();
  }
}
