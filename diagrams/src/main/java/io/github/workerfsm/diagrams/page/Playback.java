package io.github.workerfsm.diagrams.page;

import com.google.common.collect.ImmutableList;

/**
 * What a page plays: steps, each with what moved. Where the steps come from does not matter.
 *
 * @param title what is played
 * @param timeUnit what the times of frames are, for example {@code line}
 * @param queues the names of the sizes that each frame has, in order; may be empty
 * @param frames in order
 * @param ending what is to be said of the end, for example that it is a deadlock; may be empty
 * @param places where subjects are, for example workers, one of which can be looked at alone: the
 *     key of a subject ends with {@code @} and its place; empty when there is only one
 */
public record Playback(
    String title,
    String timeUnit,
    ImmutableList<String> queues,
    ImmutableList<Frame> frames,
    String ending,
    ImmutableList<String> places) {
  /** Nothing is played: the page shows the picture alone. */
  public static final Playback NONE =
      new Playback("", "step", ImmutableList.of(), ImmutableList.of(), "");

  /** What is played in one place. */
  public Playback(
      String title,
      String timeUnit,
      ImmutableList<String> queues,
      ImmutableList<Frame> frames,
      String ending) {
    this(title, timeUnit, queues, frames, ending, ImmutableList.of());
  }

  /**
   * Checks that each frame has a size for each queue.
   *
   * @throws IllegalArgumentException naming the first frame that has not
   */
  public Playback {
    for (int i = 0; i < frames.size(); i++) {
      if (frames.get(i).sizes().size() != queues.size()) {
        throw new IllegalArgumentException(
            "frame "
                + (i + 1)
                + " has "
                + frames.get(i).sizes().size()
                + " sizes, expected "
                + queues.size());
      }
    }
  }

  /** Whether there is anything to play. */
  public boolean isEmpty() {
    return frames.isEmpty();
  }
}
