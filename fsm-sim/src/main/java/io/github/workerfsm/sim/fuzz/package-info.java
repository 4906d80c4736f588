/**
 * The fuzzer: random clusters, random faults and random orders of events, from one seed each.
 *
 * <p>{@link io.github.workerfsm.sim.fuzz.FuzzRun} is one run: faults first, with every safety
 * property checked after every event, then healing, rest and release, with agreement and liveness
 * judged. {@link io.github.workerfsm.sim.fuzz.Campaign} is many of them, {@link
 * io.github.workerfsm.sim.fuzz.Shrinker} makes small what a run has found. How a finding is shown
 * to people belongs into {@link io.github.workerfsm.sim.counterexample}, what can happen into
 * {@link io.github.workerfsm.sim.world}.
 *
 * <p>Deterministic: chance is {@link io.github.workerfsm.sim.fuzz.Dice} and nothing else, and no
 * clock is read here.
 */
@NullMarked
package io.github.workerfsm.sim.fuzz;

import org.jspecify.annotations.NullMarked;
