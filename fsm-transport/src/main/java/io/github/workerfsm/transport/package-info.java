/**
 * The porch: everything between the machine and the world. Mailbox, owner loop, thread pool, event
 * loop, wire format, heartbeats and clean-up belong here; whatever is a thread or a byte.
 *
 * <p>What does not: what is legal (the table, in {@code fsm-core}) and what a move does (a rule
 * class, in {@code fsm-core}). Code here turns instructions into effects and effects into events,
 * and decides nothing about a task.
 */
@NullMarked
package io.github.workerfsm.transport;

import org.jspecify.annotations.NullMarked;
