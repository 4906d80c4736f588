package io.github.workerfsm.sim.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.sim.world.FaultBudget;
import io.github.workerfsm.sim.world.Ports;
import io.github.workerfsm.sim.world.WorkerSpec;
import io.github.workerfsm.sim.world.WorldSpec;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Whole simulated worlds and what happens in them. Worlds are small on purpose: few workers and
 * tasks get into each other's way sooner, and a story of few is read to its end. They shrink to one
 * worker, one task and no fault; stories shrink by leaving out choices.
 */
public final class WorldArbitraries {
  private static final int MOST_WORKERS = 3;
  private static final int MOST_THREADS = 2;
  private static final int MOST_TASKS = 4;
  private static final int MOST_FAULTS = 5;
  private static final int MOST_STEPS = 40;

  private static final ImmutableList<ChoiceKind> FAULTS =
      Arrays.stream(ChoiceKind.values())
          .filter(ChoiceKind::fault)
          .collect(ImmutableList.toImmutableList());

  private WorldArbitraries() {}

  /**
   * Graphs of one to four tasks, named x, y, z and v, inputs before those that need them; of equal
   * priority but for their order.
   */
  public static Arbitrary<List<TaskDefinition>> graphs() {
    return Arbitraries.integers()
        .between(0, (1 << MOST_TASKS - 1) - 1)
        .list()
        .ofMinSize(1)
        .ofMaxSize(MOST_TASKS)
        .map(WorldArbitraries::graph);
  }

  /** The i-th number says which of the i tasks before it the task needs, by bit. */
  private static List<TaskDefinition> graph(List<Integer> inputs) {
    List<TaskDefinition> tasks = new ArrayList<>();
    for (int mask : inputs) {
      ImmutableList.Builder<String> needed = ImmutableList.builder();
      for (int i = 0; i < tasks.size(); i++) {
        if ((mask >>> i & 1) != 0) {
          needed.add(tasks.get(i).key());
        }
      }
      tasks.add(
          new TaskDefinition(
              String.valueOf("xyzv".charAt(tasks.size())),
              needed.build(),
              "f",
              Priority.of(0, 0, tasks.size()),
              Resources.NONE,
              ImmutableList.of(),
              0));
    }
    return tasks;
  }

  /** Up to five faults of any kind. */
  public static Arbitrary<FaultBudget> budgets() {
    return Arbitraries.of(FAULTS).list().ofMaxSize(MOST_FAULTS).map(WorldArbitraries::budget);
  }

  private static FaultBudget budget(List<ChoiceKind> kinds) {
    FaultBudget budget = FaultBudget.NONE;
    for (ChoiceKind kind : kinds) {
      budget = budget.with(kind, budget.of(kind) + 1);
    }
    return budget;
  }

  /** Worlds of one to three workers with one or two threads, in which some tasks are wanted. */
  public static Arbitrary<WorldSpec> specs() {
    return specs(budgets());
  }

  /** The same with these faults. */
  public static Arbitrary<WorldSpec> specs(Arbitrary<FaultBudget> budgets) {
    Arbitrary<List<Integer>> threads =
        Arbitraries.integers().between(1, MOST_THREADS).list().ofMinSize(1).ofMaxSize(MOST_WORKERS);
    Arbitrary<Integer> unwanted = Arbitraries.integers().between(0, (1 << MOST_TASKS) - 1);
    return Combinators.combine(threads, graphs(), unwanted, budgets).as(WorldArbitraries::spec);
  }

  /** The last task is wanted in any case. */
  private static WorldSpec spec(
      List<Integer> threads, List<TaskDefinition> tasks, int unwanted, FaultBudget budget) {
    List<WorkerSpec> workers = new ArrayList<>();
    for (int count : threads) {
      workers.add(WorkerSpec.of(String.valueOf((char) ('A' + workers.size())), count));
    }
    List<String> wants = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      if (i == tasks.size() - 1 || (unwanted >>> i & 1) == 0) {
        wants.add(tasks.get(i).key());
      }
    }
    return new WorldSpec(workers, tasks, List.of(), ImmutableListMultimap.of(), wants, budget);
  }

  /** Worlds, and up to 40 things that happen in them. */
  public static Arbitrary<WorldPlan> plans() {
    return plans(specs());
  }

  /** These worlds, and up to 40 things that happen in them. */
  public static Arbitrary<WorldPlan> plans(Arbitrary<WorldSpec> specs) {
    return plans(specs, MOST_STEPS);
  }

  /** These worlds, and up to so many things that happen in them. */
  public static Arbitrary<WorldPlan> plans(Arbitrary<WorldSpec> specs, int mostSteps) {
    Arbitrary<List<Integer>> steps =
        Arbitraries.integers().between(0, 999).list().ofMaxSize(mostSteps);
    return Combinators.combine(specs, steps)
        .as((spec, numbers) -> new WorldPlan(spec, ImmutableList.copyOf(numbers)))
        .withoutEdgeCases();
  }

  /** What can happen in this world among these parties: choices to apply one after the other. */
  public static Arbitrary<List<Choice>> choices(WorldSpec spec, Ports ports) {
    return plans(Arbitraries.just(spec)).map(plan -> plan.walk(ports).choices());
  }
}
