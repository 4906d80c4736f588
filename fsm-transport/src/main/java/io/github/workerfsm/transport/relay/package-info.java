/**
 * Statuses and results of tasks on their way from the manager where they run, through the
 * interchange of its endpoint, to the forwarder of the service. The three parties are pure: time
 * and connections are handed in, messages are handed out; {@code RelayNode} puts one of them on the
 * network.
 *
 * <p>What is in a report until when is decided in {@code .status}; the layout of messages is in
 * {@code .message}.
 */
@NullMarked
package io.github.workerfsm.transport.relay;

import org.jspecify.annotations.NullMarked;
