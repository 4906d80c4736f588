package io.github.workerfsm.story;

import io.github.workerfsm.task.TaskState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One transition, as it happened.
 *
 * @param number position among all transitions of the machine, from 0
 * @param stimulusId the event that caused it
 * @param key the task
 * @param from where the task was
 * @param requested what was asked for
 * @param landing where it ended, which need not be what was asked for
 * @param cause key of the task whose transition recommended this one; null when the event asked
 * @param reason the reason of the row that was taken; null for the whole of a detour
 */
public record StoryLine(
    long number,
    String stimulusId,
    String key,
    TaskState from,
    TaskState requested,
    TaskState landing,
    @Nullable String cause,
    @Nullable String reason) {

  /** The line for people. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%6d  %-24s ", number, stimulusId));
    text.append(key).append(": ").append(from.label()).append(" -> ").append(requested.label());
    if (landing != requested) {
      text.append(", landed in ").append(landing.label());
    }
    if (reason != null) {
      text.append("  (").append(reason).append(')');
    } else {
      text.append("  (by way of released)");
    }
    if (cause != null && !cause.equals(key)) {
      text.append(", because of ").append(cause);
    }
    return text.toString();
  }
}
