package io.github.workerfsm.sim.bench;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.check.MachineFailedException;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.sim.replay.TraceSource;
import io.github.workerfsm.trace.Divergence;
import io.github.workerfsm.trace.Poke;
import io.github.workerfsm.trace.Replay;
import io.github.workerfsm.trace.Step;
import io.github.workerfsm.trace.TraceHeader;
import io.github.workerfsm.trace.TraceLine;
import io.github.workerfsm.trace.TraceRun;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A trace in memory, ready to be handed to a machine: all events are built, nothing is left to be
 * parsed.
 *
 * @param file where it is
 * @param line the number of its header's line
 * @param header its header
 * @param lines its lines
 */
public record LoadedTrace(
    String file, long line, TraceHeader header, ImmutableList<TraceLine> lines) {

  /** The selected traces of the files, in order. */
  public static ImmutableList<LoadedTrace> load(
      List<TraceSource> sources, Predicate<? super TraceHeader> selected) throws IOException {
    ImmutableList.Builder<LoadedTrace> traces = ImmutableList.builder();
    for (TraceSource source : sources) {
      traces.addAll(TraceLoader.load(source, selected));
    }
    return traces.build();
  }

  /** Events in all lines. */
  public long stimuli() {
    return lines.stream()
        .mapToLong(one -> one instanceof Step step ? step.events().size() : 0)
        .sum();
  }

  /**
   * Whether a machine that breaks ties as it likes gives every answer that was recorded.
   *
   * @return the first line on which it does not; null when it does
   */
  public @Nullable Divergence divergence(RuleSet rules) {
    TraceRun run = Replay.of(rules, Replay.Mode.FREE).begin(file, line, header);
    long number = line;
    for (TraceLine one : lines) {
      number++;
      run.follow(one instanceof Step step ? toBeCompared(step) : one, number);
    }
    return run.divergence();
  }

  /**
   * Whether a machine by other rules than the recorded ones can make sense of all events.
   *
   * @return what it says of the first that it cannot; null when it can
   */
  public @Nullable String refusal(RuleSet rules) {
    try {
      handle(new WorkerStateMachine(header.settings(), rules), calls());
      return null;
    } catch (IllegalEventException | MachineFailedException e) {
      return e.getMessage();
    }
  }

  /** A free replay leaves a trace at the first line that is marked as not deterministic. */
  private static Step toBeCompared(Step step) {
    return new Step(step.events(), step.answer(), true, step.ordered());
  }

  /** What to call a machine with, in order: an event, events in one call, or new settings. */
  Object[] calls() {
    List<Object> calls = new ArrayList<>();
    Settings settings = header.settings();
    for (TraceLine one : lines) {
      if (one instanceof Step step) {
        List<Event> events = step.events();
        calls.add(events.size() == 1 ? events.get(0) : events.toArray(Event[]::new));
      } else if (one instanceof Poke poke) {
        settings = poke.applyTo(settings);
        calls.add(settings);
      }
    }
    return calls.toArray();
  }

  /** Hands all calls to a machine. */
  static long handle(WorkerStateMachine machine, Object[] calls) {
    long instructions = 0;
    for (Object call : calls) {
      if (call instanceof Event event) {
        instructions += machine.handle(event).size();
      } else if (call instanceof Event[] events) {
        instructions += machine.handle(events).size();
      } else {
        machine.reconfigure((Settings) call);
      }
    }
    return instructions;
  }
}
