package io.github.workerfsm.sim.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import io.github.workerfsm.sim.explore.Dags;
import io.github.workerfsm.sim.explore.cluster.Cluster;
import io.github.workerfsm.sim.explore.cluster.GraphText;
import io.github.workerfsm.sim.scheduler.SchedulerRules;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.sim.world.FaultBudget;
import io.github.workerfsm.sim.world.LivePorts;
import io.github.workerfsm.sim.world.NetworkRules;
import io.github.workerfsm.sim.world.WorkerSpec;
import io.github.workerfsm.sim.world.WorldSpec;
import io.github.workerfsm.worker.RuleSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which clusters of real machines to explore. */
final class ClusterOptions {
  /** What can happen a limited number of times, besides the death of the last worker. */
  static final ImmutableList<ChoiceKind> FAULTS =
      ImmutableList.of(
          ChoiceKind.STEAL,
          ChoiceKind.RELEASE,
          ChoiceKind.WANT,
          ChoiceKind.REDEFINE,
          ChoiceKind.DEATH,
          ChoiceKind.HANG,
          ChoiceKind.JOIN,
          ChoiceKind.LEAVE,
          ChoiceKind.RECONNECT,
          ChoiceKind.PAUSE,
          ChoiceKind.HEARTBEAT,
          ChoiceKind.GATHER_PARTIAL,
          ChoiceKind.GATHER_BUSY,
          ChoiceKind.GATHER_FAIL,
          ChoiceKind.GATHER_BREAK,
          ChoiceKind.THREAD_FAILURE,
          ChoiceKind.THREAD_RESCHEDULE,
          ChoiceKind.SECEDE,
          ChoiceKind.ACQUIRE,
          ChoiceKind.REMOVE);

  @Option(
      names = "--graph",
      paramLabel = "GRAPH",
      description = "The tasks, as in \"x; y<x; z<x,y\"; those that no other needs are wanted.")
  private @Nullable String graph;

  @Option(
      names = "--all-graphs",
      paramLabel = "K",
      description = "All graphs of K tasks, one of each shape, one after the other.")
  private @Nullable Integer allGraphs;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "Threads of each worker. Default: ${DEFAULT-VALUE}.")
  private int slots = 1;

  @Option(
      names = "--faults",
      paramLabel = "N",
      description =
          "How many faults may happen in all, of whatever kind: thefts, releases, requests,"
              + " failures, deaths, pauses, copies and more. Default: those that are named; of"
              + " a protocol none.")
  private @Nullable Integer faults;

  @Option(
      names = "--except",
      paramLabel = "KIND",
      split = ",",
      description = "With --faults: kinds that do not happen, as in gather-fail,hang.")
  private List<ChoiceKind> except = List.of();

  @Option(
      names = "--rules",
      paramLabel = "RULES",
      converter = RuleSetName.class,
      description =
          "What the workers go by: current, dask-2022.12, n21, l21, l20, or one of them with"
              + " differences or lines, as in \"current+ignore secede in cancelled\". Default:"
              + " current.")
  private RuleSet rules = RuleSet.CURRENT;

  /** The budget in all, or null where kinds are named one by one. */
  @Nullable Integer faults() {
    return faults;
  }

  /** Whether something is said that only a cluster understands, the number of faults apart. */
  boolean used() {
    return graph != null || allGraphs != null || !except.isEmpty() || rules != RuleSet.CURRENT;
  }

  /**
   * The clusters, smaller graphs first.
   *
   * @param workers how many there are
   * @param tasks how many tasks, where no graph is named: one that all others need
   * @param named the budget of the kinds that were named one by one
   * @throws IllegalArgumentException for what makes no sense, in one line
   */
  ImmutableList<Cluster> clusters(int workers, int tasks, FaultBudget named) {
    if (workers < 1) {
      throw new IllegalArgumentException(workers + " workers, expected 1 or more");
    }
    FaultBudget budget = budget(named);
    ImmutableList.Builder<WorkerSpec> all = ImmutableList.builder();
    for (int i = 0; i < workers; i++) {
      all.add(WorkerSpec.of(String.valueOf((char) ('A' + i)), slots));
    }
    return graphs(tasks).stream()
        .map(
            tasksOfOne ->
                new Cluster(
                    new WorldSpec(
                        all.build(),
                        tasksOfOne,
                        List.of(),
                        ImmutableListMultimap.of(),
                        GraphText.sinks(tasksOfOne),
                        budget),
                    new LivePorts(rules, SchedulerRules.CURRENT, NetworkRules.CURRENT)))
        .collect(ImmutableList.toImmutableList());
  }

  private FaultBudget budget(FaultBudget named) {
    Integer inAll = faults;
    if (inAll == null) {
      return named;
    }
    if (inAll < 0) {
      throw new IllegalArgumentException("--faults is " + inAll + ", expected 0 or more");
    }
    FaultBudget budget = FaultBudget.NONE;
    for (ChoiceKind kind : FAULTS) {
      if (!except.contains(kind)) {
        budget = budget.with(kind, inAll);
      }
    }
    int schedulerDeaths = named.of(ChoiceKind.SCHEDULER_DEATH);
    return budget.with(ChoiceKind.SCHEDULER_DEATH, schedulerDeaths).atMost(inAll);
  }

  private ImmutableList<ImmutableList<TaskDefinition>> graphs(int tasks) {
    String text = graph;
    if (text != null) {
      return ImmutableList.of(GraphText.parse(text));
    }
    Integer size = allGraphs;
    if (size != null) {
      return Dags.of(size).stream().map(GraphText::of).collect(ImmutableList.toImmutableList());
    }
    if (tasks < 1) {
      throw new IllegalArgumentException(tasks + " tasks, expected 1 or more");
    }
    StringBuilder fork = new StringBuilder("a");
    for (int i = 1; i < tasks; i++) {
      fork.append("; ").append((char) ('a' + i)).append("<a");
    }
    return ImmutableList.of(GraphText.parse(fork.toString()));
  }
}
