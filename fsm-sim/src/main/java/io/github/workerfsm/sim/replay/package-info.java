/**
 * Replays whole corpora of recorded traces: finds the files, follows their traces on several
 * threads, and explains divergences by the named differences between rule sets.
 *
 * <p>Here belongs what needs files, threads or several machines for one trace. The format, the
 * comparison and the replay of a single trace belong in {@code fsm-core}'s {@code .trace}; what is
 * printed belongs in {@code .cli}.
 */
@NullMarked
package io.github.workerfsm.sim.replay;

import org.jspecify.annotations.NullMarked;
