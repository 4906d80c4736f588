/**
 * Scenarios: deadlocks that really happened, as readable scripts, each played under the faulty rule
 * and under the current ones.
 *
 * <p>A scenario is a text file; its notation is described in the {@code README.md} beside the files
 * in {@code src/main/resources/io/github/workerfsm/sim/scenario/scenarios}. {@link
 * io.github.workerfsm.sim.scenario.ScenarioParser} reads one, {@link
 * io.github.workerfsm.sim.scenario.ScenarioRunner} plays it in a {@link
 * io.github.workerfsm.sim.world.World}. What can happen in a world belongs there, not here.
 */
@NullMarked
package io.github.workerfsm.sim.scenario;

import org.jspecify.annotations.NullMarked;
