/**
 * A list of choices that breaks a property, and the ways to show it to people: a scenario file, a
 * sequence diagram, a trace of one worker, a test.
 *
 * <p>{@link io.github.workerfsm.sim.counterexample.Counterexample} is the cluster, the rules and
 * the choices, wherever they were found; {@link io.github.workerfsm.sim.counterexample.Aftermath}
 * is what happens after the last choice until the properties of a world at rest can be judged.
 * Finding and shrinking are elsewhere.
 */
@NullMarked
package io.github.workerfsm.sim.counterexample;

import org.jspecify.annotations.NullMarked;
