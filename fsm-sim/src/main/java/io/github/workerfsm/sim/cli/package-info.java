/**
 * The command line: reads arguments, calls the other packages, prints results to standard output
 * and progress to standard error.
 */
@NullMarked
package io.github.workerfsm.sim.cli;

import org.jspecify.annotations.NullMarked;
