package io.github.workerfsm.trace;

import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells machines again what recorded ones were told, and compares the answers.
 *
 * <p>Each trace gets a machine of its own and is followed to its end or its first {@link
 * Divergence}. Immutable; one replay serves any number of files.
 */
public final class Replay {
  /**
   * Transitions that a machine remembers unless told otherwise: enough to tell what led to a line.
   */
  public static final int STORY_LINES = 1 << 13;

  private final RuleSet rules;
  private final Mode mode;
  private final @Nullable Consumer<? super WorkerStateMachine> check;
  private final int storyLines;

  /** How far a trace is followed. */
  public enum Mode {
    /** Up to the first line whose answer does not follow from the events alone. */
    FREE,
    /** To the end: ties are broken as the recorded machine did. */
    GUIDED
  }

  private Replay(
      RuleSet rules,
      Mode mode,
      @Nullable Consumer<? super WorkerStateMachine> check,
      int storyLines) {
    this.rules = rules;
    this.mode = mode;
    this.check = check;
    this.storyLines = storyLines;
  }

  /** A replay by a rule set. */
  public static Replay of(RuleSet rules, Mode mode) {
    return new Replay(rules, mode, null, STORY_LINES);
  }

  /** The same, with all invariants checked after every event. */
  public Replay checkingInvariants() {
    return checking(WorkerStateMachine::check);
  }

  /**
   * The same, with a check after every event.
   *
   * @param afterEveryEvent throws when something is wrong with the machine, which is a divergence
   */
  public Replay checking(Consumer<? super WorkerStateMachine> afterEveryEvent) {
    return new Replay(rules, mode, afterEveryEvent, storyLines);
  }

  /** The same, with machines that remember at least this many transitions. */
  public Replay remembering(int transitions) {
    return new Replay(rules, mode, check, transitions);
  }

  /** The same by other rules. */
  public Replay under(RuleSet otherRules) {
    return new Replay(otherRules, mode, check, storyLines);
  }

  /** The rules by which traces are replayed. */
  public RuleSet rules() {
    return rules;
  }

  /** How far traces are followed. */
  public Mode mode() {
    return mode;
  }

  /**
   * Begins a trace whose lines the caller hands in, for example to several replays at once.
   *
   * @param file what to call the file in messages
   * @param line the number of the header's line in it
   */
  public TraceRun begin(String file, long line, TraceHeader header) {
    return new TraceRun(this, check, storyLines, file, line, header);
  }

  /**
   * Replays all traces of a file.
   *
   * @param each is told about each trace, in order, once it is over
   * @throws TraceFormatException if the file is not what the format expects
   * @throws IOException if the file cannot be read
   */
  public void run(TraceReader reader, Consumer<? super ReplayedTrace> each) throws IOException {
    TraceRun run = null;
    for (TraceLine line = reader.read(); line != null; line = reader.read()) {
      if (line instanceof TraceHeader header) {
        finish(run, each);
        run = begin(reader.file(), reader.number(), header);
      } else if (run != null) {
        run.follow(line, reader.number());
      }
    }
    finish(run, each);
  }

  private static void finish(@Nullable TraceRun run, Consumer<? super ReplayedTrace> each) {
    if (run != null) {
      each.accept(run.result());
    }
  }
}
