/** Tests of the simulated world. */
package io.github.workerfsm.sim.world;
