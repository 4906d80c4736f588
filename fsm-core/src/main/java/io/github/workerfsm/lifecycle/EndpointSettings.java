package io.github.workerfsm.lifecycle;

import java.time.Duration;

/**
 * How patient the service is with endpoints.
 *
 * @param heartbeat how often each says something, at least five seconds
 * @param suspectAfter so many of these missed, and it is suspect, 1 or more
 * @param offlineAfter so many, and it is given up; more than for being suspect
 */
public record EndpointSettings(Duration heartbeat, int suspectAfter, int offlineAfter) {
  /** Every 30 seconds; suspect after one minute, offline after two. */
  public static final EndpointSettings DEFAULT = new EndpointSettings(Duration.ofSeconds(30), 2, 4);

  /** Checks the limits. */
  public EndpointSettings {
    if (heartbeat.compareTo(Duration.ofSeconds(5)) < 0) {
      throw new IllegalArgumentException(
          "heartbeat is " + heartbeat + ", expected at least 5 seconds");
    }
    if (suspectAfter < 1 || offlineAfter <= suspectAfter) {
      throw new IllegalArgumentException(
          "suspect after "
              + suspectAfter
              + " and offline after "
              + offlineAfter
              + " missed heartbeats, expected 1 or more, and more than that");
    }
  }

  long suspectMillis() {
    return suspectAfter * heartbeat.toMillis();
  }

  long offlineMillis() {
    return offlineAfter * heartbeat.toMillis();
  }
}
