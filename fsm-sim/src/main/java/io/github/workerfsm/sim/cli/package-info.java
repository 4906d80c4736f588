/**
 * The command line: one class a command, which reads arguments, calls the other packages, and
 * prints results to standard output and progress to standard error.
 *
 * <p>Here belong arguments, texts, tables and exit codes. What a command finds out belongs in the
 * other packages: whoever needs it in a program must not need this one.
 */
@NullMarked
package io.github.workerfsm.sim.cli;

import org.jspecify.annotations.NullMarked;
