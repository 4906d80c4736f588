package io.github.workerfsm.sim.fuzz;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.Violation;
import io.github.workerfsm.sim.world.WorldSpec;

/**
 * How a run went.
 *
 * @param spec the cluster
 * @param choices of the phase with faults, in order; a prefix that was gone on from included
 * @param violations what did not hold, in order of finding; when a safety property was violated,
 *     the run ended there
 * @param events choices that happened in all phases, those of a prefix included
 * @param trail the rolling hash of it all
 */
public record RunResult(
    WorldSpec spec,
    ImmutableList<Choice> choices,
    ImmutableList<Violation> violations,
    long events,
    Trail trail) {}
