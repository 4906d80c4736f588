package io.github.workerfsm.sim.fuzz;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.world.Choice;

/**
 * A way to where something new was reached, for other runs to go on from.
 *
 * @param cluster the seed that the cluster is drawn from
 * @param choices that lead there
 * @param found the number of the run that was the first to get there
 */
record Prefix(long cluster, ImmutableList<Choice> choices, long found) {}
