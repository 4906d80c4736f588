package io.github.workerfsm.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.sim.scheduler.Scheduler;
import io.github.workerfsm.sim.testkit.SchedulerProperties;
import io.github.workerfsm.sim.testkit.WorldPlan;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever happens in a small world under the current rules, all properties hold; and what happens
 * can be written down.
 */
class WorldWalkPropertyTest extends SchedulerProperties {
  @Override
  protected SchedulerPort scheduler() {
    return LivePorts.viewOf(new Scheduler());
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
