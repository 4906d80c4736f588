/**
 * The model of a picture: which rows are lines, which are words in a box, which point at a ghost;
 * and the views, which are filters of one table.
 *
 * <p>Here belongs every decision about what is shown. Formats, coordinates and fonts belong in
 * {@code .render}.
 */
@NullMarked
package io.github.workerfsm.diagrams.model;

import org.jspecify.annotations.NullMarked;
