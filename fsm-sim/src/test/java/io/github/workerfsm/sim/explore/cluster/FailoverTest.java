package io.github.workerfsm.sim.explore.cluster;

import static io.github.workerfsm.sim.explore.cluster.SmallClusters.all;
import static io.github.workerfsm.sim.explore.cluster.SmallClusters.explore;
import static io.github.workerfsm.sim.explore.cluster.SmallClusters.hold;
import static io.github.workerfsm.sim.explore.cluster.SmallClusters.once;
import static io.github.workerfsm.sim.world.ChoiceKind.REDEFINE;
import static io.github.workerfsm.sim.world.ChoiceKind.RELEASE;
import static io.github.workerfsm.sim.world.ChoiceKind.SCHEDULER_DEATH;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.explore.Finding;
import io.github.workerfsm.sim.scheduler.Attendance;
import io.github.workerfsm.sim.scheduler.SchedulerEvent;
import io.github.workerfsm.sim.scheduler.SchedulerOverride;
import io.github.workerfsm.sim.scheduler.SchedulerRules;
import io.github.workerfsm.sim.scheduler.Stimulus;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.worker.Inventory;
import io.github.workerfsm.worker.InventoryEntry;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The scheduler dies at every point of every small world: every wanted result still comes, nothing
 * in memory is computed again, and no key has two runs of which none is cancelled.
 */
class FailoverTest {
  @Test
  void a_scheduler_may_die_at_any_time() {
    hold(all(2, once(SCHEDULER_DEATH), SchedulerRules.CURRENT, false));
    hold(all(3, once(SCHEDULER_DEATH), SchedulerRules.CURRENT, false));
    hold(all(3, once(SCHEDULER_DEATH), SchedulerRules.CURRENT, true));
  }

  @Test
  void so_may_the_one_after_it() {
    hold(all(3, once(SCHEDULER_DEATH, SCHEDULER_DEATH), SchedulerRules.CURRENT, false));
  }

  @ParameterizedTest
  @EnumSource(
      value = ChoiceKind.class,
      names = {"DEATH", "RELEASE", "STEAL", "THREAD_FAILURE", "ACQUIRE", "SECEDE", "LEAVE"})
  void beside_another_fault_it_may_die_as_well(ChoiceKind fault) {
    hold(all(2, once(SCHEDULER_DEATH, fault), SchedulerRules.CURRENT, true));
    hold(all(3, once(SCHEDULER_DEATH, fault), SchedulerRules.CURRENT, true));
  }

  /** What was computed, or runs, by the old definition must not be taken for the new one. */
  @Test
  void a_task_may_be_let_go_and_defined_anew_around_it() {
    hold(all(2, once(SCHEDULER_DEATH, RELEASE, REDEFINE), SchedulerRules.CURRENT, true));
  }

  @ParameterizedTest
  @EnumSource(
      value = ChoiceKind.class,
      names = {"DEATH", "RELEASE", "STEAL"})
  void tasks_assigned_early_outlive_it(ChoiceKind fault) {
    hold(all(3, once(SCHEDULER_DEATH), SchedulerRules.SPECULATING, true));
    hold(all(2, once(SCHEDULER_DEATH, fault), SchedulerRules.SPECULATING, true));
  }

  /** Were values passed over, they would be computed again, which has to be noticed. */
  @Test
  void a_recovery_that_overlooks_values_is_found_out() {
    assertThat(findings(overlooking("values", InventoryEntry::inMemory))).contains("S12");
  }

  /** Were runs passed over, they would run beside those that take their place. */
  @Test
  void a_recovery_that_overlooks_runs_is_found_out() {
    assertThat(findings(overlooking("runs", entry -> entry.assignment() != null))).contains("S10");
  }

  private static SchedulerRules overlooking(String what, Predicate<InventoryEntry> overlooked) {
    return SchedulerRules.CURRENT.with(
        SchedulerOverride.named("overlooks-" + what, "a new scheduler overlooks " + what)
            .stimulus(stimulus -> recover(stimulus, overlooked))
            .build());
  }

  private static void recover(Stimulus stimulus, Predicate<InventoryEntry> overlooked) {
    if (stimulus.event() instanceof SchedulerEvent.Recover recover) {
      stimulus.proceed(
          new SchedulerEvent.Recover(
              recover.epoch(),
              recover.workers().stream()
                  .map(worker -> without(worker, overlooked))
                  .collect(ImmutableList.toImmutableList()),
              recover.tasks(),
              recover.wanted()));
    } else {
      stimulus.proceed();
    }
  }

  private static Attendance without(Attendance worker, Predicate<InventoryEntry> overlooked) {
    Inventory told = worker.inventory();
    return new Attendance(
        worker.worker(),
        new Inventory(
            told.address(),
            told.threads(),
            told.resources(),
            told.running(),
            told.entries().stream()
                .filter(overlooked.negate())
                .collect(ImmutableList.toImmutableList())));
  }

  private static List<String> findings(SchedulerRules rules) {
    return all(3, once(SCHEDULER_DEATH), rules, true).stream()
        .flatMap(cluster -> explore(cluster).findings().stream())
        .map(Finding::invariant)
        .map(String::valueOf)
        .toList();
  }
}
