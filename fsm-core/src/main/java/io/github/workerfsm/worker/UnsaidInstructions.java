package io.github.workerfsm.worker;

import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.instruction.InstructionKind;
import java.util.List;

/** Instructions of one kind do not follow from events of one kind. */
final class UnsaidInstructions extends OtherDecisions {
  private final EventKind kind;
  private final InstructionKind unsaid;

  UnsaidInstructions(Decisions next, EventKind kind, InstructionKind unsaid) {
    super(next);
    this.kind = kind;
    this.unsaid = unsaid;
  }

  @Override
  public List<Instruction> answer(WorkerState worker, Event event, List<Instruction> instructions) {
    List<Instruction> answer = next.answer(worker, event, instructions);
    return event.kind() == kind
        ? answer.stream().filter(instruction -> instruction.kind() != unsaid).toList()
        : answer;
  }
}
