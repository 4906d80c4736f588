package io.github.workerfsm.worker;

import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.check.IllegalImageException;
import io.github.workerfsm.check.InvariantViolation;
import io.github.workerfsm.check.MachineFailedException;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.snapshot.IllegalSnapshotException;
import io.github.workerfsm.snapshot.PayloadFormat;
import io.github.workerfsm.snapshot.SnapshotProgress;
import io.github.workerfsm.story.StoryLine;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of one worker: events in, instructions out.
 *
 * <pre>{@code
 * var machine = new WorkerStateMachine(Settings.at("tcp://10.0.0.1:4000").threads(4).build());
 * for (Instruction instruction : machine.handle(event)) {
 *   carryOut(instruction);
 * }
 * }</pre>
 *
 * <p>The machine has no thread, no clock and no chance: the same events give the same instructions
 * on every run and every machine. It is not thread-safe: one thread owns it and calls it, and
 * everything that it hands out (tasks, story) may be used by that thread until the next event.
 *
 * <p>An event is checked in full before anything changes. A bad one is refused with {@link
 * IllegalEventException} and leaves the machine as it was. A defect inside stops the machine for
 * good: it refuses every later event with {@link MachineFailedException}.
 *
 * <p>Source: {@code WorkerState.handle_stimulus} of dask.distributed 2022.12.1.
 */
public final class WorkerStateMachine {
  /** Transitions that the story of a machine remembers unless told otherwise. */
  public static final int STORY_LINES = 1 << 16;

  private final WorkerState worker;
  private @Nullable Restoration restoration;
  private @Nullable Throwable defect;

  /** A machine under {@link RuleSet#CURRENT}. */
  public WorkerStateMachine(Settings settings) {
    this(settings, RuleSet.CURRENT);
  }

  /** A machine under the given rules. */
  public WorkerStateMachine(Settings settings, RuleSet rules) {
    this(settings, rules, STORY_LINES);
  }

  /**
   * A machine under the given rules.
   *
   * @param storyLines transitions that the story remembers; 0 switches it off
   */
  public WorkerStateMachine(Settings settings, RuleSet rules, int storyLines) {
    worker = new WorkerState(settings, rules, storyLines);
  }

  private WorkerStateMachine(WorkerState restored) {
    worker = restored;
  }

  /**
   * A machine that goes on where the one has stood that wrote the snapshot, under the settings that
   * it had. The story begins empty.
   *
   * @param snapshot read to its end, not closed
   * @param rules whose table is that of the machine that wrote it
   * @param storyLines transitions that the story remembers
   * @param payloads the format in which they were written
   * @throws IllegalSnapshotException for what is no snapshot, or one of a state that breaks an
   *     invariant, or of a machine with another table
   */
  public static WorkerStateMachine restore(
      InputStream snapshot,
      RuleSet rules,
      int storyLines,
      PayloadFormat payloads,
      SnapshotProgress progress)
      throws IOException {
    return new WorkerStateMachine(
        SnapshotReader.read(snapshot, rules, storyLines, payloads, progress));
  }

  /**
   * A machine that goes on where the one has stood of which the image was taken.
   *
   * @param settings those in force when the image was taken
   * @param rules those of the machine of which it was taken
   * @param storyLines transitions that the story remembers; it begins empty
   * @throws IllegalImageException for what is no image, or one of a state that breaks an invariant
   */
  public static WorkerStateMachine restore(
      Settings settings, RuleSet rules, int storyLines, byte[] image, ImageCodec codec) {
    WorkerStateMachine machine = new WorkerStateMachine(settings, rules, storyLines);
    machine.become(image, codec);
    machine.restoration = null;
    List<InvariantViolation.Finding> findings = InvariantCheck.findings(machine.worker);
    if (!findings.isEmpty()) {
      throw new IllegalImageException(
          "image: the state breaks an invariant, expected none broken: " + findings.get(0));
    }
    return machine;
  }

  /**
   * Handles one event to a steady state.
   *
   * @return what the surroundings have to do, in this order; the caller's to keep
   * @throws IllegalEventException for an event that makes no sense; the machine is unchanged
   * @throws MachineFailedException when the machine has stopped on a defect, now or before
   */
  public List<Instruction> handle(Event event) {
    apply(event);
    return worker.takeInstructions();
  }

  /**
   * Handles events one after the other, each to a steady state.
   *
   * @return the instructions of all of them, in order
   * @throws IllegalEventException for an event that makes no sense; those before it have been
   *     handled, and their instructions are in {@link #takePending}
   */
  public List<Instruction> handle(Event... events) {
    for (Event event : events) {
      apply(event);
    }
    return worker.takeInstructions();
  }

  /** The instructions of a batch before the event that was refused; usually empty. */
  public List<Instruction> takePending() {
    return worker.takeInstructions();
  }

  private void apply(Event event) {
    if (defect != null) {
      throw new MachineFailedException("the machine has stopped: " + defect.getMessage(), defect);
    }
    Decisions decisions = worker.decisions;
    if (decisions == null) {
      EventCheck.require(worker, event);
    } else {
      decisions.check(worker, event);
    }
    worker.begin(event.stimulusId());
    try {
      if (decisions == null) {
        EventHandlers.handle(worker, event);
        worker.settle();
      } else {
        int first = worker.pendingInstructions();
        decisions.handle(worker, event);
        worker.settle();
        worker.answer(decisions, event, first);
      }
    } catch (RuntimeException | StackOverflowError e) {
      defect = e;
      worker.engine.abandon();
      throw new MachineFailedException(
          event.kind().label() + " " + event.stimulusId() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes everything but the story as text: JSON, one line for each task, in the order of the
   * keys. To be taken between two events; instructions that have not been taken are not in it.
   *
   * @param out flushed in the end, not closed
   * @param payloads how to write what is opaque to the machine
   * @throws IllegalStateException when the machine has stopped on a defect, or remembers more than
   *     its state, see {@link RuleSet#rememberBeyondState}
   */
  public void snapshot(OutputStream out, PayloadFormat payloads, SnapshotProgress progress)
      throws IOException {
    requireStorable();
    SnapshotWriter.write(worker, out, payloads, progress);
  }

  /**
   * The state in a few dozen bytes: all that can make a difference to what the machine will do, and
   * nothing else. Two machines with equal images, under the same settings and rules, answer all
   * later events with the same instructions. To be taken between two events; instructions that have
   * not been taken are not in it.
   *
   * <p>Generations are in it by rank among tasks of equal priority, which is all that counts as
   * long as the priorities of all assignments have the same number of elements. Where the settings
   * limit the transitions in the life of the machine, life starts anew. Some historic faults keep a
   * memory of their own, of which images know nothing.
   *
   * @throws IllegalStateException when the machine has stopped on a defect
   */
  public byte[] image(ImageCodec codec) {
    return image(codec, codec.symbols());
  }

  /**
   * The state as {@link #image(ImageCodec)} has it, under another dictionary: one that renames
   * peers shows what the state would be with those in each other's place.
   */
  public byte[] image(ImageCodec codec, Symbols renamed) {
    requireSound();
    return codec.write(worker, renamed);
  }

  private void requireStorable() {
    requireSound();
    Decisions decisions = worker.decisions;
    if (decisions != null && decisions.remember()) {
      throw new IllegalStateException(
          "under the rules "
              + worker.rules.name()
              + " a machine remembers more than its state, expected rules whose machines can be"
              + " stored");
    }
  }

  private void requireSound() {
    if (defect != null) {
      throw new IllegalStateException("the machine has stopped, expected one that goes on", defect);
    }
  }

  /**
   * Goes on from an image that was taken under the same settings and rules, of this machine or of
   * another. Tasks that were handed out before are no longer valid; story and counts of runs and
   * transitions go on; a defect is forgotten.
   *
   * <p>Checks that the image is one, but no invariants, since this is for callers that restore
   * their own images by the million; {@link #restore} checks both.
   *
   * @throws IllegalImageException for what is no image; the machine is unchanged
   */
  public void become(byte[] image, ImageCodec codec) {
    Restoration parts = restoration;
    if (parts == null) {
      parts = new Restoration(worker.policies.staleQueuePositions());
      restoration = parts;
    }
    ImageReader.read(image, codec.symbols(), parts);
    parts.install(worker);
    defect = null;
  }

  /**
   * Checks every invariant. Costs time in proportion to tasks and links, so that production calls
   * it when in doubt and tests after every event.
   *
   * @throws InvariantViolation naming what is broken
   */
  public void check() {
    List<InvariantViolation.Finding> findings = InvariantCheck.findings(worker);
    if (!findings.isEmpty()) {
      throw new InvariantViolation(findings);
    }
  }

  /** Whether the machine has stopped on a defect. */
  public boolean failed() {
    return defect != null;
  }

  /** The task with this key; null when it is not known. */
  public @Nullable Task task(String key) {
    return worker.tasks.get(key);
  }

  /** All known tasks in the order of their keys. */
  public List<Task> tasks() {
    return new ArrayList<>(worker.tasks.sorted());
  }

  /**
   * Everything that a scheduler needs to know of this worker that has taken the place of another.
   * To be taken between two events; changes nothing. Costs time in proportion to tasks and links.
   *
   * @throws IllegalStateException when the machine has stopped on a defect
   */
  public Inventory inventory() {
    requireSound();
    return Inventory.of(worker);
  }

  /** What is remembered of a key or a stimulus, oldest first. */
  public List<StoryLine> story(String keyOrStimulus) {
    return worker.story.about(keyOrStimulus);
  }

  /** What is remembered of everything, oldest first. */
  public List<StoryLine> story() {
    return worker.story.lines();
  }

  /**
   * Says in one paragraph where a task is, what it waits for, and what could move it next.
   *
   * @return a sentence that says so when the key is not known
   */
  public String explain(String key) {
    TaskNode task = worker.tasks.get(key);
    return task == null
        ? "Task " + key + " is not known here: it was never named, or it has been forgotten."
        : Explanation.of(worker, task);
  }

  /** How many tasks of which kind there are. */
  public Gauges gauges() {
    return new Gauges(
        worker.tasks.size(),
        worker.population(TaskState.MEMORY),
        worker.slots.executing(),
        worker.slots.longRunning(),
        worker.transfers.claimed(),
        worker.population(TaskState.READY),
        worker.population(TaskState.CONSTRAINED),
        worker.population(TaskState.WAITING_FOR_DEPENDENCIES),
        worker.population(TaskState.FETCH),
        worker.population(TaskState.MISSING),
        worker.slots.executed(),
        worker.nbytes,
        worker.transfers.bytes(),
        worker.transfers.open());
  }

  /**
   * Whether {@link Event.FindMissing} would ask for anything: whether something is wanted here of
   * which no holder is known and none has been promised. Costs time in proportion to those tasks.
   */
  public boolean asksForHolders() {
    if (worker.missing.isEmpty()) {
      return false;
    }
    for (TaskNode task : worker.missing.values()) {
      if (!task.promised()) {
        return true;
      }
    }
    return false;
  }

  /** Transitions so far, a detour counting as its halves and the whole. */
  public long transitions() {
    return worker.engine.transitions();
  }

  /** The rules that this machine goes by. */
  public RuleSet rules() {
    return worker.rules;
  }

  /** The settings in force. */
  public Settings settings() {
    return worker.settings();
  }

  /** Whether tasks and transfers are started; false while paused. */
  public boolean running() {
    return worker.running();
  }

  /** Replaces the settings from the next event on. Nothing is started or stopped by this alone. */
  public void reconfigure(Settings settings) {
    worker.reconfigure(settings);
  }

  /** Lets a replay decide where the rules leave a choice; null restores the machine's own order. */
  public void breakTies(@Nullable TieBreaks ties) {
    worker.breakTies(ties);
  }

  /** Calls the observer at every transition; null for none. */
  public void observe(@Nullable TransitionObserver observer) {
    worker.observe(observer);
  }
}
