package io.github.workerfsm.task;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a task has failed.
 *
 * @param text the exception in words, told to the scheduler
 * @param cause the exception itself, opaque to the machine; null when only the text is known
 */
public record Failure(String text, @Nullable Object cause) {
  /** Checks the text. */
  public Failure {
    Objects.requireNonNull(text, "text");
  }

  /** A failure of which only the text is known. */
  public static Failure of(String text) {
    return new Failure(text, null);
  }
}
