package io.github.workerfsm.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever happens in a small world under the current rules, all properties hold. */
class WorldWalkPropertyTest {
  private static final ChoiceKind[] FAULTS =
      Arrays.stream(ChoiceKind.values()).filter(ChoiceKind::fault).toArray(ChoiceKind[]::new);

  @Provide
  Arbitrary<WorldSpec> worlds() {
    Arbitrary<FaultBudget> budgets =
        Arbitraries.of(FAULTS).list().ofMaxSize(5).map(WorldWalkPropertyTest::budget);
    return Combinators.combine(
            Arbitraries.of(SmallWorlds.GRAPHS), Arbitraries.integers().between(1, 3), budgets)
        .as(SmallWorlds::of);
  }

  private static FaultBudget budget(List<ChoiceKind> kinds) {
    FaultBudget budget = FaultBudget.NONE;
    for (ChoiceKind kind : kinds) {
      budget = budget.with(kind, budget.of(kind) + 1);
    }
    return budget;
  }

  @Property(tries = 1_000)
  void every_walk_keeps_every_property(
      @ForAll("worlds") WorldSpec spec, @ForAll @Size(max = 40) List<Integer> steps) {
    World world = World.of(spec, LivePorts.CURRENT);
    List<Choice> walked = walk(world, steps);
    assertThat(verdict(world)).as(story(spec, walked)).isEmpty();
  }

  @Property(tries = 200)
  void the_same_choices_lead_to_the_same_state(
      @ForAll("worlds") WorldSpec spec, @ForAll @Size(max = 40) List<Integer> steps) {
    World first = World.of(spec, LivePorts.CURRENT);
    List<Choice> walked = walk(first, steps);
    World second = World.of(spec, LivePorts.CURRENT);
    walked.forEach(second::apply);
    assertThat(new WorldText(second).fingerprint()).isEqualTo(new WorldText(first).fingerprint());
    assertThat(second.choices()).isEqualTo(first.choices());
  }

  @Property(tries = 200)
  void every_choice_that_is_offered_can_be_printed_and_read_back(
      @ForAll("worlds") WorldSpec spec, @ForAll @Size(max = 40) List<Integer> steps) {
    ChoiceText text = new ChoiceText(spec);
    for (Choice choice : walk(World.of(spec, LivePorts.CURRENT), steps)) {
      assertThat(text.parse(text.print(choice))).isEqualTo(choice);
      assertThat(Choice.of(choice.header(), choice.keys())).isEqualTo(choice);
    }
  }

  private static List<Choice> walk(World world, List<Integer> steps) {
    List<Choice> walked = new ArrayList<>();
    for (int step : steps) {
      List<Choice> choices = world.choices();
      if (!choices.isEmpty()) {
        Choice choice = choices.get(Math.floorMod(step, choices.size()));
        walked.add(choice);
        world.apply(choice);
      }
    }
    return walked;
  }

  private static String story(WorldSpec spec, List<Choice> walked) {
    ChoiceText text = new ChoiceText(spec);
    return spec.budget() + ": " + String.join("; ", walked.stream().map(text::print).toList());
  }

  /** Everything that does not hold once everything due has happened and all has been released. */
  private static List<Violation> verdict(World world) {
    FairDriver driver = FairDriver.settle(world, world::apply);
    List<Violation> found = new ArrayList<>(driver.livelocks());
    if (hasWorker(world)) {
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

  private static boolean hasWorker(World world) {
    for (int w = 0; w < world.spec().workers().size(); w++) {
      if (world.registered(w)) {
        return true;
      }
    }
    return false;
  }
}
