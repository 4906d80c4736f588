package io.github.workerfsm.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.lifecycle.LossyWorld.Fault;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Whatever goes wrong on the way, an accepted task ends. */
class DeliveryPropertyTest {

  /** Steps of ten seconds in which nothing goes wrong any more; the longest sleep is thirty. */
  private static final int CALM = 90;

  @Property(tries = 3_000)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void a_task_ends_in_bounded_time_once_the_faults_are_over(
      @ForAll @IntRange(min = 1, max = 4) int attempts,
      @ForAll @Size(max = 40) List<Fault> faults) {
    LossyWorld world = new LossyWorld(attempts);
    faults.forEach(world::step);
    for (int i = 0; i < CALM; i++) {
      world.step(Fault.NONE);
    }
    Statistics.label("end")
        .collect(world.task().state())
        .coverage(
            ends -> {
              ends.check(LifecycleState.SUCCESS).percentage(share -> share > 10);
              ends.check(LifecycleState.FAILED).percentage(share -> share > 10);
            });
    assertThat(world.task().pending()).as("%s", world.outcomes).isFalse();
    assertThat(world.outcomes).noneMatch(Outcome::refused);
  }

  @Property(tries = 1_000)
  void without_the_loss_of_an_endpoint_or_a_manager_it_succeeds_at_the_first_attempt(
      @ForAll @Size(max = 40) List<@IntRange(max = 2) Integer> faults) {
    LossyWorld world = new LossyWorld(3);
    faults.forEach(fault -> world.step(Fault.values()[fault]));
    for (int i = 0; i < CALM; i++) {
      world.step(Fault.NONE);
    }
    assertThat(world.task().state()).isEqualTo(LifecycleState.SUCCESS);
    assertThat(world.task().result()).isEqualTo(Book.VALUE);
    assertThat(world.task().attempt()).isEqualTo(1);
  }
}
