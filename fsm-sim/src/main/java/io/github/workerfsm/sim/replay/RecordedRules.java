package io.github.workerfsm.sim.replay;

import io.github.workerfsm.trace.TraceHeader;
import io.github.workerfsm.worker.RuleSet;

/** Says by which rules a trace was recorded. */
public final class RecordedRules {
  private static final String REFERENCE = "dask.distributed";

  private RecordedRules() {}

  /**
   * The rules of the machine that was recorded: the reference's where the header names it, else
   * {@link RuleSet#CURRENT}.
   */
  public static RuleSet of(TraceHeader header) {
    return header.source().contains(REFERENCE) ? RuleSet.DASK_2022_12 : RuleSet.CURRENT;
  }
}
