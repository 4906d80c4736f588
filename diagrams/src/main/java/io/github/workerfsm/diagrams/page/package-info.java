/**
 * The page: a picture that can be explored in a browser, and a player for what happened.
 *
 * <p>Here belong the model of what is played, which knows no trace format, and the page itself.
 * Whoever has steps to show (a replay, an explorer, a scenario) makes a {@link Playback} of them.
 */
@NullMarked
package io.github.workerfsm.diagrams.page;

import org.jspecify.annotations.NullMarked;
