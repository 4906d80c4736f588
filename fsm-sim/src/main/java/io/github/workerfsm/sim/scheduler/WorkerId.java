package io.github.workerfsm.sim.scheduler;

/**
 * One incarnation of a worker. A worker that dies and comes back has the same address and the next
 * incarnation.
 *
 * @param address where peers and scheduler reach it, for example {@code tcp://A:1}
 * @param incarnation 0 for the first process with this address
 */
public record WorkerId(String address, int incarnation) {}
