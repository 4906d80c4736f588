package io.github.workerfsm.transport.net;

import io.github.workerfsm.transport.wire.Refusal;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * A line for each refused connection, with what can be done about it, and no more than a person can
 * read: ten a second, and how many were left out. Thread-safe.
 */
final class RefusalLog {
  private static final int PER_SECOND = 10;
  private static final long SECOND = 1_000_000_000L;

  private final Logger log;
  private final LongSupplier clock;
  private long secondNanos;
  private int written;
  private long leftOut;
  private long refused;

  RefusalLog(Logger log, LongSupplier clock) {
    this.log = log;
    this.clock = clock;
    secondNanos = clock.getAsLong();
  }

  /** Says who was refused and why, unless too much has been said in this second. */
  void refused(Object who, Refusal why, String detail) {
    long skipped;
    synchronized (this) {
      refused++;
      long now = clock.getAsLong();
      if (now - secondNanos >= SECOND) {
        secondNanos = now;
        written = 0;
      }
      if (written >= PER_SECOND) {
        leftOut++;
        return;
      }
      written++;
      skipped = leftOut;
      leftOut = 0;
    }
    if (skipped > 0) {
      log.warn("{} refused connections were not listed here", skipped);
    }
    log.warn("{} refused: {}: {}; {}", who, why, detail, advice(why));
  }

  /** Connections refused so far, the lines that were left out included. */
  synchronized long refused() {
    return refused;
  }

  private static String advice(Refusal why) {
    return switch (why) {
      case VERSION, BAD_LENGTH, FLAGS, HEADER_LENGTH, CHECKSUM ->
          "is that another program, or another version of this one? Check what connects to this port";
      case OVERSIZED -> "let it send less at once, or raise maxFrame at both ends";
      case SEQUENCE_GAP, UNKNOWN_TYPES, PROTOCOL, MALFORMED ->
          "its version does not fit: bring both ends to the same one";
      case HANDSHAKE_TIMEOUT, FRAME_TIMEOUT ->
          "it says too little for a peer: if it is one, look at its load and the network";
      case IDLE -> "it or the network is down: look there; it may connect again";
      case ADMISSION -> "if these are wanted, raise the limits of admission; if not, block them";
      case SLOW_CONSUMER -> "it does not keep up: look at its load, or send it less";
      case IDENTITY -> "check its certificate, and that no two processes have the same instance id";
      case REPLACED ->
          "nothing is wrong if it has connected anew; else two have the same instance id";
      case NONE, CONNECTION_LOST -> "nothing is to be done";
    };
  }
}
