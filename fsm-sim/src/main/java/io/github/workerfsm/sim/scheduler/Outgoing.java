package io.github.workerfsm.sim.scheduler;

import io.github.workerfsm.event.Event;

/** A message from the scheduler to the worker, as the event that the worker's machine handles. */
public record Outgoing(WorkerId to, Event message) {}
