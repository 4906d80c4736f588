/**
 * The exhaustive explorer: every state that a {@link io.github.workerfsm.sim.explore.Model} can
 * reach, breadth first, and the shortest way to each thing that should not be.
 *
 * <p>Here belongs what is true of every model: visited states, frontier, budgets, traces, the check
 * that a goal stays reachable. What a worker, a scheduler or a message is does not: that is a
 * model, in a package of its own. Nor does a clock, a terminal or the choice of a thread pool: the
 * caller brings them.
 */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.sim.explore;
