package io.github.workerfsm.sim.testkit;

import io.github.workerfsm.story.StoryLine;
import io.github.workerfsm.task.TaskState;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions about one transition. */
public final class StoryLineAssert extends AbstractAssert<StoryLineAssert, @Nullable StoryLine> {
  StoryLineAssert(@Nullable StoryLine line) {
    super(line, StoryLineAssert.class);
  }

  /** It is about this task. */
  public StoryLineAssert isAbout(String key) {
    return same("to be about", key, line().key());
  }

  /** The task was in this state. */
  public StoryLineAssert comesFrom(TaskState from) {
    return same("to come from", from.label(), line().from().label());
  }

  /** This was asked for. */
  public StoryLineAssert wasAskedFor(TaskState requested) {
    return same("to have been asked for", requested.label(), line().requested().label());
  }

  /** The task ended in this state. */
  public StoryLineAssert landsIn(TaskState landing) {
    return same("to land in", landing.label(), line().landing().label());
  }

  /** This event caused it. */
  public StoryLineAssert isCausedBy(String stimulusId) {
    return same("to be caused by", stimulusId, line().stimulusId());
  }

  /** The transition of another task recommended it. */
  public StoryLineAssert isBecauseOf(String key) {
    return same("to be because of", key, String.valueOf(line().cause()));
  }

  /** The reason of its row contains this. */
  public StoryLineAssert says(String partOfReason) {
    String reason = line().reason();
    if (reason == null || !reason.contains(partOfReason)) {
      throw failure("%nExpected the line%n  %s%nto give a reason with%n  %s", line(), partOfReason);
    }
    return this;
  }

  /** It is the whole of a detour: the pair has no row of its own. */
  public StoryLineAssert isDetour() {
    if (line().reason() != null) {
      throw failure("%nExpected the line%n  %s%nto be a detour, but a row was taken", line());
    }
    return this;
  }

  private StoryLine line() {
    isNotNull();
    return Objects.requireNonNull(actual);
  }

  private StoryLineAssert same(String what, String expected, String found) {
    if (!expected.equals(found)) {
      throw failureWithActualExpected(
          found,
          expected,
          "%nExpected the line%n  %s%n%s %s, but it is %s",
          line(),
          what,
          expected,
          found);
    }
    return this;
  }
}
