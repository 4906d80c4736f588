/**
 * The front desk: what a client sees of its task on the way from the service through endpoint,
 * manager and worker, and back.
 *
 * <p>Here belong the client's states with their codes, attempts, epochs and retries, the table
 * {@link io.github.workerfsm.lifecycle.LifecycleTransitions}, the records that carry result,
 * exception and completion time, and the endpoints with their table {@link
 * io.github.workerfsm.lifecycle.EndpointTransitions}. What happens to a task inside of a worker
 * belongs in {@code .worker}; sockets, heartbeats, status deltas and the codes of other protocols
 * belong in the transport module.
 */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.lifecycle;
