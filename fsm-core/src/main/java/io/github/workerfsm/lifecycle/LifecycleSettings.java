package io.github.workerfsm.lifecycle;

import java.time.Duration;
import java.util.Objects;

/**
 * How patient the service is.
 *
 * @param attempts how often a task may be tried, from 1; losing a manager or an endpoint costs one,
 *     an exception of the function itself ends the task at once
 * @param answer how long an endpoint may take to say that it has a task
 * @param grace how long an endpoint may stay suspect before its tasks are taken from it
 * @param keep how long a task is kept after its submission, and again after its end
 * @param remember how long the id of a removed task is remembered
 * @param trap how long an endpoint has to refuse a cancelled task
 */
public record LifecycleSettings(
    int attempts,
    Duration answer,
    Duration grace,
    Duration keep,
    Duration remember,
    Duration trap) {

  /** No retries; answers within a minute, one minute of grace, records for two weeks. */
  public static final LifecycleSettings DEFAULT =
      new LifecycleSettings(
          1,
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofDays(14),
          Duration.ofMinutes(10),
          Duration.ofMinutes(10));

  /** Checks that every number is positive. */
  public LifecycleSettings {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts is " + attempts + ", expected 1 or more");
    }
    requirePositive("answer", answer);
    requirePositive("grace", grace);
    requirePositive("keep", keep);
    requirePositive("remember", remember);
    requirePositive("trap", trap);
  }

  /** The same settings, but a task may be tried this often. */
  public LifecycleSettings withAttempts(int newAttempts) {
    return new LifecycleSettings(newAttempts, answer, grace, keep, remember, trap);
  }

  private static void requirePositive(String name, Duration duration) {
    Objects.requireNonNull(duration, name);
    if (duration.toMillis() < 1) {
      throw new IllegalArgumentException(
          name + " is " + duration + ", expected at least a millisecond");
    }
  }
}
