package io.github.workerfsm.trace;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.worker.TransitionObserver;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One trace on its way through a {@link Replay}: the machine, and how far it conforms. Confined to
 * one thread.
 */
public final class TraceRun {
  private final String file;
  private final long headerLine;
  private final TraceHeader header;
  private final Replay.Mode mode;
  private final @Nullable Consumer<? super WorkerStateMachine> check;
  private final WorkerStateMachine machine;
  private final Witness witness;
  private final Guide guide = new Guide();

  private boolean over;
  private long lines;
  private long linesLeft;
  private long stimuli;
  private @Nullable Divergence divergence;

  TraceRun(
      Replay replay,
      @Nullable Consumer<? super WorkerStateMachine> check,
      int storyLines,
      String file,
      long headerLine,
      TraceHeader header) {
    this.file = file;
    this.headerLine = headerLine;
    this.header = header;
    this.mode = replay.mode();
    this.check = check;
    this.machine = new WorkerStateMachine(header.settings(), replay.rules(), storyLines);
    this.witness = new Witness(machine);
    if (mode == Replay.Mode.GUIDED) {
      machine.breakTies(guide);
    }
  }

  /**
   * Takes the next line of the trace, which has the given number in its file. Once the run is over,
   * lines are only counted.
   */
  public void follow(TraceLine line, long number) {
    if (line instanceof Step step) {
      over |= mode == Replay.Mode.FREE && !step.deterministic();
      if (over) {
        linesLeft++;
      } else {
        compare(step, number);
      }
    } else if (line instanceof Poke poke && !over) {
      machine.reconfigure(poke.applyTo(machine.settings()));
    }
  }

  /** Whether later lines no longer reach the machine: it has diverged, or been left free. */
  public boolean over() {
    return over;
  }

  /** The first line that does not conform; null while all do. */
  public @Nullable Divergence divergence() {
    return divergence;
  }

  /**
   * Calls the observer at every transition; null for none. The machine's own observer is taken: it
   * writes down what is compared.
   */
  public void observe(@Nullable TransitionObserver observer) {
    witness.observe(observer);
  }

  /** The machine that follows the trace, to be looked at. */
  public WorkerStateMachine machine() {
    return machine;
  }

  /** What has become of the trace up to here. */
  public ReplayedTrace result() {
    return new ReplayedTrace(
        file, headerLine, header, lines, linesLeft, stimuli, machine.transitions(), divergence);
  }

  private void compare(Step step, long number) {
    guide.follow(step);
    witness.next(step.events());
    ImmutableList<Difference> differences = differences(step);
    if (differences.isEmpty()) {
      lines++;
      stimuli += step.events().size();
    } else {
      over = true;
      divergence = Divergence.of(file, number, header.name(), step, differences, machine);
    }
  }

  private ImmutableList<Difference> differences(Step step) {
    Answer actual;
    try {
      List<Instruction> instructions = handle(step.events());
      actual = witness.returned(step.events(), instructions, step.answer().states().keySet());
    } catch (BrokenInvariant e) {
      return ImmutableList.of(
          new Difference(Difference.INVARIANT, "all hold", e.getMessage(), ImmutableList.of()));
    } catch (RuntimeException e) {
      actual = witness.raised(e);
    }
    return Comparison.of(step.answer(), actual, step.ordered());
  }

  /** A batch equals its events one by one; only so can invariants be checked after each. */
  private List<Instruction> handle(List<Event> events) {
    if (check == null) {
      return machine.handle(events.toArray(Event[]::new));
    }
    List<Instruction> instructions = new ArrayList<>();
    for (Event event : events) {
      instructions.addAll(machine.handle(event));
      try {
        check.accept(machine);
      } catch (RuntimeException e) {
        throw new BrokenInvariant(e);
      }
    }
    return instructions;
  }

  /** Tells a check that failed from an event that did. */
  private static final class BrokenInvariant extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenInvariant(RuntimeException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
