package io.github.workerfsm.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A live task of a worker, as everybody but the machine sees it: read-only, and valid until the
 * machine handles its next event. Confined to the thread that owns the machine.
 */
public interface Task {
  /** The name of the task. */
  String key();

  /** The current state. */
  TaskState state();

  /** What the scheduler wants of the task here. */
  Role role();

  /** What has not let go of the task. */
  Holder holder();

  /** Whether the thread that runs the task no longer counts against the slots. */
  boolean seceded();

  /** The last assignment for computation; null when there was none. */
  @Nullable TaskSpec spec();

  /** The assignment with which the running thread was started; null when no thread holds it. */
  @Nullable TaskSpec running();

  /** The value; null unless the state is {@link TaskState#MEMORY}. */
  @Nullable Value value();

  /** The failure; null unless the state is {@link TaskState#ERROR}. */
  @Nullable Failure failure();

  /** Size in bytes, announced or measured; -1 when unknown. */
  long nbytes();

  /** Smaller is served first; null until an assignment or an announcement gave one. */
  @Nullable Priority priority();

  /** Whether the task is an actor. */
  boolean actor();

  /** How often its value could not be gathered although a peer answered. */
  int suspicion();

  /** Addresses of the peers that are known to hold the value, in order of announcement. */
  List<String> holders();

  /** The peer of the transfer that holds the task; null when none does. */
  @Nullable String comingFrom();

  /** The tasks that this one needs, in order of linking. */
  List<Task> dependencies();

  /** The tasks that need this one, in order of linking. */
  List<Task> dependents();

  /** Keys of the inputs that a waiting task still waits for, in order of linking. */
  List<String> waitingFor();
}
