package io.github.workerfsm.transport.wire;

/**
 * How much of what it does not know a connection puts up with: the first unknown type is answered,
 * the fourth within ten seconds ends the connection.
 */
public final class UnknownTypes {
  /** Unknown frames within the window that end the connection. */
  public static final int LIMIT = 4;

  /** Nanoseconds. */
  public static final long WINDOW_NANOS = 10_000_000_000L;

  private final long[] times = new long[LIMIT];
  private int count;

  /** What is to be done about one unknown frame. */
  public enum Verdict {
    /** Answer with bad-command. */
    ANSWER,
    /** Ignore it. */
    IGNORE,
    /** Close the connection. */
    CLOSE
  }

  /**
   * Judges one unknown frame.
   *
   * @param nowNanos monotonic
   */
  public Verdict seen(long nowNanos) {
    int slot = count % LIMIT;
    long earlier = times[(count + 1) % LIMIT];
    times[slot] = nowNanos;
    count++;
    if (count >= LIMIT && nowNanos - earlier < WINDOW_NANOS) {
      return Verdict.CLOSE;
    }
    return count == 1 ? Verdict.ANSWER : Verdict.IGNORE;
  }
}
