package io.github.workerfsm.transport.stream;

/**
 * What both ends of a stream agree on.
 *
 * @param credit items that may be under way, 1 or more
 * @param startTimeoutNanos how long the sender waits for the verdict, and the receiver for news
 * @param ackTimeoutNanos how long the sender waits for credit
 */
public record StreamSettings(int credit, long startTimeoutNanos, long ackTimeoutNanos) {
  /** Five items, and 300 seconds for each wait. */
  public static final StreamSettings DEFAULT =
      new StreamSettings(5, 300_000_000_000L, 300_000_000_000L);

  /** Checks that all are positive. */
  public StreamSettings {
    if (credit < 1 || startTimeoutNanos < 1 || ackTimeoutNanos < 1) {
      throw new IllegalArgumentException(
          "credit "
              + credit
              + ", start timeout "
              + startTimeoutNanos
              + ", ack timeout "
              + ackTimeoutNanos
              + ", expected each 1 or more");
    }
  }

  /** The same with another credit. */
  public StreamSettings withCredit(int items) {
    return new StreamSettings(items, startTimeoutNanos, ackTimeoutNanos);
  }
}
