package io.github.workerfsm.sim.explore.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.primitives.ImmutableIntArray;
import io.github.workerfsm.sim.explore.Bounds;
import io.github.workerfsm.sim.explore.Dags;
import io.github.workerfsm.sim.explore.ExploreReport;
import io.github.workerfsm.sim.explore.Explorer;
import io.github.workerfsm.sim.scheduler.SchedulerRules;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.sim.world.FaultBudget;
import io.github.workerfsm.sim.world.LivePorts;
import io.github.workerfsm.sim.world.WorkerSpec;
import io.github.workerfsm.sim.world.WorldSpec;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import java.util.ArrayList;
import java.util.List;

/** Every graph of a size on two workers with one thread each. */
final class SmallClusters {
  private SmallClusters() {}

  static FaultBudget once(ChoiceKind... faults) {
    FaultBudget budget = FaultBudget.NONE;
    for (ChoiceKind fault : faults) {
      budget = budget.with(fault, budget.of(fault) + 1);
    }
    return budget;
  }

  static List<Cluster> all(int tasks, FaultBudget faults, SchedulerRules rules, boolean sinksOnly) {
    LivePorts current = LivePorts.CURRENT;
    LivePorts ports = new LivePorts(current.workerRules(), rules, current.network());
    List<Cluster> clusters = new ArrayList<>();
    for (ImmutableIntArray graph : Dags.of(tasks)) {
      List<TaskDefinition> defined = new ArrayList<>();
      List<String> wanted = new ArrayList<>();
      for (int i = 0; i < graph.length(); i++) {
        defined.add(task(i, graph.get(i)));
        wanted.add(key(i));
      }
      if (sinksOnly) {
        defined.forEach(task -> wanted.removeAll(task.dependencies()));
      }
      WorldSpec spec =
          new WorldSpec(
              List.of(WorkerSpec.of("A", 1), WorkerSpec.of("B", 1)),
              defined,
              List.of(),
              ImmutableListMultimap.of(),
              wanted,
              faults);
      clusters.add(new Cluster(spec, ports));
    }
    return clusters;
  }

  private static String key(int task) {
    return String.valueOf((char) ('x' + task));
  }

  private static TaskDefinition task(int number, int inputs) {
    ImmutableList.Builder<String> keys = ImmutableList.builder();
    for (int i = 0; i < number; i++) {
      if ((inputs >>> i & 1) != 0) {
        keys.add(key(i));
      }
    }
    return new TaskDefinition(
        key(number), keys.build(), "f", Priority.of(number), Resources.NONE, ImmutableList.of(), 0);
  }

  static ExploreReport explore(Cluster cluster) {
    return new Explorer(cluster.models()).bounds(Bounds.ofHeap()).explore();
  }

  /** Every reachable state holds, and every wanted result is reached from each. */
  static void hold(List<Cluster> clusters) {
    long states = 0;
    for (Cluster cluster : clusters) {
      ExploreReport report = explore(cluster);
      assertThat(report.findings()).as(cluster.toString()).isEmpty();
      assertThat(report.complete()).as(cluster.toString()).isTrue();
      states += report.states();
    }
    System.out.println(clusters.get(0) + " and others alike: " + states + " states");
  }
}
