package io.github.workerfsm.sim.replay;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.story.StoryLine;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.trace.Divergence;
import io.github.workerfsm.trace.TraceHeader;
import io.github.workerfsm.worker.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one task in a recorded trace up to some line, and how it stands there.
 *
 * @param file where the trace is
 * @param header its header
 * @param rules the rules by which it was replayed
 * @param lastLine the number of the last line that was followed
 * @param key the task
 * @param state where it is then; null when the machine does not know it
 * @param moves what happened to it, oldest first
 * @param explanation where it is, what it waits for and what could move it, in one paragraph
 * @param divergence the line on which the replay left the recorded path; null when it did not
 */
public record KeyStory(
    String file,
    TraceHeader header,
    RuleSet rules,
    long lastLine,
    String key,
    @Nullable TaskState state,
    ImmutableList<Move> moves,
    String explanation,
    @Nullable Divergence divergence) {
  /**
   * One transition, and where it came from.
   *
   * @param line the number of the line
   * @param event what the machine was told, in the words of the trace
   * @param told the transition
   */
  public record Move(long line, String event, StoryLine told) {}
}
