/**
 * An embedder's own machine under the explorer: subjects of any table, asked for everything in
 * every order.
 *
 * <p>Here belongs what turns a table with a few subjects into a {@link
 * io.github.workerfsm.sim.explore.Model}. Clusters of workers are in {@code .explore.cluster};
 * random walks through a table are in {@code .testkit}.
 */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.sim.explore.machine;
