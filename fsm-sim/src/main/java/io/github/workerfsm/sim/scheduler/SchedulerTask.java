package io.github.workerfsm.sim.scheduler;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task in the scheduler's books, read-only and valid until the next stimulus. Workers are in the
 * order in which they joined, tasks in the order of their definition or of their keys.
 */
public interface SchedulerTask {
  /** The name of the task. */
  String key();

  /** The current state. */
  SchedulerTaskState state();

  /** What a client submitted; null for a value that a client has placed. */
  @Nullable TaskDefinition definition();

  /** Whether a client wants it. */
  boolean wanted();

  /** Keys of its inputs, in order of definition. */
  List<String> dependencies();

  /** Keys of the tasks that have it as an input, in key order. */
  List<String> dependents();

  /** Keys of the inputs that a waiting task still waits for, in order of definition. */
  List<String> waitingOn();

  /** The incarnation that it is assigned to; null unless it is processing. */
  @Nullable WorkerId processingOn();

  /** Whether its run has seceded from the slots of its worker. */
  boolean longRunning();

  /** The incarnations that hold its value. */
  List<WorkerId> whoHas();

  /** The run of its last assignment; -1 when there was none. */
  long run();

  /** Failures that are still allowed. */
  int retriesLeft();

  /** Workers that died with it. */
  int suspicious();

  /** The incarnations that have failed to run it, and keep the failure. */
  List<WorkerId> erredOn();

  /** Why it failed; null unless it is erred. */
  @Nullable String failure();

  /** Key of the task whose failure this is; null unless it is erred. */
  @Nullable String blamedOn();

  /** Size of the value in bytes, 0 while it is not known. */
  long nbytes();

  /** The incarnations that have heard of the key, and not yet that it is forgotten. */
  List<WorkerId> toldTo();
}
