/**
 * The protocols of the transport, played: the machines that run in production, two or three parties
 * of them, with channels that lose, repeat and reorder, connections that break, parties that die
 * and time that passes. The explorer and random walks visit them.
 *
 * <p>Here belongs what surrounds the machines and what must hold of all of them together. What a
 * machine does is written in {@code transport.stream}, {@code .status}, {@code .cleanup} and {@code
 * .liveness}, and nowhere here a second time. Sockets, threads and the layout of frames are not
 * played.
 */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.sim.protocol;
