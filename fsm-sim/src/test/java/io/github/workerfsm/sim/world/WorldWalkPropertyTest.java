package io.github.workerfsm.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens in a small world under the current rules, all properties hold. */
class WorldWalkPropertyTest {
  private static final ChoiceKind[] FAULTS =
      java.util.Arrays.stream(ChoiceKind.values())
          .filter(ChoiceKind::fault)
          .toArray(ChoiceKind[]::new);

  @Provide
  Arbitrary<WorldSpec> worlds() {
    Arbitrary<FaultBudget> budgets =
        Arbitraries.of(FAULTS)
            .list()
            .ofMaxSize(5)
            .map(
                kinds -> {
                  FaultBudget budget = FaultBudget.NONE;
                  for (ChoiceKind kind : kinds) {
                    budget = budget.with(kind, budget.of(kind) + 1);
                  }
                  return budget;
                });
    return net.jqwik.api.Combinators.combine(
            Arbitraries.of(SmallWorlds.GRAPHS), Arbitraries.integers().between(1, 3), budgets)
        .as(SmallWorlds::of);
  }

  @Property(tries = 2_000)
  void every_walk_keeps_every_property(
      @ForAll("worlds") WorldSpec spec, @ForAll List<Integer> steps) {
    World world = World.of(spec, LivePorts.CURRENT);
    List<String> told = new ArrayList<>();
    ChoiceText text = new ChoiceText(spec);
    for (int step : steps) {
      List<Choice> choices = world.choices();
      if (!choices.isEmpty()) {
        Choice choice = choices.get(Math.floorMod(step, choices.size()));
        told.add(text.print(choice));
        world.apply(choice);
      }
    }
    assertThat(verdict(world)).as(spec.budget() + ": " + String.join("; ", told)).isEmpty();
  }

  /** Everything that does not hold once everything due has happened and all has been released. */
  static List<Violation> verdict(World world) {
    FairDriver driver = FairDriver.settle(world, world::apply);
    List<Violation> found = new ArrayList<>(driver.livelocks());
    boolean somewhere = false;
    for (int w = 0; w < world.spec().workers().size(); w++) {
      somewhere |= world.registered(w);
    }
    if (somewhere) {
      found.addAll(driver.rested() ? RestChecks.atRest(world) : RestChecks.restless(world));
    }
    long all = world.wantedOrKept();
    if (all != 0) {
      world.apply(Choice.keys(ChoiceKind.RELEASE, Choice.NONE, all));
    }
    FairDriver.settle(world, world::apply);
    found.addAll(world.violations());
    found.addAll(RestChecks.afterRelease(world));
    return found;
  }
}
