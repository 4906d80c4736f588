/**
 * Status deltas: what has changed since the last report, sent until it is acknowledged; the ends of
 * tasks, kept until they are stored; and the board on which late and repeated reports change
 * nothing. Pure: time is handed in.
 *
 * <p>The layout of a report belongs in {@code .message}.
 */
@NullMarked
package io.github.workerfsm.transport.status;

import org.jspecify.annotations.NullMarked;
