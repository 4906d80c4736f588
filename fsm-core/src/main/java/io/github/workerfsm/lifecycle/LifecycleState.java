package io.github.workerfsm.lifecycle;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Locale;

/**
 * The states of a task as its client sees them, and the two ends of its record.
 *
 * <p>A client sees the nine states that have a code. A task is <em>pending</em> as long as it is in
 * one of them and has not ended; that is inferred, never stored.
 */
public enum LifecycleState {
  /** No record: never submitted, or forgotten. */
  UNKNOWN(0, 0, "there is no record of it"),

  /** The service has a record of it. */
  RECEIVED(1, 0, "the service has it"),

  /** Waits for its endpoint to be online. */
  WAITING_FOR_EP(2, 1, "waits for its endpoint"),

  /** Sent; the endpoint has not said that it has it. */
  DISPATCHED_TO_EP(3, 2, "sent to its endpoint, which has not answered yet"),

  /** At the endpoint; waits for being sent to a manager. */
  WAITING_FOR_NODES(4, 3, "at its endpoint, waits for a manager"),

  /** At a manager; waits for a worker. */
  WAITING_FOR_LAUNCH(5, 4, "at a manager, waits for a worker"),

  /** A worker runs it. */
  RUNNING(6, 5, "a worker runs it"),

  /** Ended: the result is here. */
  SUCCESS(7, 9, "the result is here"),

  /** Ended: the exception is here. */
  FAILED(8, 9, "the exception is here"),

  /** Ended: the client did not want it any more. */
  CANCELLED(9, 9, "cancelled by the client"),

  /** The record has been deleted; its id is remembered, so that what comes late is recognised. */
  REMOVED(0, 0, "its record is deleted, its id remembered"),

  /** The id has been forgotten as well. */
  FORGOTTEN(0, 0, "its id is forgotten");

  /** The states with a code, at its index less one. */
  private static final ImmutableList<LifecycleState> CODED =
      Arrays.stream(values())
          .filter(LifecycleState::isVisible)
          .collect(ImmutableList.toImmutableList());

  private static final int ENDED = 9;

  private final int code;
  private final int rank;
  private final String meaning;

  LifecycleState(int code, int rank, String meaning) {
    this.code = code;
    this.rank = rank;
    this.meaning = meaning;
  }

  /**
   * The state with this code.
   *
   * @param code from 1 to 9
   * @throws IllegalArgumentException for any other code
   */
  public static LifecycleState byCode(int code) {
    if (code < 1 || code > CODED.size()) {
      throw new IllegalArgumentException(
          "state code " + code + " is unknown, expected 1 to " + CODED.size());
    }
    return CODED.get(code - 1);
  }

  /**
   * The number of this state in messages, from 1 to 9. It never changes.
   *
   * @throws IllegalStateException for a state that no client sees
   */
  public int code() {
    if (!isVisible()) {
      throw new IllegalStateException("state " + label() + " has no code: no client sees it");
    }
    return code;
  }

  /** Whether clients see this state. */
  public boolean isVisible() {
    return code > 0;
  }

  /** Whether a task in this state has ended: nothing but the deletion of its record follows. */
  public boolean isTerminal() {
    return rank == ENDED;
  }

  /** Whether a client that asks is told that its task is pending. */
  public boolean isPending() {
    return isVisible() && !isTerminal();
  }

  /** How far the task has come within its attempt; what comes later has a higher rank. */
  public int rank() {
    return rank;
  }

  /** This state for a reader that does not know of cancellation: to that reader it is a failure. */
  public LifecycleState withoutCancellation() {
    return this == CANCELLED ? FAILED : this;
  }

  /** What the state means, as a clause about "it". */
  public String meaning() {
    return meaning;
  }

  /** The name in messages and for people, for example {@code waiting-for-ep}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
