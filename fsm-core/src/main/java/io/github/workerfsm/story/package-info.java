/**
 * The diary: what happened to a task, and why.
 *
 * <p>Here belong the ring of recorded transitions and its lines. What is legal next belongs in the
 * table; what went wrong, in {@code .check}.
 */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.story;
