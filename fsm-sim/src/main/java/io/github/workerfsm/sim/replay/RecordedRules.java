package io.github.workerfsm.sim.replay;

import io.github.workerfsm.trace.TraceHeader;
import io.github.workerfsm.trace.TraceRecorder;
import io.github.workerfsm.worker.RuleSet;

/** Says by which rules a trace was recorded. */
public final class RecordedRules {
  private static final String REFERENCE = "dask.distributed";

  private RecordedRules() {}

  /**
   * The rules of the machine that was recorded: the reference's where the header names it, those
   * that a {@link TraceRecorder} names, else {@link RuleSet#CURRENT}.
   */
  public static RuleSet of(TraceHeader header) {
    String source = header.source();
    if (source.contains(REFERENCE)) {
      return RuleSet.DASK_2022_12;
    }
    return RuleSet.all().stream()
        .filter(rules -> source.equals(TraceRecorder.SOURCE + rules.name()))
        .findFirst()
        .orElse(RuleSet.CURRENT);
  }
}
