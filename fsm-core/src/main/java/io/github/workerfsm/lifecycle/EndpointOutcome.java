package io.github.workerfsm.lifecycle;

import com.google.common.collect.ImmutableList;

/**
 * What has come of one event of an endpoint.
 *
 * @param endpoint its id
 * @param refused whether the table has no place for the event; nothing has changed then
 * @param epoch of its connection, 0 before the first
 * @param reason why, from the table
 * @param effects what the owner has to do, in this order
 */
public record EndpointOutcome(
    String endpoint,
    EndpointEvent event,
    boolean refused,
    EndpointState from,
    EndpointState to,
    long epoch,
    String reason,
    ImmutableList<EndpointEffect> effects) {}
