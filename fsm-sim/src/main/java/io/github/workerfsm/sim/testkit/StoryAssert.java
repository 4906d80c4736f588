package io.github.workerfsm.sim.testkit;

import io.github.workerfsm.story.StoryLine;
import io.github.workerfsm.task.TaskState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about transitions in their order: of one task after {@link #about}, else of whatever
 * the story was asked for. The wholes of detours are left out where ways are followed, for their
 * halves tell the same.
 */
public final class StoryAssert extends AbstractAssert<StoryAssert, @Nullable List<StoryLine>> {
  StoryAssert(@Nullable List<StoryLine> story) {
    super(story, StoryAssert.class);
  }

  /** Only the lines about this task. */
  public StoryAssert about(String key) {
    return new StoryAssert(lines().stream().filter(line -> line.key().equals(key)).toList())
        .as(key);
  }

  /** Only the lines that this event caused. */
  public StoryAssert causedBy(String stimulusId) {
    return new StoryAssert(
            lines().stream().filter(line -> line.stimulusId().equals(stimulusId)).toList())
        .as(stimulusId);
  }

  /** Nothing has happened. */
  public StoryAssert isEmpty() {
    if (!lines().isEmpty()) {
      throw fail("to be empty");
    }
    return this;
  }

  /** The landings are exactly these, in this order. */
  public StoryAssert goesThrough(TaskState... landings) {
    if (!landings().equals(Arrays.asList(landings))) {
      throw fail(
          "to go through " + labels(Arrays.asList(landings)) + ", not " + labels(landings()));
    }
    return this;
  }

  /** The landings are among others these, in this order. */
  public StoryAssert goesThroughAmongOthers(TaskState... landings) {
    int found = 0;
    for (TaskState landing : landings()) {
      if (found < landings.length && landing == landings[found]) {
        found++;
      }
    }
    if (found < landings.length) {
      throw fail(
          "to go through "
              + labels(Arrays.asList(landings))
              + " in this order, but after "
              + found
              + " of them there is no "
              + landings[found].label());
    }
    return this;
  }

  /** No line lands in this state. */
  public StoryAssert neverLandsIn(TaskState state) {
    if (landings().contains(state)) {
      throw fail("never to land in " + state.label());
    }
    return this;
  }

  /** The last line lands in this state. */
  public StoryAssert endsIn(TaskState state) {
    List<TaskState> landings = landings();
    if (landings.isEmpty() || landings.get(landings.size() - 1) != state) {
      throw fail("to end in " + state.label());
    }
    return this;
  }

  /** Some line has a reason that contains this. */
  public StoryAssert says(String partOfReason) {
    for (StoryLine line : lines()) {
      String reason = line.reason();
      if (reason != null && reason.contains(partOfReason)) {
        return this;
      }
    }
    throw fail("to give the reason \"" + partOfReason + "\"");
  }

  /** The only line. */
  public StoryLineAssert only() {
    if (lines().size() != 1) {
      throw fail("to be one line");
    }
    return new StoryLineAssert(lines().get(0));
  }

  /** The last line. */
  public StoryLineAssert last() {
    if (lines().isEmpty()) {
      throw fail("to have a last line");
    }
    return new StoryLineAssert(lines().get(lines().size() - 1));
  }

  private List<StoryLine> lines() {
    isNotNull();
    return Objects.requireNonNull(actual);
  }

  private List<TaskState> landings() {
    List<TaskState> landings = new ArrayList<>();
    for (StoryLine line : lines()) {
      if (line.reason() != null) {
        landings.add(line.landing());
      }
    }
    return landings;
  }

  private static String labels(List<TaskState> states) {
    return states.stream().map(TaskState::label).collect(Collectors.joining(", ", "[", "]"));
  }

  private AssertionError fail(String expected) {
    String story =
        lines().isEmpty()
            ? "  (nothing)"
            : lines().stream().map(line -> "  " + line).collect(Collectors.joining("\n"));
    return failure("%nExpected the story%n%s%n%s", story, expected);
  }
}
