package io.github.workerfsm.sim.testkit.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.sim.testkit.SchedulerProperties;
import io.github.workerfsm.sim.testkit.TestRun;
import io.github.workerfsm.sim.testkit.WorldArbitraries;
import io.github.workerfsm.sim.testkit.WorldPlan;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.sim.world.FaultBudget;
import io.github.workerfsm.sim.world.SchedulerPort;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A single death is too much for the naive scheduler, and the properties say why. */
class NaiveSchedulerTest {
  /** Meant to fail: run by the test below only. */
  static class UnderOneDeath extends SchedulerProperties {
    private static final FaultBudget ONE_DEATH = FaultBudget.NONE.with(ChoiceKind.DEATH, 1);

    /** A message arrives, a thread ends, a message arrives: the third step is the first result. */
    private static final int SOONER_THAN_ANY_RESULT = 2;

    @Override
    protected SchedulerPort scheduler() {
      return new NaiveScheduler();
    }

    @Provide
    @Override
    protected Arbitrary<WorldPlan> plans() {
      return WorldArbitraries.plans(
          WorldArbitraries.specs(Arbitraries.just(ONE_DEATH)), SOONER_THAN_ANY_RESULT);
    }
  }

  @Test
  void what_a_dead_worker_was_to_compute_stays_processing_for_ever() {
    TestRun run = TestRun.of(UnderOneDeath.class);
    assertThat(run.failures().get("at_rest_all_agree_and_every_wanted_key_has_an_outcome"))
        .contains("faults DEATH=1")
        .containsPattern("[ABC] dies")
        .containsPattern("L1 of [xyzv]: is wanted, and is processing on [ABC]");
    assertThat(run.passed()).contains("the_same_choices_lead_to_the_same_state");
  }
}
