/**
 * One thread owns a machine: the mailbox through which everybody else speaks to it, the loop that
 * takes letters out, and the dispatcher through which instructions leave.
 *
 * <p>Nothing here knows a socket or a task function; what an instruction leads to belongs in {@code
 * .worker}.
 */
@NullMarked
package io.github.workerfsm.transport.owner;

import org.jspecify.annotations.NullMarked;
