/**
 * The inspector: invariants, and the exceptions that say which was broken.
 *
 * <p>Here belongs what must be true of every state of a machine. What is legal as a move belongs in
 * the table.
 */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.check;
