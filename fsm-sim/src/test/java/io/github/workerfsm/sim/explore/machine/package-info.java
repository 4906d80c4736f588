/** Exploring machines of real machines; the reference model and the explorer have rooms beside. */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.sim.explore.machine;
