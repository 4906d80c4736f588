package io.github.workerfsm.instruction;

import java.util.Locale;

/** The kinds of {@link Instruction}, in the order in which documents list them. */
public enum InstructionKind {
  /** {@link Instruction.Execute}. */
  EXECUTE,
  /** {@link Instruction.GatherDep}. */
  GATHER_DEP,
  /** {@link Instruction.RetryBusyWorkerLater}. */
  RETRY_BUSY_WORKER_LATER,
  /** {@link Instruction.DigestMetric}. */
  DIGEST_METRIC,
  /** {@link Instruction.TaskFinished}. */
  TASK_FINISHED,
  /** {@link Instruction.TaskErred}. */
  TASK_ERRED,
  /** {@link Instruction.ReleaseWorkerData}. */
  RELEASE_WORKER_DATA,
  /** {@link Instruction.Reschedule}. */
  RESCHEDULE,
  /** {@link Instruction.LongRunning}. */
  LONG_RUNNING,
  /** {@link Instruction.AddKeys}. */
  ADD_KEYS,
  /** {@link Instruction.RequestRefreshWhoHas}. */
  REQUEST_REFRESH_WHO_HAS,
  /** {@link Instruction.StealResponse}. */
  STEAL_RESPONSE;

  /** The name for people, for example {@code gather-dep}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
