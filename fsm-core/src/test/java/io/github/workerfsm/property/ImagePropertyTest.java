package io.github.workerfsm.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSet;
import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.check.IllegalImageException;
import io.github.workerfsm.check.MachineFailedException;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.worker.Dump;
import io.github.workerfsm.worker.ImageCodec;
import io.github.workerfsm.worker.RuleOverride;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** An image is the whole state, as far as it makes a difference to what is still to come. */
@PropertyDefaults(tries = 500, edgeCases = EdgeCasesMode.NONE)
class ImagePropertyTest {
  private final ImageCodec codec = new ImageCodec();

  @Property
  void a_machine_that_is_restored_before_every_event_is_told_apart_by_nothing(
      @ForAll Scope scope, @ForAll(supplier = Steps.class) List<Step> steps) {
    Walk walk = new Walk(scope, RuleSet.CURRENT);
    WorkerStateMachine twin = walk.machine;
    for (Step step : steps) {
      byte[] image = twin.image(codec);
      twin = WorkerStateMachine.restore(scope.settings(), RuleSet.CURRENT, 0, image, codec);
      twin.check();
      assertThat(twin.image(codec)).isEqualTo(image);
      int told = walk.instructions.size();
      int events = walk.events.size();
      walk.take(step);
      List<Instruction> answer = new ArrayList<>();
      for (Event event : walk.events.subList(events, walk.events.size())) {
        answer.addAll(twin.handle(event));
      }
      assertThat(texts(answer))
          .isEqualTo(texts(walk.instructions.subList(told, walk.instructions.size())));
      assertThat(twin.image(codec)).isEqualTo(walk.machine.image(codec));
    }
  }

  @Property
  void nor_is_one_that_is_restored_once(
      @ForAll Scope scope, @ForAll(supplier = Steps.class) List<Step> steps, @ForAll int cut) {
    Walk walk = new Walk(scope, RuleSet.CURRENT);
    int middle = steps.isEmpty() ? 0 : Math.floorMod(cut, steps.size());
    steps.subList(0, middle).forEach(walk::take);
    WorkerStateMachine twin = new WorkerStateMachine(scope.settings(), RuleSet.CURRENT, 0);
    twin.become(walk.machine.image(codec), codec);
    int told = walk.instructions.size();
    int events = walk.events.size();
    steps.subList(middle, steps.size()).forEach(walk::take);
    List<Instruction> answers = new ArrayList<>();
    walk.events.subList(events, walk.events.size()).forEach(e -> answers.addAll(twin.handle(e)));
    assertThat(texts(answers))
        .isEqualTo(texts(walk.instructions.subList(told, walk.instructions.size())));
    assertThat(twin.image(codec)).isEqualTo(walk.machine.image(codec));
    assertThat(twin.gauges().toString().replaceFirst("executed=\\d+", ""))
        .isEqualTo(walk.machine.gauges().toString().replaceFirst("executed=\\d+", ""));
  }

  /** Under rules that break invariants or stop the machine, its twin does so at the same place. */
  @Property(tries = 3_000)
  void nor_is_one_under_other_rules(
      @ForAll("rules") RuleSet rules,
      @ForAll Scope scope,
      @ForAll(supplier = Steps.class) List<Step> steps) {
    WorkerStateMachine machine = new WorkerStateMachine(scope.settings(), rules);
    WorkerStateMachine twin = new WorkerStateMachine(scope.settings(), rules, 0);
    World world = new World(machine);
    for (Step step : steps) {
      if (step.kind() == EventKind.PAUSE && step.bit(0)) {
        Settings settings =
            machine.settings().toBuilder().threads(step.bits(1, 2)).running(step.bit(3)).build();
        machine.reconfigure(settings);
        twin.reconfigure(settings);
      }
      twin.become(twin.image(codec), codec);
      assertThat(twin.image(codec)).isEqualTo(machine.image(codec));
      Event event = world.event(step);
      if (event == null) {
        continue;
      }
      List<Instruction> answers = new ArrayList<>();
      String outcome = outcome(machine, event, answers);
      assertThat(outcome(twin, event, new ArrayList<>())).isEqualTo(outcome);
      if (machine.failed() || !heard(world, event, answers)) {
        return;
      }
    }
  }

  private static String outcome(
      WorkerStateMachine machine, Event event, List<Instruction> answers) {
    try {
      answers.addAll(machine.handle(event));
      return texts(answers).toString();
    } catch (IllegalEventException | MachineFailedException e) {
      // of a task that is in no table any more nothing is known but its key
      return e.toString().replaceFirst(" \\([a-z-]+\\) has left", " has left");
    }
  }

  /** False when these rules ask for what no surroundings can do, and the walk ends. */
  private static boolean heard(World world, Event event, List<Instruction> answers) {
    try {
      world.said(event);
      world.heard(answers);
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  @Provide
  Arbitrary<RuleSet> rules() {
    ImmutableSet.Builder<RuleSet> rules = ImmutableSet.builder();
    rules.addAll(RuleSet.all());
    for (RuleSet named : RuleSet.all()) {
      for (RuleOverride override : named.overrides()) {
        rules.add(RuleSet.CURRENT.with(override));
      }
    }
    return Arbitraries.of(rules.build().asList());
  }

  // ---- bad input

  @Property(tries = 100)
  void an_image_that_is_cut_off_anywhere_is_refused_and_the_machine_unchanged(
      @ForAll Scope scope, @ForAll(supplier = Steps.class) List<Step> steps) {
    WorkerStateMachine machine = Walk.of(scope, RuleSet.CURRENT, steps).machine;
    byte[] image = machine.image(codec);
    String before = Dump.of(machine);
    for (int length = 0; length < image.length; length++) {
      byte[] cut = Arrays.copyOf(image, length);
      assertThatThrownBy(() -> machine.become(cut, codec))
          .isInstanceOf(IllegalImageException.class)
          .hasMessageStartingWith("image, before byte ")
          .hasMessageContaining(", expected ")
          .message()
          .doesNotContain("\n");
    }
    assertThat(Dump.of(machine)).isEqualTo(before);
    assertThat(machine.image(codec)).isEqualTo(image);
  }

  @Property(tries = 2_000)
  void an_image_with_a_wrong_byte_is_refused_or_one_of_another_sound_state(
      @ForAll Scope scope,
      @ForAll(supplier = Steps.class) List<Step> steps,
      @ForAll int where,
      @ForAll byte what) {
    WorkerStateMachine machine = Walk.of(scope, RuleSet.CURRENT, steps).machine;
    byte[] image = machine.image(codec);
    image[Math.floorMod(where, image.length)] = what;
    try {
      WorkerStateMachine.restore(scope.settings(), RuleSet.CURRENT, 0, image, codec).check();
    } catch (IllegalImageException e) {
      assertThat(e.getMessage()).contains(", expected ").doesNotContain("\n");
    }
  }

  private static List<String> texts(List<Instruction> instructions) {
    return instructions.stream().map(Instruction::toString).toList();
  }
}
