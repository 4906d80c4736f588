/** Tests of the fuzzer. */
package io.github.workerfsm.sim.fuzz;
