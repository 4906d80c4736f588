package io.github.workerfsm.transport.wire;

/**
 * Follows the sequence numbers of one direction of one connection. TCP neither loses nor repeats,
 * so a gap means that sender and receiver do not understand each other; a repeat is harmless.
 */
public final class SequenceCheck {
  private long next;
  private long repeats;

  /** What is to become of a frame. */
  public enum Verdict {
    /** In order. */
    DELIVER,
    /** Seen before: ignored and counted. */
    REPEAT,
    /** Something is missing before it: the connection is closed. */
    GAP
  }

  /** Judges the next frame that has arrived. */
  public Verdict check(long sequence) {
    if (sequence == next) {
      next++;
      return Verdict.DELIVER;
    }
    if (sequence >= 0 && sequence < next) {
      repeats++;
      return Verdict.REPEAT;
    }
    return Verdict.GAP;
  }

  /** Puts it where one was of which {@link #next} was noted; its repeats are not counted again. */
  public void restore(long due) {
    next = due;
    repeats = 0;
  }

  /** The number that is due. */
  public long next() {
    return next;
  }

  /** Frames ignored so far. */
  public long repeats() {
    return repeats;
  }
}
