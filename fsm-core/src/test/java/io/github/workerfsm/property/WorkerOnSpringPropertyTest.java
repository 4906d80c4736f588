package io.github.workerfsm.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.WorkerOnSpring;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/** The worker machine with Spring Statemachine in the place of its own dispatch. */
class WorkerOnSpringPropertyTest {
  private static final long STEPS = 5_000;
  private static final WorkerOnSpring SPRING = new WorkerOnSpring(RuleSet.CURRENT);

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void spring_finds_the_row_that_the_machine_finds_and_lands_where_it_does(
      @ForAll Scope scope, @ForAll(supplier = Steps.class) List<Step> steps) {
    SPRING.begin();
    Walk onSpring = new Walk(scope, SPRING.rules());
    steps.forEach(onSpring::take);

    Walk alone = new Walk(scope, RuleSet.CURRENT);
    onSpring.events.forEach(alone::take);
    assertThat(onSpring.instructions).isEqualTo(alone.instructions);
    assertThat(new ArrayList<>(onSpring.machine.story())).isEqualTo(alone.machine.story());
  }

  @AfterContainer
  static void enough_was_asked() {
    System.out.println(SPRING.taken() + " taken, " + SPRING.refused() + " refused");
    assertThat(SPRING.taken() + SPRING.refused()).isGreaterThanOrEqualTo(STEPS);
  }
}
