/**
 * What one transition costs: hand-written floors, other state machine libraries and this project's
 * engine run the same table in the same two scenarios, as JMH benchmarks. {@link
 * io.github.workerfsm.bench.PeersReport} runs them all and prints one table of ratios.
 *
 * <p>One class per contender, and nothing to register: a public subclass of {@link
 * io.github.workerfsm.bench.Contender} is benchmarked and appears in the report under its class
 * name. Here belongs what is measured by the nanosecond; whole traces are measured by {@code fsm
 * bench}.
 */
package io.github.workerfsm.bench;
