package io.github.workerfsm.transport.net;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may connect: so many in all, so many from one address, so many a second. Nanoseconds,
 * monotonic, handed in. Not thread-safe.
 */
public final class Admission {
  private static final long SECOND = 1_000_000_000L;

  private final NetSettings settings;
  private final Map<String, Integer> perAddress = new LinkedHashMap<>();
  private int open;
  private double tokens;
  private long lastNanos;

  /** Nobody is connected. */
  public Admission(NetSettings settings, long nowNanos) {
    this.settings = settings;
    tokens = settings.newPerSecond();
    lastNanos = nowNanos;
  }

  /**
   * Asks for one connection.
   *
   * @return null when it is admitted, else one line that says which limit is reached
   */
  public @Nullable String admit(String address, long nowNanos) {
    double earned = (double) (nowNanos - lastNanos) / SECOND * settings.newPerSecond();
    tokens = Math.min(settings.newPerSecond(), tokens + earned);
    lastNanos = nowNanos;
    int same = perAddress.getOrDefault(address, 0);
    if (open >= settings.connections()) {
      return open + " connections are open, the limit is " + settings.connections();
    }
    if (same >= settings.connectionsPerAddress()) {
      return same
          + " connections from "
          + address
          + " are open, the limit is "
          + settings.connectionsPerAddress();
    }
    if (tokens < 1) {
      return "more than " + settings.newPerSecond() + " connections in a second";
    }
    tokens--;
    open++;
    perAddress.merge(address, 1, Integer::sum);
    return null;
  }

  /** A connection that was admitted has ended. */
  public void left(String address) {
    open--;
    perAddress.computeIfPresent(address, (a, count) -> count == 1 ? null : count - 1);
  }

  /** Connections that are open. */
  public int open() {
    return open;
  }
}
