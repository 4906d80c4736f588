/**
 * What frames mean: the messages between client, endpoint, manager and worker, and between
 * scheduler and worker, and how each becomes bytes. {@code pack} and {@code unpack} are pure
 * functions; {@code unpack} never throws.
 *
 * <p>How bytes are framed belongs in {@code .wire}; what a receiver does with a message does not
 * belong here.
 */
@NullMarked
package io.github.workerfsm.transport.message;

import org.jspecify.annotations.NullMarked;
