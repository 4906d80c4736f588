/**
 * The drawing office: pictures of a transition table. The model of a picture, views, renderers,
 * coverage, differences and the check that a committed picture still shows the table belong here.
 *
 * <p>What does not: any knowledge of what is legal. A picture is read from a table, never written
 * beside it.
 */
@NullMarked
package io.github.workerfsm.diagrams;

import org.jspecify.annotations.NullMarked;
