/**
 * Message endpoints: a server whose asynchronous and synchronous messages come in over one port and
 * are handled in lanes, and a client that sends and asks. Order holds within a key; keys run side
 * by side; handlers may wait for each other.
 *
 * <p>There is no message that stops a server: stopping is a method.
 */
@NullMarked
package io.github.workerfsm.transport.endpoint;

import org.jspecify.annotations.NullMarked;
