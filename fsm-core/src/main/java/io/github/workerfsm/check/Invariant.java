package io.github.workerfsm.check;

/**
 * What must be true after every event, as far as one worker can see it.
 *
 * <p>Source: section 4 of the project's collection of historic deadlocks.
 */
public enum Invariant {
  /** Each set and queue holds exactly the tasks of its state. */
  MEMBERSHIP("S1"),
  /** One object per key; links are symmetric and lead to tasks of the table. */
  IDENTITY("S2"),
  /** Available and held resources add up to the total. */
  RESOURCES("S3"),
  /** Tasks that hold a slot are no more than the threads, and each has exactly one. */
  SLOTS("S4"),
  /** A waiting task waits for at least one input, and each is on its way. */
  WAITING("S5"),
  /** A value is stored exactly in memory; inputs of what can run are stored. */
  VALUES("S6"),
  /** Every claim belongs to an open transfer or a live run, and the other way round. */
  CLAIMS("S8"),
  /** Role, holder and value agree with the state. */
  FACTS("F");

  private final String id;

  Invariant(String id) {
    this.id = id;
  }

  /** The short name that documents use. */
  public String id() {
    return id;
  }
}
