/** The program as a user meets it: arguments in, text and exit code out. */
package io.github.workerfsm.sim.cli;
