/**
 * What the modules that must not know pictures bring to those who draw: the tables of transport and
 * of the simulated scheduler, found by {@link java.util.ServiceLoader}; and runs of simulated
 * clusters as what a page plays, and as how often each row was taken.
 *
 * <p>Here belongs what turns a run into something that can be drawn. What a picture looks like
 * belongs in the module {@code diagrams}; what a run is belongs in {@code .world}.
 */
@NullMarked
package io.github.workerfsm.sim.drawn;

import org.jspecify.annotations.NullMarked;
