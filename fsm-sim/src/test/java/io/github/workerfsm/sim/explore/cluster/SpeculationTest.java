package io.github.workerfsm.sim.explore.cluster;

import static io.github.workerfsm.sim.explore.cluster.SmallClusters.all;
import static io.github.workerfsm.sim.explore.cluster.SmallClusters.hold;
import static io.github.workerfsm.sim.explore.cluster.SmallClusters.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.sim.scheduler.SchedulerRules;
import io.github.workerfsm.sim.world.Choice;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.sim.world.ChoiceText;
import io.github.workerfsm.sim.world.FaultBudget;
import io.github.workerfsm.sim.world.RestChecks;
import io.github.workerfsm.sim.world.World;
import io.github.workerfsm.sim.world.WorldText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks are assigned before their inputs exist, in every small world. */
class SpeculationTest {
  private static final SchedulerRules EARLY = SchedulerRules.SPECULATING;

  @Test
  void without_faults_every_result_comes() {
    hold(all(2, FaultBudget.NONE, EARLY, true));
    hold(all(3, FaultBudget.NONE, EARLY, false));
    hold(all(3, FaultBudget.NONE, EARLY, true));
  }

  @ParameterizedTest
  @EnumSource(
      value = ChoiceKind.class,
      names = {
        "DEATH",
        "RELEASE",
        "STEAL",
        "THREAD_FAILURE",
        "THREAD_RESCHEDULE",
        "SECEDE",
        "PAUSE",
        "LEAVE",
        "ACQUIRE"
      })
  void with_a_fault_every_result_comes(ChoiceKind fault) {
    hold(all(3, once(fault), EARLY, true));
  }

  /** In no state without faults is a timer due that would ask where a pending input is. */
  @Test
  void nobody_asks_for_what_is_still_being_computed() {
    for (Cluster cluster : all(3, FaultBudget.NONE, EARLY, true)) {
      Set<String> seen = new LinkedHashSet<>();
      visit(cluster, new ArrayList<>(), seen);
      assertThat(seen).isNotEmpty();
    }
  }

  private static void visit(Cluster cluster, List<Choice> path, Set<String> seen) {
    World world = World.of(cluster.spec(), cluster.rules());
    path.forEach(world::apply);
    if (!seen.add(new WorldText(world).fingerprint())) {
      return;
    }
    for (Choice choice : world.dueChoices()) {
      assertThat(choice.kind()).isNotEqualTo(ChoiceKind.FIND_MISSING);
      path.add(choice);
      visit(cluster, path, seen);
      path.remove(path.size() - 1);
    }
  }

  /** The graph is x; y; z<x,y: z waits on A, and starts when y arrives from B. */
  @Test
  void a_task_starts_when_its_last_input_appears_elsewhere() {
    Cluster cluster = join();
    World world = World.of(cluster.spec(), cluster.rules());
    play(world, "S>A", "S>A", "S>B");
    assertThat(new WorldText(world).states())
        .containsEntry("S z", "processing on A")
        .containsEntry("A x", "executing")
        .containsEntry("A y", "missing")
        .containsEntry("A z", "waiting");
    play(world, "A thread success x", "A>S", "B thread success y", "B>S", "S>A", "A gather(B) ok");
    assertThat(new WorldText(world).states()).containsEntry("A z", "executing");
    play(world, "A>S", "A thread success z", "A>S");
    assertThat(new WorldText(world).states()).containsEntry("S z", "memory on A");
    assertThat(world.violations()).isEmpty();
  }

  /** The same, and the scheduler dies after y was computed, before it has heard of it. */
  @Test
  void a_new_scheduler_keeps_the_promise_of_the_old_one() {
    Cluster cluster = join();
    World world = World.of(cluster.spec(), cluster.rules());
    play(world, "S>A", "S>A", "S>B", "A thread success x", "B thread success y");
    play(world, "S dies", "S hears B", "S hears A", "S recovers");
    assertThat(new WorldText(world).states())
        .containsEntry("S x", "memory on A")
        .containsEntry("S y", "memory on B")
        .containsEntry("S z", "processing on A");
    play(world, "S>A", "A gather(B) ok", "A thread success z", "A>S", "A>S");
    for (List<Choice> due = world.dueChoices(); !due.isEmpty(); due = world.dueChoices()) {
      world.apply(due.get(0));
    }
    assertThat(world.violations()).isEmpty();
    assertThat(RestChecks.atRest(world)).isEmpty();
  }

  private static Cluster join() {
    return all(3, FaultBudget.NONE, EARLY, true).stream()
        .filter(cluster -> cluster.toString().contains("graph x; y; z<x,y,"))
        .findFirst()
        .orElseThrow();
  }

  private static void play(World world, String... lines) {
    ChoiceText text = new ChoiceText(world.spec());
    for (String line : lines) {
      world.apply(text.parse(line));
    }
  }
}
