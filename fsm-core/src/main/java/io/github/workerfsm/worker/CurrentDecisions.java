package io.github.workerfsm.worker;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import java.util.List;

/** The decisions of {@link RuleSet#CURRENT}: the end of every chain. */
final class CurrentDecisions implements Decisions {
  @Override
  public void check(WorkerState worker, Event event) {
    EventCheck.require(worker, event);
  }

  @Override
  public void handle(WorkerState worker, Event event) {
    EventHandlers.handle(worker, event);
  }

  @Override
  public List<Instruction> answer(WorkerState worker, Event event, List<Instruction> instructions) {
    return instructions;
  }

  @Override
  public void fillThreads(WorkerState worker) {
    worker.fillThreadsNow();
  }

  @Override
  public void startTransfers(WorkerState worker) {
    worker.transfers.start(worker);
  }

  @Override
  public boolean asksFirst(WorkerState worker, Peer a, Peer b) {
    return worker.transfers.before(a, b);
  }

  @Override
  public void endRun(WorkerState worker, TaskNode task) {
    worker.slots.complete(task);
  }

  @Override
  public long reportedRun(WorkerState worker, TaskNode task) {
    return task.startedRun();
  }

  @Override
  public void suspect(WorkerState worker, TaskNode input) {
    input.suspicion++;
  }

  @Override
  public void wantLostInputsAgain(WorkerState worker) {
    worker.lost.wantAgain(worker);
  }

  @Override
  public boolean unwanted(WorkerState worker, TaskNode input) {
    return WorkerState.waitedForByNobody(input);
  }

  @Override
  public boolean forgettable(WorkerState worker, TaskNode task) {
    return worker.forgettableNow(task);
  }

  @Override
  public void purge(WorkerState worker, TaskNode task) {
    worker.purgeNow(task);
  }
}
