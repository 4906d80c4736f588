package io.github.workerfsm.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.sim.testkit.WorldArbitraries;
import io.github.workerfsm.sim.testkit.WorldPlan;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever happens in a small world can be written down. That it keeps every property is said by
 * {@code ProjectSchedulerTest}.
 */
class WorldWalkPropertyTest {
  @Provide
  Arbitrary<WorldPlan> plans() {
    return WorldArbitraries.plans();
  }

  @Property(tries = 200)
  void every_choice_that_is_offered_can_be_printed_and_read_back(@ForAll("plans") WorldPlan plan) {
    ChoiceText text = new ChoiceText(plan.spec());
    for (Choice choice : plan.walk(LivePorts.CURRENT).choices()) {
      assertThat(text.parse(text.print(choice))).isEqualTo(choice);
      assertThat(Choice.of(choice.header(), choice.keys())).isEqualTo(choice);
    }
  }
}
