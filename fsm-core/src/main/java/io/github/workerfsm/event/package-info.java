/**
 * The letterbox: everything that scheduler, thread pool and event loop can tell a worker machine.
 *
 * <p>An event is an immutable message. What it does belongs in {@code .worker}; how it is written
 * to a file, in {@code .trace}; how it crosses a network, in the transport module.
 */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.event;
