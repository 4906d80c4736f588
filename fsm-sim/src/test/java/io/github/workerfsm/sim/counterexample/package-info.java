/** Tests of the ways to show a counterexample. */
package io.github.workerfsm.sim.counterexample;
