package io.github.workerfsm.sim.explore.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.primitives.ImmutableIntArray;
import io.github.workerfsm.sim.explore.Dags;
import io.github.workerfsm.sim.explore.ExploreReport;
import io.github.workerfsm.sim.explore.Explorer;
import io.github.workerfsm.sim.explore.FindingKind;
import io.github.workerfsm.sim.explore.Reach;
import io.github.workerfsm.sim.scheduler.SchedulerOverrides;
import io.github.workerfsm.sim.scheduler.SchedulerRules;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.sim.world.FaultBudget;
import io.github.workerfsm.sim.world.LivePorts;
import io.github.workerfsm.sim.world.NetworkRules;
import io.github.workerfsm.sim.world.WorkerSpec;
import io.github.workerfsm.sim.world.WorldSpec;
import io.github.workerfsm.worker.RuleOverride;
import io.github.workerfsm.worker.RuleOverrides;
import io.github.workerfsm.worker.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reduced exploration of real machines comes to the same verdict as the one of every order. */
class ReductionTest {

  private static final FaultBudget NAMED =
      SmallClusters.once(
          ChoiceKind.STEAL, ChoiceKind.RELEASE, ChoiceKind.WANT, ChoiceKind.DEATH, ChoiceKind.JOIN);

  private static final FaultBudget STEAL_AND_RELEASE =
      SmallClusters.once(ChoiceKind.STEAL, ChoiceKind.RELEASE, ChoiceKind.WANT);

  private static Cluster cluster(ImmutableIntArray graph, FaultBudget budget, LivePorts rules) {
    List<TaskDefinition> tasks = GraphText.of(graph);
    return new Cluster(
        new WorldSpec(
            List.of(WorkerSpec.of("A", 1), WorkerSpec.of("B", 1)),
            tasks,
            List.of(),
            ImmutableListMultimap.of(),
            GraphText.sinks(tasks),
            budget),
        rules);
  }

  /** Any fault, the death of the scheduler included. */
  private static FaultBudget faults(int most) {
    FaultBudget budget = FaultBudget.NONE;
    for (ChoiceKind kind : ChoiceKind.values()) {
      if (kind.fault()) {
        budget = budget.with(kind, most);
      }
    }
    return budget.atMost(most);
  }

  private static LivePorts workers(RuleSet rules) {
    return new LivePorts(rules, SchedulerRules.CURRENT, NetworkRules.CURRENT);
  }

  /**
   * The same states at rest, the same invariants broken; and the explorer says so, too.
   *
   * <p>Walks that meet the states in different orders see to it that there is one set of them.
   */
  private static void compare(Cluster cluster, Sums sums) {
    Reach all = Reach.all(cluster.models().get());
    Reach proven = Reach.allWithProof(cluster.models().get());
    String name = cluster.toString();
    Reach reduced = Reach.reduced(cluster.models().get());
    assertThat(all.contains(proven) && proven.contains(all) && all.contains(reduced))
        .as(name)
        .isTrue();
    assertThat(reduced.broken()).as(name).isEqualTo(all.broken());
    if (all.broken().isEmpty()) {
      assertThat(reduced.resting()).as(name).isEqualTo(all.resting());
    } else {
      assertThat(all.resting()).as(name).containsAll(reduced.resting());
    }
    ExploreReport full = new Explorer(cluster.models()).explore();
    ExploreReport report = new Explorer(cluster.models()).reduce().explore();
    assertThat(full.states()).as(name).isEqualTo(all.states());
    assertThat(report.states()).as(name).isEqualTo(reduced.states());
    for (FindingKind kind : FindingKind.values()) {
      assertThat(report.count(kind) > 0).as(name).isEqualTo(full.count(kind) > 0);
      if (all.broken().isEmpty()) {
        assertThat(report.count(kind)).as(name).isEqualTo(full.count(kind));
      } else if (!reduced.resting().equals(all.resting())) {
        sums.restsMissed++;
      }
    }
    sums.clusters++;
    sums.states += full.states();
    sums.reducedStates += report.states();
    sums.transitions += full.transitions();
    sums.reducedTransitions += report.transitions();
    sums.reductions += proven.reductions();
    sums.findings += full.findings().size();
  }

  /** Of several comparisons. */
  private static final class Sums {
    private int clusters;
    private int findings;
    private int restsMissed;
    private long states;
    private long reducedStates;
    private long transitions;
    private long reducedTransitions;
    private long reductions;

    private void print(String what) {
      System.out.printf(
          "%s, %d clusters: %d of %d states, %d of %d transitions, %d states with one step for all;"
              + " %d findings in both, %d rests missed%n",
          what,
          clusters,
          reducedStates,
          states,
          reducedTransitions,
          transitions,
          reductions,
          findings,
          restsMissed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"current", "dask-2022.12", "n21"})
  void every_rule_set_gets_the_same_verdict_on_all_small_graphs(String rules) {
    Sums sums = new Sums();
    LivePorts ports = workers(RuleSet.byName(rules));
    for (int most = 0; most <= 2; most++) {
      for (ImmutableIntArray graph : Dags.of(2)) {
        compare(cluster(graph, faults(most), ports), sums);
      }
    }
    for (ImmutableIntArray graph : Dags.of(3)) {
      compare(cluster(graph, faults(1), ports), sums);
    }
    compare(cluster(Dags.of(2).get(1), NAMED, ports), sums);
    sums.print(rules);
    assertThat(sums.reductions).isPositive();
    assertThat(sums.findings > 0).isEqualTo(!rules.equals("current"));
  }

  @Test
  void every_single_faulty_rule_gets_the_same_verdict() {
    List<LivePorts> faulty = new ArrayList<>();
    for (RuleOverride one : RuleOverrides.all()) {
      RuleSet rules = RuleSet.CURRENT.with(one);
      if (!rules.rememberBeyondState()) {
        faulty.add(workers(rules));
      }
    }
    SchedulerOverrides.all()
        .forEach(
            one ->
                faulty.add(
                    new LivePorts(
                        RuleSet.CURRENT, SchedulerRules.CURRENT.with(one), NetworkRules.CURRENT)));
    for (String one : NetworkRules.overrides()) {
      faulty.add(
          new LivePorts(RuleSet.CURRENT, SchedulerRules.CURRENT, NetworkRules.CURRENT.with(one)));
    }
    Sums sums = new Sums();
    for (LivePorts ports : faulty) {
      compare(cluster(Dags.of(2).get(1), faults(1), ports), sums);
      compare(cluster(Dags.of(2).get(1), STEAL_AND_RELEASE, ports), sums);
    }
    sums.print(faulty.size() + " faulty rules");
    assertThat(sums.findings).isPositive();
  }

  @Test
  void the_reduced_counts_do_not_depend_on_threads_nor_on_what_is_kept_of_a_state() {
    Cluster cluster = cluster(Dags.of(3).get(3), NAMED, LivePorts.CURRENT);
    ExploreReport one = new Explorer(cluster.models()).reduce().explore();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      ExploreReport two =
          new Explorer(cluster.models()).reduce().exact().threads(2, threads).explore();
      assertThat(two.states()).isEqualTo(one.states());
      assertThat(two.transitions()).isEqualTo(one.transitions());
      assertThat(two.depth()).isEqualTo(one.depth());
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void the_liveness_check_is_refused_under_reduction() {
    Cluster cluster = cluster(Dags.of(2).get(0), FaultBudget.NONE, LivePorts.CURRENT);
    assertThatThrownBy(() -> new Explorer(cluster.models()).reduce().liveness().explore())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the liveness check is not sound under reduction");
  }
}
