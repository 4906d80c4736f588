package io.github.workerfsm.transport.owner;

import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.worker.WorkerStateMachine;

/**
 * Carries instructions out of the owner's thread. Called by that thread alone, so it hands on and
 * never waits: for a thread, a peer or the scheduler.
 */
public interface Dispatcher {
  /**
   * Hands one instruction on, right after the event that caused it and in the machine's order.
   *
   * @param machine the machine as it is after that event, for reading only: the values of inputs
   */
  void dispatch(Instruction instruction, WorkerStateMachine machine);

  /** Says that nothing more comes for now: what was batched can go. */
  void flush();
}
