/**
 * Measures whole recorded traces, of this machine and of the reference.
 *
 * <p>Here belong what is timed and how long it is warmed up. Benchmarks of single transitions
 * belong with JMH in {@code fsm-core}; what is printed belongs in {@code .cli}.
 */
@NullMarked
package io.github.workerfsm.sim.bench;

import org.jspecify.annotations.NullMarked;
