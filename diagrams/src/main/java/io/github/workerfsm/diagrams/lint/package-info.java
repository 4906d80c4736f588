/**
 * What looks wrong or odd about a table, proved or not: for foreign machines, and for authors.
 *
 * <p>Here belongs what can be said of a table as a graph. What a {@link
 * io.github.workerfsm.table.TransitionTable} proves of itself when it is built stays there.
 */
@NullMarked
package io.github.workerfsm.diagrams.lint;

import org.jspecify.annotations.NullMarked;
