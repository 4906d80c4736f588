package io.github.workerfsm.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.check.MachineFailedException;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.table.RecommendationConflictException;
import io.github.workerfsm.task.Task;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.worker.Dump;
import io.github.workerfsm.worker.Gauges;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.TieBreaks;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;

/** What is true whatever happens, and in whatever order. */
@PropertyDefaults(tries = 500, edgeCases = EdgeCasesMode.NONE)
class WalkPropertyTest {

  // ---- invariants

  @Property(tries = 2_000)
  void no_walk_breaks_an_invariant_or_stops_the_machine(
      @ForAll Scope scope, @ForAll(supplier = Steps.class) List<Step> steps) {
    Walk.of(scope, RuleSet.CURRENT, steps);
  }

  @Property
  void nor_does_one_that_breaks_ties_in_any_way(
      @ForAll Scope scope, @ForAll(supplier = Steps.class) List<Step> steps, @ForAll int salt) {
    Walk walk = new Walk(scope, RuleSet.CURRENT);
    walk.machine.breakTies(salted(salt));
    steps.forEach(walk::take);
  }

  private static TieBreaks salted(int salt) {
    return new TieBreaks() {
      @Override
      public int rankPeer(String address) {
        return (address.hashCode() ^ salt) % 3;
      }

      @Override
      public int rankTask(Task task) {
        return (task.key().hashCode() * 31 ^ salt) % 5;
      }
    };
  }

  /**
   * The reference raises in two situations, both on the list of what CURRENT corrects:
   * detour-conflict and ended-transfer. What it does with scattered values (scatter-onto-held,
   * values-together) loses them without a word; the world does not go there.
   */
  @Property
  void a_walk_by_the_rules_of_the_reference_stops_only_where_the_reference_does(
      @ForAll Scope scope, @ForAll(supplier = Steps.class) List<Step> steps) {
    try {
      Walk.of(scope, RuleSet.DASK_2022_12, steps);
    } catch (MachineFailedException e) {
      if (!(e.getCause() instanceof RecommendationConflictException)) {
        assertThat(e.getCause())
            .hasMessageContaining("FLIGHT -> RELEASED")
            .hasMessageEndingWith(" is refused: no transfer ends by asking for a release");
      }
    }
  }

  // ---- how it ends

  /** In which order the scheduler frees, forgets, and hears of the ends. */
  enum Ending {
    FREE_COMPLETE_FORGET,
    COMPLETE_FREE_FORGET,
    FORGET_COMPLETE,
    COMPLETE_FORGET
  }

  @Property
  void when_all_has_ended_and_is_freed_and_forgotten_nothing_is_left(
      @ForAll Scope scope,
      @ForAll(supplier = Steps.class) List<Step> steps,
      @ForAll Ending ending) {
    Walk walk = Walk.of(scope, RuleSet.CURRENT, steps);
    for (String act : ending.name().split("_")) {
      switch (act) {
        case "FREE" -> walk.take(new Event.FreeKeys("free", World.KEYS));
        case "FORGET" -> walk.take(new Event.ForgetKeys("forget", World.KEYS));
        default -> completeAll(walk);
      }
    }
    assertThat(walk.machine.tasks()).isEmpty();
    long executed = walk.machine.gauges().executed();
    assertThat(walk.machine.gauges())
        .isEqualTo(new Gauges(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, executed, 0, 0, 0));
  }

  /** Every run and every transfer ends, those that are started meanwhile included. */
  private static void completeAll(Walk walk) {
    for (int round = 0; !walk.world.quiet(); round++) {
      assertThat(round).as("rounds until nothing is left to complete").isLessThan(100);
      walk.world.completions().forEach(walk::take);
    }
  }

  /** Liveness: nothing that the scheduler wants waits for ever. */
  @Property
  void every_wanted_task_comes_to_an_end_once_the_surroundings_cooperate(
      @ForAll Scope scope, @ForAll(supplier = Steps.class) List<Step> steps) {
    Walk walk = Walk.of(scope, RuleSet.CURRENT, steps);
    walk.take(new Event.Unpause("unpause"));
    walk.world.retries().forEach(walk::take);
    for (int round = 0; wanting(walk); round++) {
      assertThat(round).as("rounds until all is done").isLessThan(100);
      walk.world.completions().forEach(walk::take);
      walk.world.retries().forEach(walk::take);
      List<Instruction> questions = walk.machine.handle(new Event.FindMissing("find"));
      walk.world.answers(questions).forEach(walk::take);
    }
    assertThat(walk.machine.tasks())
        .extracting(Task::state)
        .isSubsetOf(TaskState.MEMORY, TaskState.ERROR, TaskState.RELEASED);
  }

  private static boolean wanting(Walk walk) {
    return !walk.world.quiet() || !walk.world.busy.isEmpty() || walk.machine.gauges().missing() > 0;
  }

  // ---- determinism

  @Property
  void the_same_events_give_the_same_instructions_with_and_without_a_story(
      @ForAll Scope scope, @ForAll(supplier = Steps.class) List<Step> steps) {
    Walk walk = Walk.of(scope, RuleSet.CURRENT, steps);
    WorkerStateMachine again = new WorkerStateMachine(scope.settings());
    WorkerStateMachine silent = new WorkerStateMachine(scope.settings(), RuleSet.CURRENT, 0);
    List<Instruction> repeated = new ArrayList<>();
    List<Instruction> unrecorded = new ArrayList<>();
    for (Event event : walk.events) {
      repeated.addAll(again.handle(event));
      unrecorded.addAll(silent.handle(event));
    }
    assertThat(repeated).isEqualTo(walk.instructions);
    assertThat(unrecorded).isEqualTo(walk.instructions);
    assertThat(Dump.of(again)).isEqualTo(Dump.of(walk.machine));
  }

  @Property
  void a_batch_equals_its_events_one_by_one(
      @ForAll Scope scope, @ForAll(supplier = Steps.class) List<Step> steps, @ForAll int cut) {
    Walk walk = Walk.of(scope, RuleSet.CURRENT, steps);
    Event[] all = walk.events.toArray(Event[]::new);
    int middle = all.length == 0 ? 0 : Math.floorMod(cut, all.length);
    WorkerStateMachine batched = new WorkerStateMachine(scope.settings());
    List<Instruction> instructions = new ArrayList<>();
    instructions.addAll(batched.handle(Arrays.copyOfRange(all, 0, middle)));
    instructions.addAll(batched.handle(Arrays.copyOfRange(all, middle, all.length)));
    assertThat(instructions).isEqualTo(walk.instructions);
    assertThat(Dump.of(batched)).isEqualTo(Dump.of(walk.machine));
  }

  // ---- bad input

  @Property
  void an_illegal_event_leaves_the_machine_unchanged(
      @ForAll Scope scope, @ForAll(supplier = Steps.class) List<Step> steps) {
    Walk disturbed = new Walk(scope, RuleSet.CURRENT);
    for (Step step : steps) {
      Event illegal = disturbed.world.illegal(step);
      String before = Dump.of(disturbed.machine);
      assertThatThrownBy(() -> disturbed.machine.handle(illegal))
          .isInstanceOf(IllegalEventException.class)
          .hasMessageStartingWith(illegal.kind().label() + " " + illegal.stimulusId() + ": ")
          .hasMessageContaining(", expected ")
          .message()
          .doesNotContain("\n");
      assertThat(Dump.of(disturbed.machine)).isEqualTo(before);
      disturbed.take(step);
    }
    WorkerStateMachine undisturbed = new WorkerStateMachine(scope.settings());
    List<Instruction> instructions = new ArrayList<>();
    disturbed.events.forEach(event -> instructions.addAll(undisturbed.handle(event)));
    assertThat(instructions).isEqualTo(disturbed.instructions);
    assertThat(Dump.of(disturbed.machine)).isEqualTo(Dump.of(undisturbed));
  }
}
