/**
 * The safe: the text in which the state of a machine outlives its process.
 *
 * <p>Here belongs the form of a snapshot: its lines, their numbers and texts, and how a bad one is
 * refused. What a machine has to say in them belongs in {@code .worker}, and how a snapshot gets to
 * a disk and back with whoever opens the stream.
 */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.snapshot;
