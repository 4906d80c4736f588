package io.github.workerfsm.story;

import com.google.common.base.Preconditions;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The last transitions of a machine, in a ring of parallel arrays: writing one line is a handful of
 * stores and no allocation. Lines are made when somebody reads them.
 *
 * <p>Confined to the thread that owns the machine.
 */
public final class Story {
  private static final TaskState[] STATES = TaskState.values();

  private final int mask;
  private final @Nullable String[] keys;
  private final @Nullable String[] stimuli;
  private final @Nullable String[] causes;

  /** Where from, what was requested and where it landed, in one byte each, from the lowest. */
  private final int[] moves;

  private final @Nullable Transition<?, ?, ?, ?>[] rows;
  private long next;

  /**
   * A story that remembers at least {@code lines} transitions.
   *
   * @param lines at least 0; 0 remembers nothing
   */
  public Story(int lines) {
    Preconditions.checkArgument(lines >= 0, "lines is %s, expected 0 or more", lines);
    int capacity = lines == 0 ? 0 : Integer.highestOneBit(Math.max(1, lines - 1)) << 1;
    if (lines == 1) {
      capacity = 1;
    }
    mask = capacity - 1;
    keys = new String[capacity];
    stimuli = new String[capacity];
    causes = new String[capacity];
    moves = new int[capacity];
    rows = new Transition<?, ?, ?, ?>[capacity];
  }

  /** Records one transition. */
  public void record(
      String stimulusId,
      String key,
      TaskState from,
      TaskState requested,
      TaskState landing,
      @Nullable String cause,
      @Nullable Transition<?, ?, ?, ?> row) {
    long number = next++;
    if (mask < 0) {
      return;
    }
    int i = (int) number & mask;
    keys[i] = key;
    stimuli[i] = stimulusId;
    causes[i] = cause;
    moves[i] = from.ordinal() | requested.ordinal() << 8 | landing.ordinal() << 16;
    rows[i] = row;
  }

  /** Transitions recorded so far, forgotten ones included. */
  public long recorded() {
    return next;
  }

  /** Everything that is remembered, oldest first. */
  public List<StoryLine> lines() {
    return lines(line -> true);
  }

  /** What is remembered of a key or of a stimulus, oldest first. */
  public List<StoryLine> about(String keyOrStimulus) {
    return lines(
        line -> line.key().equals(keyOrStimulus) || line.stimulusId().equals(keyOrStimulus));
  }

  private List<StoryLine> lines(Predicate<StoryLine> wanted) {
    List<StoryLine> lines = new ArrayList<>();
    for (long number = Math.max(0, next - mask - 1); number < next && mask >= 0; number++) {
      StoryLine line = line(number);
      if (line != null && wanted.test(line)) {
        lines.add(line);
      }
    }
    return lines;
  }

  private @Nullable StoryLine line(long number) {
    int i = (int) number & mask;
    String key = keys[i];
    String stimulus = stimuli[i];
    Transition<?, ?, ?, ?> row = rows[i];
    if (key == null || stimulus == null) {
      return null;
    }
    TaskState from = state(moves[i]);
    TaskState requested = state(moves[i] >>> 8);
    TaskState landing = state(moves[i] >>> 16);
    String reason = row == null ? null : row.reason();
    return new StoryLine(number, stimulus, key, from, requested, landing, causes[i], reason);
  }

  private static TaskState state(int move) {
    return STATES[move & 0xFF];
  }
}
