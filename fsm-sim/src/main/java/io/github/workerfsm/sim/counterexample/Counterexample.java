package io.github.workerfsm.sim.counterexample;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.scenario.ScenarioRules;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.LivePorts;
import io.github.workerfsm.sim.world.WorldSpec;

/**
 * A cluster, the rules that its parties go by, and choices after which a property does not hold.
 *
 * @param world the cluster
 * @param rules of workers, scheduler and network
 * @param choices what happens, in order; {@link Aftermath} follows
 * @param property the id of the property
 */
public record Counterexample(
    WorldSpec world, ScenarioRules rules, ImmutableList<Choice> choices, String property) {

  /** The same for parties that are not from a scenario. */
  public static Counterexample of(
      WorldSpec world, LivePorts ports, ImmutableList<Choice> choices, String property) {
    ScenarioRules rules =
        new ScenarioRules(ports.workerRules(), ports.schedulerRules(), ports.network());
    return new Counterexample(world, rules, choices, property);
  }

  /** The same with other choices. */
  public Counterexample with(ImmutableList<Choice> others) {
    return new Counterexample(world, rules, others, property);
  }

  /** The same in another cluster. */
  public Counterexample in(WorldSpec other, ImmutableList<Choice> others) {
    return new Counterexample(other, rules, others, property);
  }

  /** Plays it; choices that cannot be made are passed over. */
  public Played play() {
    return Played.of(world, rules.ports(), choices);
  }

  /** Whether the property is violated indeed. */
  public boolean holdsUp() {
    return play().violates(property);
  }
}
