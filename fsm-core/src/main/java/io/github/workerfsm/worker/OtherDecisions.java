package io.github.workerfsm.worker;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import java.util.List;

/** Decides as {@code next} does, except for what an override decides otherwise. */
abstract class OtherDecisions implements Decisions {
  final Decisions next;

  OtherDecisions(Decisions next) {
    this.next = next;
  }

  @Override
  public void check(WorkerState worker, Event event) {
    next.check(worker, event);
  }

  @Override
  public void handle(WorkerState worker, Event event) {
    next.handle(worker, event);
  }

  @Override
  public List<Instruction> answer(WorkerState worker, Event event, List<Instruction> instructions) {
    return next.answer(worker, event, instructions);
  }

  @Override
  public void fillThreads(WorkerState worker) {
    next.fillThreads(worker);
  }

  @Override
  public void startTransfers(WorkerState worker) {
    next.startTransfers(worker);
  }

  @Override
  public boolean asksFirst(WorkerState worker, Peer a, Peer b) {
    return next.asksFirst(worker, a, b);
  }

  @Override
  public void endRun(WorkerState worker, TaskNode task) {
    next.endRun(worker, task);
  }

  @Override
  public long reportedRun(WorkerState worker, TaskNode task) {
    return next.reportedRun(worker, task);
  }

  @Override
  public void suspect(WorkerState worker, TaskNode input) {
    next.suspect(worker, input);
  }

  @Override
  public void wantLostInputsAgain(WorkerState worker) {
    next.wantLostInputsAgain(worker);
  }

  @Override
  public boolean unwanted(WorkerState worker, TaskNode input) {
    return next.unwanted(worker, input);
  }

  @Override
  public boolean remember() {
    return next.remember();
  }

  @Override
  public boolean forgettable(WorkerState worker, TaskNode task) {
    return next.forgettable(worker, task);
  }

  @Override
  public void purge(WorkerState worker, TaskNode task) {
    next.purge(worker, task);
  }
}
