/**
 * The simulated scheduler: what it knows of tasks and workers, what it does at each stimulus, and
 * the decisions that a scenario can override.
 *
 * <p>Deterministic and without I/O, like the worker machine: a stimulus in, messages to workers
 * out. Channels, threads, transfers and deaths are the world's, in {@code sim.world}.
 */
@NullMarked
package io.github.workerfsm.sim.scheduler;

import org.jspecify.annotations.NullMarked;
