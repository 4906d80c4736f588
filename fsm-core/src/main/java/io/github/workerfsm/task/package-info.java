/**
 * The residents: what a task is, whatever happens to it.
 *
 * <p>Here belong the states, the immutable specification of a task, its value or failure, and the
 * read-only view of a live task. How a task moves belongs in {@code .worker}; who asks for it, in
 * {@code .event}.
 */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.task;
