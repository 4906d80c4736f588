package io.github.workerfsm.sim.explore.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import io.github.workerfsm.sim.explore.Dags;
import io.github.workerfsm.sim.explore.ExploreReport;
import io.github.workerfsm.sim.explore.Explorer;
import io.github.workerfsm.sim.explore.Finding;
import io.github.workerfsm.sim.explore.FindingKind;
import io.github.workerfsm.sim.scheduler.SchedulerRules;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.sim.world.FaultBudget;
import io.github.workerfsm.sim.world.LivePorts;
import io.github.workerfsm.sim.world.NetworkRules;
import io.github.workerfsm.sim.world.RestChecks;
import io.github.workerfsm.sim.world.Violation;
import io.github.workerfsm.sim.world.WorkerSpec;
import io.github.workerfsm.sim.world.World;
import io.github.workerfsm.sim.world.WorldCodec;
import io.github.workerfsm.sim.world.WorldSpec;
import io.github.workerfsm.worker.RuleOverrides;
import io.github.workerfsm.worker.RuleSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real machines, explored. */
class ClusterModelTest {
  private static final ImmutableList<ChoiceKind> FAULTS =
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

  private static FaultBudget faults(int most) {
    FaultBudget budget = FaultBudget.NONE;
    for (ChoiceKind kind : FAULTS) {
      budget = budget.with(kind, most);
    }
    return budget.atMost(most);
  }

  private static Cluster cluster(List<TaskDefinition> tasks, FaultBudget budget, RuleSet rules) {
    WorldSpec spec =
        new WorldSpec(
            List.of(WorkerSpec.of("A", 1), WorkerSpec.of("B", 1)),
            tasks,
            List.of(),
            ImmutableListMultimap.of(),
            GraphText.sinks(tasks),
            budget);
    return new Cluster(spec, new LivePorts(rules, SchedulerRules.CURRENT, NetworkRules.CURRENT));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void no_graph_of_two_or_three_tasks_gets_stuck_with_up_to_two_faults(int tasks) {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    long states = 0;
    long transitions = 0;
    try {
      for (var graph : Dags.of(tasks)) {
        Cluster cluster = cluster(GraphText.of(graph), faults(2), RuleSet.CURRENT);
        ExploreReport report = new Explorer(cluster.models()).threads(2, threads).explore();
        assertThat(report.findings()).as(cluster.toString()).isEmpty();
        assertThat(report.complete()).isTrue();
        states += report.states();
        transitions += report.transitions();
      }
    } finally {
      threads.shutdown();
    }
    System.out.printf(
        "all graphs of %d tasks, 2 workers, 2 faults: %d states, %d transitions%n",
        tasks, states, transitions);
  }

  @Test
  void the_counts_do_not_depend_on_threads_nor_on_what_is_kept_of_a_state() {
    List<TaskDefinition> graph = GraphText.parse("x; y<x; z<x");
    ExploreReport one = new Explorer(cluster(graph, faults(1), RuleSet.CURRENT).models()).explore();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      ExploreReport two =
          new Explorer(cluster(graph, faults(1), RuleSet.CURRENT).models())
              .threads(2, threads)
              .exact()
              .liveness()
              .explore();
      assertThat(two.states()).isEqualTo(one.states());
      assertThat(two.transitions()).isEqualTo(one.transitions());
      assertThat(two.depth()).isEqualTo(one.depth());
      assertThat(two.doomed()).isZero();
      assertThat(two.collisions()).isZero();
    } finally {
      threads.shutdown();
    }
  }

  /** What nobody told it: an input that cannot be read, scenario 39. */
  @Test
  void what_is_found_in_the_rules_of_the_reference_happens_to_live_machines() {
    Cluster cluster = cluster(GraphText.parse("x; y<x"), faults(2), RuleSet.DASK_2022_12);
    ExploreReport report = new Explorer(cluster.models()).firstFindingEnds().explore();
    assertThat(report.count(FindingKind.DEADLOCK)).isPositive();
    Finding deadlock = report.findings().get(0);
    assertThat(deadlock.labels()).contains("B gather(A) fail");
    World live = World.of(cluster.spec(), cluster.rules());
    ClusterModel.choices(deadlock.actions()).forEach(live::apply);
    assertThat(live.dueChoices()).isEmpty();
    assertThat(RestChecks.atRest(live)).extracting(Violation::property).contains("L1");
  }

  /** What nobody told it either: scenario 42. */
  @Test
  void a_value_of_an_older_definition_is_not_taken_for_the_newer_one() {
    FaultBudget budget =
        FaultBudget.NONE
            .with(ChoiceKind.ACQUIRE, 1)
            .with(ChoiceKind.RELEASE, 1)
            .with(ChoiceKind.REDEFINE, 1);
    List<TaskDefinition> graph = GraphText.parse("x; y");
    ExploreReport old =
        new Explorer(
                cluster(graph, budget, RuleSet.CURRENT.with(RuleOverrides.BROUGHT_RESULT)).models())
            .explore();
    assertThat(old.findings()).extracting(Finding::invariant).containsExactly("S9");
    assertThat(new Explorer(cluster(graph, budget, RuleSet.CURRENT).models()).explore().findings())
        .isEmpty();
  }

  /** The parties that remember and the live ones offer and do the same. */
  @ParameterizedTest
  @ValueSource(strings = {"current", "dask-2022.12"})
  void a_walk_of_what_is_remembered_is_a_walk_of_live_machines(String rules) {
    Cluster cluster = cluster(GraphText.parse("x; y<x; z<x,y"), faults(4), RuleSet.byName(rules));
    ClusterMemory memory = new ClusterMemory(new ClusterSymbols(cluster.spec()));
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      RememberingPorts ports = new RememberingPorts(cluster, memory);
      World remembering = World.of(cluster.spec(), ports);
      ports.usedBy(
          new WorldCodec(remembering, memory.parts, ports.workers(), ports.party())::identifiers);
      World live = World.of(cluster.spec(), cluster.rules());
      for (int step = 0; step < 60; step++) {
        List<Choice> choices = live.choices();
        assertThat(remembering.choices()).as("seed %d", seed).isEqualTo(choices);
        if (choices.isEmpty()) {
          assertThat(RestChecks.atRest(remembering)).isEqualTo(RestChecks.atRest(live));
          break;
        }
        Choice choice = choices.get(random.nextInt(choices.size()));
        live.apply(choice);
        remembering.apply(choice);
      }
      // runs are numbered again here, so that one number is executed more than once
      assertThat(remembering.violations().stream().filter(v -> !v.property().equals("S10")))
          .as("seed %d", seed)
          .containsExactlyElementsOf(live.violations());
    }
  }

  /** What has not changed keeps its number; what has is followed from what it was. */
  @Test
  void a_state_that_was_stepped_to_is_written_as_one_that_was_never_loaded() {
    Cluster cluster =
        cluster(GraphText.parse("x; y<x; z<x,y"), faults(3), RuleSet.byName("dask-2022.12"));
    ClusterMemory memory = new ClusterMemory(new ClusterSymbols(cluster.spec()));
    RememberingPorts ports = new RememberingPorts(cluster, memory);
    World world = World.of(cluster.spec(), ports);
    world.checkInvariants(false);
    WorldCodec stepping = new WorldCodec(world, memory.parts, ports.workers(), ports.party());
    ports.usedBy(stepping::identifiers);
    long[] initial = new long[stepping.words()];
    stepping.save(initial);
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      long[] state = initial;
      for (int step = 0; step < 50; step++) {
        stepping.load(state);
        List<Choice> choices = world.choices();
        for (Choice choice : choices) {
          stepping.reload();
          world.apply(choice);
          WorldCodec fresh = new WorldCodec(world, memory.parts, ports.workers(), ports.party());
          assertThat(stepping.identifiers())
              .as("seed %d, %s", seed, choice)
              .isEqualTo(fresh.identifiers());
          long[] stepped = new long[stepping.words()];
          stepping.save(stepped);
          long[] written = new long[stepping.words()];
          fresh.save(written);
          assertThat(stepped).as("seed %d, %s", seed, choice).isEqualTo(written);
        }
        if (choices.isEmpty()) {
          break;
        }
        stepping.reload();
        world.apply(choices.get(random.nextInt(choices.size())));
        state = new long[stepping.words()];
        stepping.save(state);
      }
    }
  }

  /** Each task counts its runs from 0. */
  @Test
  void runs_of_two_tasks_may_have_one_number_and_start_in_one_step() {
    List<TaskDefinition> graph = GraphText.parse("x; y; z<x,y; u<x,y; v<x,y; w<x,y");
    WorldSpec spec =
        new WorldSpec(
            List.of(WorkerSpec.of("A", 2), WorkerSpec.of("B", 2)),
            graph,
            List.of(),
            ImmutableListMultimap.of(),
            GraphText.sinks(graph),
            FaultBudget.NONE);
    ExploreReport report = new Explorer(new Cluster(spec, LivePorts.CURRENT).models()).explore();
    assertThat(report.findings()).isEmpty();
    assertThat(report.complete()).isTrue();
  }

  @Test
  void an_action_is_a_choice_in_31_bits() {
    List<Choice> choices =
        List.of(
            Choice.at(ChoiceKind.TO_WORKER, 6),
            Choice.transfer(ChoiceKind.GATHER_PARTIAL, 1, 0, 0b1010101),
            Choice.run(ChoiceKind.THREAD_SUCCESS, 0, 6, 3),
            Choice.want(0b11, 2),
            Choice.key(ChoiceKind.STEAL, 2, 0));
    for (Choice choice : choices) {
      assertThat(ActionCode.choice(ActionCode.of(choice))).isEqualTo(choice);
      assertThat(ActionCode.of(choice)).isNotNegative();
    }
  }

  @Test
  void graphs_are_read_and_printed() {
    assertThat(GraphText.print(GraphText.parse("x;y < x ; z<x, y"))).isEqualTo("x; y<x; z<x,y");
    assertThat(GraphText.sinks(GraphText.parse("x; y<x; z<x"))).containsExactly("y", "z");
  }

  @Test
  void graphs_that_make_no_sense_are_refused_with_the_column() {
    assertThatThrownBy(() -> GraphText.parse("x; y<z"))
        .hasMessage(
            "graph 'x; y<z', column 4: task y needs 'z', expected an earlier task as an input");
    assertThatThrownBy(() -> GraphText.parse("x; x"))
        .hasMessage("graph 'x; x', column 4: task x is there already, expected each task once");
    assertThatThrownBy(() -> GraphText.parse("x;; y"))
        .hasMessageContaining("column 3: the name of a task is missing");
  }

  @Test
  void more_tasks_than_there_is_room_for_are_refused() {
    assertThatThrownBy(
            () ->
                cluster(
                    GraphText.parse("a; b; c; d; e; f; g; h"), FaultBudget.NONE, RuleSet.CURRENT))
        .hasMessage("a cluster with 8 tasks, and at most 7 were expected");
  }
}
