package io.github.workerfsm.sim.replay;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.trace.Divergence;
import io.github.workerfsm.trace.TraceHeader;
import io.github.workerfsm.worker.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * What became of one trace in all modes that were asked for.
 *
 * @param file where it is
 * @param line the number of its header's line
 * @param header its header
 * @param rules the rules by which it was replayed
 * @param stimuli events in the lines to be compared
 * @param conformingStimuli events in the lines before the first divergence
 * @param transitions transitions that the machine has carried out
 * @param divergence the first line that does not conform; null when all do
 * @param explained it and what explains it; with a replay to the end also the later ones that
 *     something else explains; in the order of the lines
 * @param unexplained the first line that no named difference explains; null when there is none
 */
public record TraceVerdict(
    String file,
    long line,
    TraceHeader header,
    RuleSet rules,
    long stimuli,
    long conformingStimuli,
    long transitions,
    @Nullable Divergence divergence,
    ImmutableList<ExplainedDivergence> explained,
    @Nullable Divergence unexplained) {
  /** Whether every line that was compared conforms. */
  public boolean conforms() {
    return divergence == null;
  }
}
