/** Tests of the notation of scenarios, and every scenario. */
package io.github.workerfsm.sim.mutation;
