package io.github.workerfsm.sim.world;

/**
 * A simulated value: it says where it comes from, so that a result of the wrong run is recognised.
 *
 * @param key the task
 * @param function what was computed
 * @param run the run that computed it, -1 when a client placed it
 */
public record Product(String key, String function, long run) {}
