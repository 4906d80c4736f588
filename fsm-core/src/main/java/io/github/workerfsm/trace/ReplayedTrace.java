package io.github.workerfsm.trace;

import org.jspecify.annotations.Nullable;

/**
 * What became of one trace.
 *
 * @param file where it is, as given to the reader
 * @param line the number of its header's line
 * @param header its header
 * @param lines step lines that conform
 * @param linesLeft step lines that were not compared: those from the first one on that is not
 *     deterministic in a free replay, and those after a divergence
 * @param stimuli events in the lines that conform
 * @param transitions transitions that the machine has carried out
 * @param divergence the first line that does not conform; null when all that were compared do
 */
public record ReplayedTrace(
    String file,
    long line,
    TraceHeader header,
    long lines,
    long linesLeft,
    long stimuli,
    long transitions,
    @Nullable Divergence divergence) {
  /** Whether every line that was compared conforms. */
  public boolean conforms() {
    return divergence == null;
  }
}
