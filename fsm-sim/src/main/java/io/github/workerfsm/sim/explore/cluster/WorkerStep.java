package io.github.workerfsm.sim.explore.cluster;

import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.sim.world.Interned;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a machine in one state has answered to one event. */
final class WorkerStep extends Interned {
  final @Nullable WorkerLocal next;
  final List<Instruction> instructions;
  final @Nullable RuntimeException refusal;

  WorkerStep(
      long number,
      @Nullable WorkerLocal next,
      List<Instruction> instructions,
      @Nullable RuntimeException refusal) {
    super(number);
    this.next = next;
    this.instructions = instructions;
    this.refusal = refusal;
  }
}
