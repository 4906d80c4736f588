/**
 * A complete worker around the machine: the link to its scheduler, the threads that run tasks, the
 * transfers from and to its peers, and the timers. Each turns instructions into effects and what
 * comes of them into events; none of them ever touches the machine.
 *
 * <p>What is legal, and what a move does, belongs in {@code fsm-core}.
 */
@NullMarked
package io.github.workerfsm.transport.worker;

import org.jspecify.annotations.NullMarked;
