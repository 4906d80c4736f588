/**
 * What is laid over a picture: how often rows were taken, and in what two tables differ.
 *
 * <p>Here belong counts and comparisons of rows. Where counts come from does not: whoever observes
 * a machine, a replay or an explorer adds them up.
 */
@NullMarked
package io.github.workerfsm.diagrams.coverage;

import org.jspecify.annotations.NullMarked;
