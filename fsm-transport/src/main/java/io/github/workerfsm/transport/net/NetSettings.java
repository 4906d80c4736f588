package io.github.workerfsm.transport.net;

import io.github.workerfsm.transport.liveness.Thresholds;
import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.Frames;
import java.time.Duration;

/**
 * The limits of a network; immutable. Each has the default of the threat model, and a setter that
 * returns a changed copy.
 *
 * @param maxFrame bytes of a frame, 24 to 64 MiB
 * @param outFrames frames that a connection may have to send
 * @param outBytes bytes that a connection may have to send
 * @param handshake how long a greeting may take
 * @param frame how long a frame may take to complete
 * @param thresholds when a silent connection is asked, and when it is closed
 * @param connections open connections of a server
 * @param connectionsPerAddress of these from one address
 * @param newPerSecond connections that a server takes in a second
 * @param slowConsumer how long a sender waits for room before it cuts the connection
 */
public record NetSettings(
    int maxFrame,
    int outFrames,
    int outBytes,
    Duration handshake,
    Duration frame,
    Thresholds thresholds,
    int connections,
    int connectionsPerAddress,
    int newPerSecond,
    Duration slowConsumer) {
  /** The limits of the threat model; heartbeats every 30 seconds. */
  public static final NetSettings DEFAULT =
      new NetSettings(
          1 << 20,
          2_000,
          8 << 20,
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Thresholds.ofPeriod(30_000_000_000L),
          1_024,
          64,
          100,
          Duration.ofSeconds(10));

  /** Checks the limits. */
  public NetSettings {
    if (maxFrame < Frame.HEADER_BYTES || maxFrame > Frames.HARD_LIMIT) {
      throw new IllegalArgumentException(
          "maxFrame is " + maxFrame + ", expected 24 to " + Frames.HARD_LIMIT);
    }
    int least =
        Math.min(
            Math.min(outFrames, outBytes),
            Math.min(connections, Math.min(connectionsPerAddress, newPerSecond)));
    if (least < 1) {
      throw new IllegalArgumentException("a limit is " + least + ", expected 1 or more");
    }
    requirePositive(handshake, "handshake");
    requirePositive(frame, "frame");
    requirePositive(slowConsumer, "slowConsumer");
  }

  private static void requirePositive(Duration duration, String what) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(
          what + " timeout is " + duration + ", expected more than 0");
    }
  }

  /** With another limit of a frame. */
  public NetSettings withMaxFrame(int bytes) {
    return new NetSettings(
        bytes,
        outFrames,
        outBytes,
        handshake,
        frame,
        thresholds,
        connections,
        connectionsPerAddress,
        newPerSecond,
        slowConsumer);
  }

  /** With another bound of the out-queue. */
  public NetSettings withOut(int frames, int bytes) {
    return new NetSettings(
        maxFrame,
        frames,
        bytes,
        handshake,
        frame,
        thresholds,
        connections,
        connectionsPerAddress,
        newPerSecond,
        slowConsumer);
  }

  /** With other timeouts of greeting, frame and slow consumer. */
  public NetSettings withTimeouts(Duration greeting, Duration oneFrame, Duration slow) {
    return new NetSettings(
        maxFrame,
        outFrames,
        outBytes,
        greeting,
        oneFrame,
        thresholds,
        connections,
        connectionsPerAddress,
        newPerSecond,
        slow);
  }

  /** With other thresholds of silence. */
  public NetSettings withThresholds(Thresholds silence) {
    return new NetSettings(
        maxFrame,
        outFrames,
        outBytes,
        handshake,
        frame,
        silence,
        connections,
        connectionsPerAddress,
        newPerSecond,
        slowConsumer);
  }

  /** With other limits of admission. */
  public NetSettings withAdmission(int open, int perAddress, int perSecond) {
    return new NetSettings(
        maxFrame,
        outFrames,
        outBytes,
        handshake,
        frame,
        thresholds,
        open,
        perAddress,
        perSecond,
        slowConsumer);
  }
}
