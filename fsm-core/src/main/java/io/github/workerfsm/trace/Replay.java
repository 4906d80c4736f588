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
  private final RuleSet rules;
  private final Mode mode;
  private final @Nullable Consumer<? super WorkerStateMachine> check;

  /** How far a trace is followed. */
  public enum Mode {
    /** Up to the first line whose answer does not follow from the events alone. */
    FREE,
    /** To the end: ties are broken as the recorded machine did. */
    GUIDED
  }

  private Replay(RuleSet rules, Mode mode, @Nullable Consumer<? super WorkerStateMachine> check) {
    this.rules = rules;
    this.mode = mode;
    this.check = check;
  }

  /** A replay by a rule set. */
  public static Replay of(RuleSet rules, Mode mode) {
    return new Replay(rules, mode, null);
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
    return new Replay(rules, mode, afterEveryEvent);
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
        run = new TraceRun(rules, mode, check, reader.file(), reader.number(), header);
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
