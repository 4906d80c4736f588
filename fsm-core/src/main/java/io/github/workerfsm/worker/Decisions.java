package io.github.workerfsm.worker;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import java.util.List;

/**
 * What a worker decides besides the rows of its table: what it refuses, what an event asks for,
 * what it answers, when threads and transfers are filled, whom it asks, what it forgets and counts.
 *
 * <p>{@link CurrentDecisions} takes them as {@link RuleSet#CURRENT} does. A {@link RuleOverride}
 * that decides otherwise wraps them in {@link OtherDecisions} of its own; each machine has its own
 * chain, so that one may remember what it has seen. A machine whose rule set changes none has no
 * chain and asks nobody.
 */
interface Decisions {
  /**
   * Refuses an event that makes no sense, before anything changes.
   *
   * @throws io.github.workerfsm.check.IllegalEventException saying why
   */
  void check(WorkerState worker, Event event);

  /** Does what the event asks for: the effect of any event in any state. */
  void handle(WorkerState worker, Event event);

  /**
   * What the surroundings have to do because of an event.
   *
   * @param instructions what the rules have emitted, in order; not to be changed
   * @return the same, or what is to be done in its stead, in order
   */
  List<Instruction> answer(WorkerState worker, Event event, List<Instruction> instructions);

  /** Claims free threads for tasks that can start. */
  void fillThreads(WorkerState worker);

  /** Starts transfers, at the end of an event. */
  void startTransfers(WorkerState worker);

  /** Whether {@code a} is asked before {@code b}; both have wanted tasks and can be asked. */
  boolean asksFirst(WorkerState worker, Peer a, Peer b);

  /** Takes thread and resources back from a run that has ended. */
  void endRun(WorkerState worker, TaskNode task);

  /** The run to which the completion of a task is attributed. */
  long reportedRun(WorkerState worker, TaskNode task);

  /** Notes that the value of an input could not be used. */
  void suspect(WorkerState worker, TaskNode input);

  /** Wants inputs again that have been let go, or fails with them, at the end of an event. */
  void wantLostInputsAgain(WorkerState worker);

  /** Whether an input may be let go because one that needed it has gone. */
  boolean unwanted(WorkerState worker, TaskNode input);

  /** Whether the metadata of a released task may go. */
  boolean forgettable(WorkerState worker, TaskNode task);

  /** Deletes what a task has, and takes it out of everything. */
  void purge(WorkerState worker, TaskNode task);

  /** Whether they remember something from one event to the next, which no image then has. */
  default boolean remember() {
    return false;
  }
}
