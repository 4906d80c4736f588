/**
 * Streams with credit: a sender that never has more than a few items under way, and a receiver that
 * starts, cancels and acknowledges. Two tables; pure: messages in, messages out, time handed in.
 *
 * <p>How a message of a stream becomes a frame belongs in {@code .net}; who is to be killed when
 * nobody receives any more, in {@code .cleanup}.
 */
@NullMarked
package io.github.workerfsm.transport.stream;

import org.jspecify.annotations.NullMarked;
