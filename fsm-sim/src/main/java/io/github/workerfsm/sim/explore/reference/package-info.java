/**
 * The reference model: a small hand-made model of one scheduler and a few workers, the same as a
 * Promela and a TLA+ text that SPIN and TLC have counted. It exists so that the explorer can be
 * trusted: the counts must agree to the last transition.
 *
 * <p>Here belongs only what that text says. The real machine's classes do not: the model is about
 * the explorer, not about the machine.
 */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.sim.explore.reference;
