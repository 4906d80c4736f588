package io.github.workerfsm.sim.scheduler;

/**
 * A run that is under way, or assigned, since before the scheduler was there.
 *
 * @param worker where
 * @param run which one the worker will report
 * @param longRunning whether it has seceded from the slots
 */
record Adoption(WorkerRecord worker, long run, boolean longRunning) {}
