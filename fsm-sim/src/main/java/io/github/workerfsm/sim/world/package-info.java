/**
 * The simulated cluster: worker machines, scheduler, channels, threads, transfers, timers, deaths
 * and the client, as one state with enabled choices.
 *
 * <p>{@link io.github.workerfsm.sim.world.World} offers the choices and applies them; everything
 * that happens is one {@link io.github.workerfsm.sim.world.Choice}, so that a list of choices is a
 * replay. Scenarios, explorer and fuzzer are its drivers and live elsewhere. What a worker or the
 * scheduler decides is theirs; what the network and the event loop decide is data, in {@link
 * io.github.workerfsm.sim.world.NetworkRules}.
 *
 * <p>Deterministic and without I/O: no clock, no chance, no hash order.
 */
@NullMarked
package io.github.workerfsm.sim.world;

import org.jspecify.annotations.NullMarked;
