package io.github.workerfsm.worker;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.story.Story;
import io.github.workerfsm.table.Engine;
import io.github.workerfsm.table.Rule;
import io.github.workerfsm.table.SiblingOrder;
import io.github.workerfsm.table.Transition;
import io.github.workerfsm.table.TransitionListener;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Role;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the rules and handlers of one worker work on: tasks, queues, threads, peers,
 * transfers, and the instructions of the event that is being handled.
 *
 * <p>Package-private on purpose: only rules change it, and only within {@link
 * WorkerStateMachine#handle}.
 */
final class WorkerState
    implements TransitionListener<
        TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>> {
  final RuleSet rules;
  final Policies policies;

  /** Null when the rule set changes none, so that nobody is asked. */
  final @Nullable Decisions decisions;

  final Engine<WorkerState, TaskState, TaskState, TaskNode> engine;
  TaskTable tasks = new TaskTable();
  final SeenKeys seenKeys = new SeenKeys();
  final Slots slots;
  final Transfers transfers;
  final Story story;

  /** Tasks in MISSING by key, in the order of the keys: how they got there is of no consequence. */
  final Map<String, TaskNode> missing = new TreeMap<>();

  /** Bytes of all values held. */
  long nbytes;

  /**
   * Moves of one task within one event, at the very most: an honest event moves a task a handful of
   * times. The first number is for events about a few tasks.
   */
  private static final long MOVES_PER_TASK = 50;

  private static final long SHORT_CHAIN = 1_000;

  private int[] population = new int[TaskState.values().length];
  private final List<TaskNode> newcomers = new ArrayList<>();

  final LostInputs lost = new LostInputs();

  private Settings settings;
  private boolean running;
  private int generation;
  private int marks;
  private long chainLimit = SHORT_CHAIN;

  /** The number of transitions that the end of the event under way must not reach. */
  private long chainEnd = Long.MAX_VALUE;

  private String stimulusId = "";
  private List<Instruction> outbox = new ArrayList<>();
  private @Nullable TransitionObserver observer;

  WorkerState(Settings settings, RuleSet rules, int storyLines) {
    this.settings = settings;
    this.rules = rules;
    this.policies = rules.policies();
    this.decisions = rules.decisions();
    this.running = settings.running();
    this.slots = new Slots(settings, policies);
    this.transfers = new Transfers(settings, policies.staleQueuePositions());
    this.story = new Story(storyLines);
    this.engine =
        new Engine<>(
            rules.workerTable(), this, this, policies.strictDetours(), settings.transitionLimit());
  }

  Settings settings() {
    return settings;
  }

  void reconfigure(Settings newSettings) {
    if (!newSettings.totalResources().equals(settings.totalResources())
        || !newSettings.availableResources().equals(settings.availableResources())) {
      slots.resources.reset(newSettings.totalResources(), newSettings.availableResources());
    }
    if (newSettings.running() != settings.running()) {
      running = newSettings.running();
    }
    settings = newSettings;
    slots.threads(newSettings.threads());
    transfers.reconfigure(newSettings);
    engine.limitLife(newSettings.transitionLimit());
  }

  void breakTies(@Nullable TieBreaks ties) {
    transfers.breakTies(ties);
    SiblingOrder<TaskNode> order = ties == null ? null : ties::rankTask;
    engine.orderSiblings(order);
  }

  void observe(@Nullable TransitionObserver newObserver) {
    observer = newObserver;
  }

  boolean running() {
    return running;
  }

  void running(boolean goesOn) {
    running = goesOn;
  }

  /** Lets go of all tasks, for others that are yet to be {@link #brought}. */
  void clear(TaskTable others, boolean goesOn, int nextGeneration) {
    tasks = others;
    running = goesOn;
    generation = nextGeneration;
    chainLimit = SHORT_CHAIN + MOVES_PER_TASK * others.size();
    population = new int[population.length];
    missing.clear();
    newcomers.clear();
    lost.clear();
    outbox.clear();
  }

  void brought(TaskNode task) {
    population[task.state().ordinal()]++;
  }

  /** Tasks in the given state. */
  int population(TaskState state) {
    return population[state.ordinal()];
  }

  /** Starts an event: instructions from now on are its consequences. */
  void begin(String eventStimulusId) {
    stimulusId = eventStimulusId;
    chainEnd = Long.MAX_VALUE;
  }

  /** The stimulus id of the event that is being handled. */
  String stimulusId() {
    return stimulusId;
  }

  /** Runs what has been recommended so far to a steady state, within an event. */
  void settleRecommended() {
    engine.settle(Math.min(chainLimit, chainEnd - engine.transitions()));
  }

  /** Ends an event: runs recommendations to a steady state and starts what can start. */
  void settle() {
    chainLimit = SHORT_CHAIN + MOVES_PER_TASK * tasks.size();
    chainEnd = engine.transitions() + chainLimit;
    settleRecommended();
    if (!newcomers.isEmpty()) {
      classifyNewcomers();
    }
    if (!lost.isEmpty()) {
      wantLostInputsAgain();
    }
    if (running) {
      if (decisions == null) {
        transfers.start(this);
      } else {
        decisions.startTransfers(this);
      }
      settleRecommended();
    }
  }

  /** No task stays new beyond the event that made it. */
  private void classifyNewcomers() {
    for (int i = 0; i < newcomers.size(); i++) {
      TaskNode task = newcomers.get(i);
      if (task.state() == TaskState.NEW) {
        engine.recommend(task, TaskState.RELEASED);
      }
    }
    newcomers.clear();
    settleRecommended();
  }

  private void wantLostInputsAgain() {
    if (decisions == null) {
      lost.wantAgain(this);
    } else {
      decisions.wantLostInputsAgain(this);
    }
    lost.clear();
  }

  void emit(Instruction instruction) {
    outbox.add(instruction);
  }

  /** How many instructions wait to be taken. */
  int pendingInstructions() {
    return outbox.size();
  }

  /**
   * Lets the rule set say what is to be done in place of the instructions from {@code first} on.
   */
  void answer(Decisions deciding, Event event, int first) {
    List<Instruction> emitted = outbox.subList(first, outbox.size());
    List<Instruction> answer = deciding.answer(this, event, List.copyOf(emitted));
    emitted.clear();
    outbox.addAll(answer);
  }

  /** The instructions since the last call. */
  List<Instruction> takeInstructions() {
    if (outbox.isEmpty()) {
      return List.of();
    }
    List<Instruction> taken = outbox;
    outbox = new ArrayList<>(Math.max(4, Math.min(taken.size(), 16)));
    return taken;
  }

  /** A new task under a key that is not known. */
  TaskNode create(String key) {
    TaskNode task = new TaskNode(key);
    tasks.add(task);
    population[TaskState.NEW.ordinal()]++;
    newcomers.add(task);
    return task;
  }

  /** The generation for the next accepted assignment: later assignments run first on a tie. */
  int nextGeneration() {
    return generation--;
  }

  int generation() {
    return generation;
  }

  /** Claims free threads for tasks that can start. */
  void fillThreads() {
    if (!running) {
      return;
    }
    if (decisions == null) {
      fillThreadsNow();
    } else {
      decisions.fillThreads(this);
    }
  }

  /** Claims free threads for the most urgent tasks that can start. */
  void fillThreadsNow() {
    for (TaskNode next = slots.claimNext(); next != null; next = slots.claimNext()) {
      engine.recommend(next, TaskState.EXECUTING);
    }
  }

  /** Whether the metadata of a released task may go now. */
  boolean forgettable(TaskNode task) {
    return decisions == null ? forgettableNow(task) : decisions.forgettable(this, task);
  }

  boolean forgettableNow(TaskNode task) {
    return !task.hasConsumers()
        && (policies.retention() == Policies.Retention.EAGER || task.dismissed());
  }

  /** Deletes what the task has, and takes it out of everything. */
  void purge(TaskNode task) {
    if (decisions == null) {
      purgeNow(task);
    } else {
      decisions.purge(this, task);
    }
  }

  /**
   * Takes the task out of every queue, set and claim and deletes value, failure, holders and size.
   * Assignment, priority, counters and links stay.
   */
  void purgeNow(TaskNode task) {
    if (task.claimed()) {
      slots.leave(task);
      transfers.leave(task);
      task.unclaim();
    }
    slots.ready.remove(task);
    slots.constrained.remove(task);
    if (task.state() == TaskState.MISSING) {
      missing.remove(task.key());
    }
    for (Replica replica = task.firstReplica; replica != null; replica = task.firstReplica) {
      replica.remove();
    }
    for (Edge edge = task.firstInput(); edge != null; edge = task.inputAfter(edge)) {
      edge.giveUp();
    }
    task.content = null;
    task.nbytes = -1;
    task.role(Role.NONE);
  }

  /** Recommends the release of inputs that no task here waits for and that are on no errand. */
  void releaseUnwantedInputs(TaskNode task) {
    int siblings = engine.siblingsStart();
    for (Edge edge = task.firstInput(); edge != null; edge = task.inputAfter(edge)) {
      if (unwanted(edge.input)) {
        engine.recommend(edge.input, TaskState.RELEASED);
      }
    }
    engine.siblingsEnd(siblings);
  }

  /** Recommends the release of an input that has lost a dependent, and its end if it may go. */
  void letGoIfUnwanted(TaskNode input) {
    if (input.state() == TaskState.RELEASED && forgettable(input)) {
      engine.recommend(input, TaskState.FORGOTTEN);
    } else if (unwanted(input)) {
      engine.recommend(input, TaskState.RELEASED);
    }
  }

  private boolean unwanted(TaskNode input) {
    return decisions == null ? waitedForByNobody(input) : decisions.unwanted(this, input);
  }

  static boolean waitedForByNobody(TaskNode input) {
    return input.waiters == 0 && idle(input);
  }

  /** Whether it is on no errand that goes on without one that waits for it. */
  static boolean idle(TaskNode input) {
    return switch (input.state()) {
      case NEW, RELEASED, ERROR, FETCH, FLIGHT, MISSING, FORGOTTEN -> true;
      case WAITING_FOR_DEPENDENCIES,
          READY,
          CONSTRAINED,
          EXECUTING,
          LONG_RUNNING,
          CANCELLED,
          RESCHEDULED,
          MEMORY ->
          false;
    };
  }

  /** Stores a value and recommends the tasks that were waiting for it alone. */
  void store(TaskNode task, Value value) {
    if (task.done()) {
      task.unclaim();
    }
    task.content = value;
    task.promised(false);
    if (task.nbytes < 0) {
      task.nbytes = value.nbytes();
    }
    nbytes += task.nbytes;
    int siblings = engine.siblingsStart();
    for (Edge edge = task.firstConsumer; edge != null; edge = task.consumerAfter(edge)) {
      edge.arrived();
      TaskNode consumer = edge.consumer;
      if (consumer.waitingFor == 0 && consumer.state() == TaskState.WAITING_FOR_DEPENDENCIES) {
        engine.recommend(consumer, TaskState.READY);
      }
    }
    engine.siblingsEnd(siblings);
  }

  /** A number that no task is marked with: the engine's own marks are not below -1. */
  int newMark() {
    marks = marks + 1 & Integer.MAX_VALUE;
    return Integer.MIN_VALUE + marks;
  }

  /** The run to which a completion of the task belongs: that with which its thread was started. */
  long startedRun(TaskNode task) {
    return decisions == null ? task.startedRun() : decisions.reportedRun(this, task);
  }

  void emitFinished(TaskNode task, long run) {
    Value value = task.value();
    String typeName = value == null ? "" : value.typeName();
    emit(new Instruction.TaskFinished(stimulusId, task.key(), run, task.nbytes, typeName));
  }

  void emitErred(TaskNode task, long run) {
    Failure failure = task.failure();
    String text = failure == null ? "" : failure.text();
    emit(new Instruction.TaskErred(stimulusId, task.key(), run, text));
  }

  @Override
  public void moved(
      TaskNode task,
      TaskState from,
      TaskState requested,
      @Nullable Transition<TaskState, TaskState, TaskNode, Rule<WorkerState, TaskNode, TaskState>>
          row,
      @Nullable TaskNode cause) {
    TaskState landing = task.state();
    if (row != null) {
      population[from.ordinal()]--;
      population[landing.ordinal()]++;
      if (policies.lostInput() == Policies.LostInput.WANTED_AGAIN) {
        lost.moved(task);
      }
    }
    story.record(
        stimulusId, task.key(), from, requested, landing, cause == null ? null : cause.key(), row);
    if (observer != null) {
      observer.moved(task, from, requested, landing, row);
    }
  }
}
