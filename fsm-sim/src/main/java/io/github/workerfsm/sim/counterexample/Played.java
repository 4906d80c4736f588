package io.github.workerfsm.sim.counterexample;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.Ports;
import io.github.workerfsm.sim.world.Violation;
import io.github.workerfsm.sim.world.World;
import io.github.workerfsm.sim.world.WorldSpec;
import java.util.List;
import java.util.Optional;

/**
 * What came of a list of choices.
 *
 * @param choices those that could be made, in order
 * @param healing what was done to workers afterwards, see {@link Aftermath#healing}
 * @param violations what did not hold, in order of finding
 */
public record Played(
    ImmutableList<Choice> choices,
    ImmutableList<ImmutableList<Choice>> healing,
    ImmutableList<Violation> violations) {

  /** Makes the choices, those apart that are not on offer when it is their turn. */
  public static Played of(WorldSpec spec, Ports ports, List<Choice> choices) {
    World world = World.of(spec, ports);
    ImmutableList.Builder<Choice> made = ImmutableList.builder();
    for (Choice choice : choices) {
      if (world.offers(choice)) {
        made.add(choice);
        world.apply(choice);
      }
    }
    Aftermath aftermath = Aftermath.play(world, world::apply, 0);
    return new Played(
        made.build(),
        aftermath.healing().stream()
            .map(ImmutableList::copyOf)
            .collect(ImmutableList.toImmutableList()),
        ImmutableList.copyOf(aftermath.violations()));
  }

  /** Whether the property did not hold. */
  public boolean violates(String property) {
    return violation(property).isPresent();
  }

  /** The first violation of the property. */
  public Optional<Violation> violation(String property) {
    return violations.stream().filter(found -> found.property().equals(property)).findFirst();
  }
}
