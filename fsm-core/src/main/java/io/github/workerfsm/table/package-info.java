/**
 * The rule book: transition tables as data, the proof that a table is sound, and the engine that
 * runs one.
 *
 * <p>Here belongs what is true of every state machine. What workers, tasks and messages are does
 * not: that is {@code .task}, {@code .event} and {@code .worker}. A picture of a table belongs in
 * the module {@code diagrams}.
 */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.table;
