/**
 * The messages of funcX, byte by byte as it sent them from 2020 to 2022: a type byte, and what each
 * type puts after it, often JSON. For whoever has to speak with such a peer; among our own
 * processes the messages of {@code .message} travel, in frames.
 *
 * <p>Pure: bytes in, message or one line out.
 */
@NullMarked
package io.github.workerfsm.transport.funcx;

import org.jspecify.annotations.NullMarked;
