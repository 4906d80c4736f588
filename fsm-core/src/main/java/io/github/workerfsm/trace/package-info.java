/**
 * The recorder: reads and writes recorded traces, replays them, and compares.
 *
 * <p>A trace is what one worker was told and what it answered, as JSON Lines, plain or compressed
 * with gzip. Here belong the format, both ways; the comparison of an answer with a recorded one;
 * and what a difference looks like. Opening files belongs to the caller, who hands in streams; what
 * an event does belongs in {@code .worker}.
 *
 * <p>This is the only package that needs jackson-core.
 */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.trace;
