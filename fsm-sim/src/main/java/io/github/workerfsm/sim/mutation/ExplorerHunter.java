package io.github.workerfsm.sim.mutation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import io.github.workerfsm.sim.explore.Bounds;
import io.github.workerfsm.sim.explore.Dags;
import io.github.workerfsm.sim.explore.ExploreReport;
import io.github.workerfsm.sim.explore.Explorer;
import io.github.workerfsm.sim.explore.Finding;
import io.github.workerfsm.sim.explore.FindingKind;
import io.github.workerfsm.sim.explore.cluster.Cluster;
import io.github.workerfsm.sim.explore.cluster.GraphText;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.sim.world.FaultBudget;
import io.github.workerfsm.sim.world.WorkerSpec;
import io.github.workerfsm.sim.world.WorldSpec;
import io.github.workerfsm.worker.RuleSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Visits every state of all clusters of two workers with a few tasks and faults, breadth first: a
 * rule set that it finds out is found out in the shortest way there is in that cluster.
 *
 * <p>Immutable, and may be shared by threads.
 */
final class ExplorerHunter {
  /** What is no fault of the small, or needs what small clusters do not have. */
  private static final Set<ChoiceKind> LEFT_OUT =
      EnumSet.of(ChoiceKind.SCHEDULER_DEATH, ChoiceKind.LOSE_DATA, ChoiceKind.SCATTER);

  private static final long MOST_STATES = 1_000_000;

  private final ImmutableList<WorldSpec> worlds;

  private ExplorerHunter(ImmutableList<WorldSpec> worlds) {
    this.worlds = worlds;
  }

  /**
   * A hunter in all clusters of a size.
   *
   * @param tasks in every graph there is
   * @param faults that may happen in all, of whatever kind
   */
  static ExplorerHunter of(int tasks, int faults) {
    FaultBudget budget = FaultBudget.NONE;
    for (ChoiceKind kind : ChoiceKind.values()) {
      budget = kind.fault() && !LEFT_OUT.contains(kind) ? budget.with(kind, faults) : budget;
    }
    ImmutableList.Builder<WorldSpec> worlds = ImmutableList.builder();
    for (var inputs : Dags.of(tasks)) {
      ImmutableList<TaskDefinition> graph = GraphText.of(inputs);
      worlds.add(
          new WorldSpec(
              ImmutableList.of(WorkerSpec.of("A", 1), WorkerSpec.of("B", 1)),
              graph,
              List.of(),
              ImmutableListMultimap.of(),
              GraphText.sinks(graph),
              budget.atMost(faults)));
    }
    return new ExplorerHunter(worlds.build());
  }

  /** How the rules are found out; null if they are not. */
  @Nullable Kill hunt(RuleSet rules) {
    for (WorldSpec world : worlds) {
      Cluster cluster = new Cluster(world, WorldGame.ports(rules));
      Finding found = explore(cluster);
      if (found != null) {
        String property = cluster.property(found);
        return new Kill(
            Kill.EXPLORER,
            -1,
            property,
            property + ": " + found.kind(),
            cluster.toString(),
            ImmutableList.copyOf(found.labels()),
            found.labels().size(),
            true);
      }
    }
    return null;
  }

  private static @Nullable Finding explore(Cluster cluster) {
    ExploreReport report;
    try {
      report =
          new Explorer(cluster.models())
              .firstFindingEnds()
              .bounds(Bounds.NONE.withStates(MOST_STATES))
              .explore();
    } catch (RuntimeException | StackOverflowError e) {
      // a state that cannot even be written down: others find it out
      return null;
    }
    return report.findings().stream()
        .filter(found -> found.kind() != FindingKind.BUDGET_USED_UP)
        .findFirst()
        .orElse(null);
  }
}
