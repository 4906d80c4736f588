/**
 * Machines that are written elsewhere, read into a view of a table so that they can be drawn and
 * linted: subsets of SCXML and of DOT.
 *
 * <p>Here belongs reading text. A machine of Spring Statemachine is read in {@code .spring}, the
 * only room that knows Spring.
 */
@NullMarked
package io.github.workerfsm.diagrams.foreign;

import org.jspecify.annotations.NullMarked;
