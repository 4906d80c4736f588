/**
 * What the monitoring of an embedding program sees of the transport: events of the Flight Recorder,
 * and meters of Micrometer. All of it is opt-in.
 *
 * <p>This is the only package that needs micrometer-core, and only for {@link
 * io.github.workerfsm.transport.observe.TransportMeters}; and the only one that needs the module
 * jdk.jfr. What a machine does is observed in {@code fsm-core}'s {@code .observe}.
 */
@NullMarked
package io.github.workerfsm.transport.observe;

import org.jspecify.annotations.NullMarked;
