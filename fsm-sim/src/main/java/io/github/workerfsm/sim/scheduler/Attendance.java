package io.github.workerfsm.sim.scheduler;

import io.github.workerfsm.worker.Inventory;

/**
 * A worker that a new scheduler has heard of, and what it has said.
 *
 * @param worker who it is
 * @param inventory what it knows
 */
public record Attendance(WorkerId worker, Inventory inventory) {}
