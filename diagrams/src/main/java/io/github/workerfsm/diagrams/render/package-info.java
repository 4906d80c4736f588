/**
 * Pictures and texts made from a model: where each box and line goes, and every format.
 *
 * <p>Here belong coordinates, fonts and syntax. Which row is a line and which is a word in a box is
 * decided in {@code .model}. Text formats are the same bytes on every machine: text is measured
 * with a table of widths, not with a machine's fonts.
 */
@NullMarked
package io.github.workerfsm.diagrams.render;

import org.jspecify.annotations.NullMarked;
