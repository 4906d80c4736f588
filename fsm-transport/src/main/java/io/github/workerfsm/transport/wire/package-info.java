/**
 * Bytes: the frame that everything travels in, how it is laid out, and what is refused. Pure
 * functions and small counters; no socket, no clock, no thread.
 *
 * <p>What a frame means belongs in {@code .message}; who sends one, in {@code .net}.
 */
@NullMarked
package io.github.workerfsm.transport.wire;

import org.jspecify.annotations.NullMarked;
