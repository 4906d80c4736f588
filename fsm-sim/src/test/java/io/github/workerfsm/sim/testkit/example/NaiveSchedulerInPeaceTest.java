package io.github.workerfsm.sim.testkit.example;

import io.github.workerfsm.sim.testkit.SchedulerProperties;
import io.github.workerfsm.sim.testkit.WorldArbitraries;
import io.github.workerfsm.sim.testkit.WorldPlan;
import io.github.workerfsm.sim.world.FaultBudget;
import io.github.workerfsm.sim.world.SchedulerPort;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

/** As long as nothing goes wrong, the naive scheduler keeps everything that it has to. */
// region naive-scheduler
class NaiveSchedulerInPeaceTest extends SchedulerProperties {
  @Override
  protected SchedulerPort scheduler() {
    return new NaiveScheduler();
  }

  @Provide
  @Override
  protected Arbitrary<WorldPlan> plans() {
    return WorldArbitraries.plans(WorldArbitraries.specs(Arbitraries.just(FaultBudget.NONE)));
  }
}
// endregion
