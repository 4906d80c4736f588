package io.github.workerfsm.sim.replay;

import io.github.workerfsm.trace.Divergence;

/**
 * A line on which a machine answers otherwise than the recorded one, and why.
 *
 * @param divergence the line, and in what the answers differ
 * @param correction the named differences between the two rule sets that are to blame
 */
public record ExplainedDivergence(Divergence divergence, Correction correction) {}
