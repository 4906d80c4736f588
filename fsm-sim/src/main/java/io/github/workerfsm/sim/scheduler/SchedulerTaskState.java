package io.github.workerfsm.sim.scheduler;

import java.util.Locale;

/** The states of a task in the scheduler's books. */
public enum SchedulerTaskState {
  /** Known; nobody wants it computed, and it is nowhere. */
  RELEASED("known, neither under way nor anywhere"),

  /** Wanted; inputs have no holder yet. */
  WAITING("wanted, inputs have no holder yet"),

  /** Could run; one of many alike, held back until a worker has a free thread. */
  QUEUED("could run, held back until a thread is free"),

  /** Could run, but no worker that is there may run it. */
  NO_WORKER("could run, but no worker may run it"),

  /** Assigned to a worker. */
  PROCESSING("assigned to a worker"),

  /** At least one worker holds the value. */
  MEMORY("a worker holds the value"),

  /** It, or what it needs, has failed. */
  ERRED("it, or what it needs, has failed"),

  /** Gone from the books. */
  FORGOTTEN("gone from the books");

  private final String meaning;
  private final String label;

  SchedulerTaskState(String meaning) {
    this.meaning = meaning;
    this.label = name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What the state means, as a clause. */
  public String meaning() {
    return meaning;
  }

  /** The name for people, for example {@code no-worker}. */
  public String label() {
    return label;
  }

  /**
   * The state with this name, in any case, {@code _} and {@code -} being the same.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  public static SchedulerTaskState byLabel(String label) {
    String wanted = label.toUpperCase(Locale.ROOT).replace('-', '_');
    for (SchedulerTaskState state : values()) {
      if (state.name().equals(wanted)) {
        return state;
      }
    }
    throw new IllegalArgumentException(
        "there is no scheduler state "
            + label
            + ", expected released, waiting, queued, no-worker, processing, memory, erred or"
            + " forgotten");
  }

  /** Whether a task in this state still needs its inputs. */
  public boolean needsInputs() {
    return switch (this) {
      case WAITING, QUEUED, NO_WORKER, PROCESSING -> true;
      case RELEASED, MEMORY, ERRED, FORGOTTEN -> false;
    };
  }

  /** Whether a task in this state takes it for granted that its inputs are in memory. */
  boolean reliesOnInputs() {
    return needsInputs() && this != WAITING;
  }
}
