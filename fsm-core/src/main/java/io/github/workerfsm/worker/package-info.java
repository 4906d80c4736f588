/**
 * The engine room: the worker state machine, its table, its rules by room, and the rule sets.
 *
 * <p>What is legal belongs in {@link io.github.workerfsm.worker.WorkerTransitions}; what happens,
 * in one rule class; what an event asks for, in one handler class. A thread, a clock or a byte on a
 * wire belongs in the transport module; a made-up cluster, in the simulator.
 */
@org.jspecify.annotations.NullMarked
package io.github.workerfsm.worker;
