package io.github.workerfsm.transport.relay;

import io.github.workerfsm.transport.liveness.Thresholds;

/**
 * When parties of a relay speak.
 *
 * @param thresholds how often each reports, and when one that does not is given up
 * @param resendNanos what is not acknowledged for so long is sent again, over 0
 */
public record RelaySettings(Thresholds thresholds, long resendNanos) {
  /** Reports every 30 seconds, given up after four of them; sent again after five seconds. */
  public static final RelaySettings DEFAULT =
      new RelaySettings(Thresholds.ofPeriod(30_000_000_000L), 5_000_000_000L);

  /** Checks the times. */
  public RelaySettings {
    if (resendNanos <= 0) {
      throw new IllegalArgumentException("resend after " + resendNanos + " ns, expected over 0");
    }
  }
}
