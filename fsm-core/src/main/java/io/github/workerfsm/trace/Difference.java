package io.github.workerfsm.trace;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which an answer differs from the expected one.
 *
 * @param member what differs: {@code raised}, {@code states.KEY}, {@code instructions}, {@code
 *     instructions.order}, {@code transitions}, {@code counts.NAME} or {@link #INVARIANT}
 * @param expected what was to come; null when nothing was
 * @param actual what came; null when nothing did
 * @param keys the tasks that it is about, perhaps none
 */
public record Difference(
    String member, @Nullable String expected, @Nullable String actual, ImmutableList<String> keys) {
  /** The member that says that a check after an event has failed, whatever the answer was. */
  public static final String INVARIANT = "invariant";
}
