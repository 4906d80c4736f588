package io.github.workerfsm.task;

/**
 * The fifteen states of a task on a worker.
 *
 * <p>The state is a function of three facts: the {@link Role} (what the scheduler wants), the
 * {@link Holder} (what has not let go yet) and whether the value or the failure is here. Messages
 * change the role; only completions change the holder.
 *
 * <p>Source: dask/distributed issue 4413, and the four states that it leaves out for clarity.
 */
public enum TaskState {
  /** Known, not classified. Left within the event that made the task. */
  NEW("known, not classified"),

  /** To be computed here; inputs are missing. */
  WAITING_FOR_DEPENDENCIES("to be computed here, inputs are missing"),

  /** Inputs are here; waits for a thread. */
  READY("inputs are here, waits for a thread"),

  /** Inputs are here; waits for a thread and for resources. */
  CONSTRAINED("inputs are here, waits for resources"),

  /** A thread runs it. */
  EXECUTING("a thread runs it"),

  /** A thread runs it that no longer counts: the task has seceded. */
  LONG_RUNNING("a thread runs it outside of the slots"),

  /** Wanted as an input; holders are known. */
  FETCH("wanted as an input, holders are known"),

  /** Wanted as an input; no holder is known. */
  MISSING("wanted as an input, no holder is known"),

  /** A transfer brings it. */
  FLIGHT("a transfer brings it"),

  /** The value is here. */
  MEMORY("the value is here"),

  /** The failure is here. */
  ERROR("the failure is here"),

  /** Nobody wants it; a thread or a transfer still holds it. */
  CANCELLED("nobody wants it, a thread or transfer still holds it"),

  /**
   * Its role has changed while a thread or a transfer still holds it: executed here but now wanted
   * as an input, or in transfer but now to be computed here.
   */
  RESCHEDULED("its role changed, a thread or transfer still holds it"),

  /** No value, no holder, no role; metadata kept. */
  RELEASED("no value, no holder, no role; metadata kept"),

  /** Gone: the only exit that deletes metadata. */
  FORGOTTEN("gone");

  private final String meaning;

  TaskState(String meaning) {
    this.meaning = meaning;
  }

  /** What the state means, as a clause. */
  public String meaning() {
    return meaning;
  }

  /** The name for people, for example {@code waiting-for-dependencies}. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
