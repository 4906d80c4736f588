package io.github.workerfsm.lifecycle;

/**
 * To which attempt at a task a report refers, and over which connection it came.
 *
 * @param attempt from 1; 0 when the report is about the connection, hence about every attempt
 * @param epoch of the connection between service and endpoint, 0 or more; a later connection has a
 *     higher one
 * @param seq of the message that carried the report, 0 or more; to acknowledge and to trace it
 */
public record Stamp(int attempt, long epoch, long seq) {
  /** Of what no endpoint says. */
  static final Stamp NONE = new Stamp(0, 0, 0);

  /** The stamp of a report whose message has no number. */
  public static Stamp of(int attempt, long epoch) {
    return new Stamp(attempt, epoch, 0);
  }

  /** Whether it is of an attempt before the given one. */
  boolean olderThan(int other) {
    return attempt != 0 && attempt < other;
  }
}
