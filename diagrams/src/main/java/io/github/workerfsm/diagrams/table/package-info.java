/**
 * What is drawn: a transition table of any machine as plain words, and where tables are found.
 *
 * <p>Here belongs what a picture needs to know of a table. How it is drawn belongs in {@code
 * .model} and {@code .render}; how a foreign machine is read belongs in {@code .foreign}.
 */
@NullMarked
package io.github.workerfsm.diagrams.table;

import org.jspecify.annotations.NullMarked;
