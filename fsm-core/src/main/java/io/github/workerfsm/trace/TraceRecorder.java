package io.github.workerfsm.trace;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.check.MachineFailedException;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The black box of a machine: hands events on to it and writes down what came of each, as a trace
 * that {@link Replay} follows.
 *
 * <p>From the first event on, all events and all changes of settings have to go through the
 * recorder, which is the observer of its machine. A replay by the same rules reaches every state
 * that the machine was in; when a defect stops the machine, that is the last line, and a replay
 * stops with the same defect. An illegal event leaves no line: it changes nothing.
 *
 * <p>A trace that cannot be written does not disturb the machine: recording ends there, and {@link
 * #close} says why. Lines are not flushed one by one, except for the last one before a defect; the
 * stream decides what a crash of the process leaves behind.
 */
public final class TraceRecorder implements Closeable {
  /** What the source of a trace begins with; the name of the rule set follows. */
  public static final String SOURCE = "worker-fsm ";

  private static final String KIND = "recording";

  private final WorkerStateMachine machine;
  private final TraceWriter writer;
  private final Witness witness;
  private List<Instruction> pending = new ArrayList<>();
  private boolean over;
  private @Nullable IOException trouble;

  /**
   * A recorder of a machine that has not handled any event.
   *
   * @param name of the trace, unique within a corpus
   * @param out closed with the recorder
   * @throws IllegalArgumentException if the machine has tasks or has stopped
   */
  public TraceRecorder(WorkerStateMachine machine, String name, OutputStream out) {
    if (machine.failed() || machine.transitions() > 0 || machine.gauges().tasks() > 0) {
      throw new IllegalArgumentException(
          "the machine of trace " + name + " has been used, expected one without any task so far");
    }
    this.machine = machine;
    this.writer = new TraceWriter(out);
    this.witness = new Witness(machine);
    Settings start = machine.settings().toBuilder().running(machine.running()).build();
    write(TraceHeader.of(SOURCE + machine.rules().name(), name, KIND, start));
  }

  /**
   * Hands an event on and records what came of it.
   *
   * @return what the machine returned
   * @throws IllegalEventException from the machine; nothing is recorded
   * @throws MachineFailedException from the machine; its first one is the last line of the trace
   */
  public List<Instruction> handle(Event event) {
    step(event);
    return takePending();
  }

  /**
   * Hands events on, one after the other. Each becomes a line of its own, which says more than one
   * line for all and is the same to the machine.
   *
   * @return what the machine returned, for all of them
   * @throws IllegalEventException from the machine; the events before it are recorded, and their
   *     instructions are in {@link #takePending}
   * @throws MachineFailedException from the machine
   */
  public List<Instruction> handle(Event... events) {
    for (Event event : events) {
      step(event);
    }
    return takePending();
  }

  /** The instructions of a batch before the event that was refused; usually empty. */
  public List<Instruction> takePending() {
    List<Instruction> taken = pending;
    pending = new ArrayList<>();
    return taken;
  }

  /** Replaces the settings of the machine and records what is different. */
  public void reconfigure(Settings settings) {
    Poke poke = Poke.between(machine.settings(), settings);
    machine.reconfigure(settings);
    if (poke != null) {
      write(poke);
    }
  }

  /** The machine, to be looked at. */
  public WorkerStateMachine machine() {
    return machine;
  }

  /** Why recording has ended early; null while it has not. */
  public @Nullable IOException trouble() {
    return trouble;
  }

  /**
   * Ends the trace and closes its stream. The machine can be used further.
   *
   * @throws IOException if the trace is incomplete
   */
  @Override
  public void close() throws IOException {
    machine.observe(null);
    over = true;
    try (writer) {
      if (trouble != null) {
        throw trouble;
      }
    }
  }

  private void step(Event event) {
    ImmutableList<Event> events = ImmutableList.of(event);
    witness.next(events);
    try {
      List<Instruction> instructions = machine.handle(event);
      write(
          new Step(events, witness.returned(events, instructions, ImmutableList.of()), true, true));
      pending.addAll(instructions);
    } catch (MachineFailedException e) {
      write(new Step(events, witness.raised(e), true, true));
      flush();
      over = true;
      throw e;
    }
  }

  private void write(TraceLine line) {
    if (!over) {
      attempt(() -> writer.write(line));
    }
  }

  private void flush() {
    if (!over) {
      attempt(writer::flush);
    }
  }

  private void attempt(Output output) {
    try {
      output.run();
    } catch (IOException e) {
      trouble = e;
      over = true;
    }
  }

  private interface Output {
    void run() throws IOException;
  }
}
