package io.github.workerfsm.task;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The value of a task, as opaque to the machine as it can be.
 *
 * @param payload the value itself; null is a value like any other
 * @param nbytes size in bytes, not negative
 * @param typeName name of the type, told to the scheduler
 */
public record Value(@Nullable Object payload, long nbytes, String typeName) {
  /** Checks the size. */
  public Value {
    Objects.requireNonNull(typeName, "typeName");
    if (nbytes < 0) {
      throw new IllegalArgumentException("nbytes is " + nbytes + ", expected 0 or more");
    }
  }
}
