/** Tests of the simulated scheduler. */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.sim.scheduler;
