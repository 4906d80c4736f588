/** Tests of what is drawn of tables and runs. */
package io.github.workerfsm.sim.drawn;
