package io.github.workerfsm.sim.scheduler;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Resources;

/** One stimulus of the simulated scheduler. */
public sealed interface SchedulerEvent {

  /**
   * A client submits tasks and wants some of them; known keys with a new definition are redefined
   * if they are released.
   */
  record Submit(ImmutableList<TaskDefinition> tasks, ImmutableList<String> wanted)
      implements SchedulerEvent {}

  /** A client does not want these keys any more. */
  record Release(ImmutableList<String> keys) implements SchedulerEvent {}

  /** A client has placed a value on a worker directly; it has no definition. */
  record Scattered(WorkerId worker, String key, long nbytes) implements SchedulerEvent {}

  /** The next message from a worker. */
  record FromWorker(WorkerId worker, Instruction.ToScheduler message) implements SchedulerEvent {}

  /** A worker has started or has come back in a new incarnation. */
  record Join(WorkerId worker, int threads, Resources resources) implements SchedulerEvent {}

  /** The scheduler has noticed that a worker is gone without having said so. */
  record Lost(WorkerId worker) implements SchedulerEvent {}

  /** A worker leaves in order. */
  record Leave(WorkerId worker) implements SchedulerEvent {}

  /** A worker has stopped, or goes on, starting tasks. */
  record Paused(WorkerId worker, boolean paused) implements SchedulerEvent {}

  /** The scheduler would like {@code thief} to have the task. */
  record Steal(String key, WorkerId thief) implements SchedulerEvent {}

  /** Replica management wants a copy of these keys on a worker. */
  record Acquire(WorkerId worker, ImmutableList<String> keys) implements SchedulerEvent {}

  /** Replica management holds the copies of these keys on a worker to be redundant. */
  record Remove(WorkerId worker, ImmutableList<String> keys) implements SchedulerEvent {}

  /**
   * A scheduler begins where another has died.
   *
   * @param epoch larger than that of every scheduler before it; the first one's is 0
   * @param workers who has been heard, in the order in which they count as having joined
   * @param tasks the definitions of all that is wanted, and of all that it needs
   * @param wanted what clients want, values that they have placed included
   */
  record Recover(
      int epoch,
      ImmutableList<Attendance> workers,
      ImmutableList<TaskDefinition> tasks,
      ImmutableList<String> wanted)
      implements SchedulerEvent {}

  /** A worker says that it lives, and which keys it runs. */
  record Heartbeat(WorkerId worker, ImmutableList<String> executing) implements SchedulerEvent {}
}
