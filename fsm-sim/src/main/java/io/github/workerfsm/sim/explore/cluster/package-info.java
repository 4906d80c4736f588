/**
 * The simulated cluster as a model for the explorer: the real worker machines, the simulated
 * scheduler and the world between them.
 *
 * <p>Here belongs what makes them fast to explore: parties that remember what they have answered,
 * the numbers of what comes from outside of a machine, choices as numbers. What may happen in a
 * world is {@code sim.world}'s, what a worker does is the machine's.
 */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.sim.explore.cluster;
