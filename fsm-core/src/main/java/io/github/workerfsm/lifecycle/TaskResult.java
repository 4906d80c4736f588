package io.github.workerfsm.lifecycle;

import io.github.workerfsm.task.Failure;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a worker has returned: a value or an exception.
 *
 * @param payload the value, opaque to the machine; null when there is a failure
 * @param failure the exception; null when there is a value
 * @param digest equal for equal results and different for different ones, so that a result that
 *     comes twice is told from a second opinion; usually a hash of the bytes that came
 */
public record TaskResult(@Nullable Object payload, @Nullable Failure failure, String digest) {
  /** Checks that it is one of the two. */
  public TaskResult {
    Objects.requireNonNull(digest, "digest");
    if (payload != null && failure != null) {
      throw new IllegalArgumentException(
          "result " + digest + " is a value and a failure, expected one of them");
    }
  }

  /** A value, which may be null. */
  public static TaskResult value(@Nullable Object payload, String digest) {
    return new TaskResult(payload, null, digest);
  }

  /** The exception of the function that was run. */
  public static TaskResult error(Failure failure, String digest) {
    return new TaskResult(null, Objects.requireNonNull(failure, "failure"), digest);
  }

  /** Whether this is a value. */
  public boolean isValue() {
    return failure == null;
  }

  /** Whether {@code other} says the same. */
  boolean same(@Nullable TaskResult other) {
    return other != null && isValue() == other.isValue() && digest.equals(other.digest);
  }
}
