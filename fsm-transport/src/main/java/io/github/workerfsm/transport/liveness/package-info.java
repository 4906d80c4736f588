/**
 * Who is alive: when a heartbeat is due, when a silent peer is suspect, when it is dead, and what a
 * late sign of life leads to. Pure: time is handed in, notices come out.
 *
 * <p>The thread that looks at the clock belongs in {@code .net}.
 */
@NullMarked
package io.github.workerfsm.transport.liveness;

import org.jspecify.annotations.NullMarked;
