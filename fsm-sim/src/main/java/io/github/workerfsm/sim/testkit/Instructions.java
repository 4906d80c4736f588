package io.github.workerfsm.sim.testkit;

import io.github.workerfsm.instruction.Instruction;
import java.util.List;

/** What instructions of all kinds have in common. */
final class Instructions {
  private Instructions() {}

  /** The keys that it names, in its order; none for those about peers and measurements. */
  static List<String> keys(Instruction instruction) {
    return switch (instruction.kind()) {
      case EXECUTE -> List.of(((Instruction.Execute) instruction).key());
      case GATHER_DEP -> ((Instruction.GatherDep) instruction).toGather();
      case TASK_FINISHED -> List.of(((Instruction.TaskFinished) instruction).key());
      case TASK_ERRED -> List.of(((Instruction.TaskErred) instruction).key());
      case RELEASE_WORKER_DATA -> List.of(((Instruction.ReleaseWorkerData) instruction).key());
      case RESCHEDULE -> List.of(((Instruction.Reschedule) instruction).key());
      case LONG_RUNNING -> List.of(((Instruction.LongRunning) instruction).key());
      case ADD_KEYS -> ((Instruction.AddKeys) instruction).keys();
      case REQUEST_REFRESH_WHO_HAS -> ((Instruction.RequestRefreshWhoHas) instruction).keys();
      case STEAL_RESPONSE -> List.of(((Instruction.StealResponse) instruction).key());
      case RETRY_BUSY_WORKER_LATER, DIGEST_METRIC -> List.of();
    };
  }

  /** The run that it names; empty when its kind names none. */
  static List<Long> runs(Instruction instruction) {
    return switch (instruction.kind()) {
      case EXECUTE -> List.of(((Instruction.Execute) instruction).run());
      case TASK_FINISHED -> List.of(((Instruction.TaskFinished) instruction).run());
      case TASK_ERRED -> List.of(((Instruction.TaskErred) instruction).run());
      case RESCHEDULE -> List.of(((Instruction.Reschedule) instruction).run());
      case LONG_RUNNING -> List.of(((Instruction.LongRunning) instruction).run());
      default -> List.of();
    };
  }
}
