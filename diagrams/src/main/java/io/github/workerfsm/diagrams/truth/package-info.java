/**
 * Whether committed pictures still show the table: what is to be committed, the comparison, and
 * Markdown files in which pictures are embedded between markers.
 *
 * <p>Here belongs what keeps pictures true. How they are drawn belongs elsewhere.
 */
@NullMarked
package io.github.workerfsm.diagrams.truth;

import org.jspecify.annotations.NullMarked;
