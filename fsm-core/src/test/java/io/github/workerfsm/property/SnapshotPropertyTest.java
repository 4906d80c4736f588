package io.github.workerfsm.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.snapshot.IllegalSnapshotException;
import io.github.workerfsm.snapshot.PayloadFormat;
import io.github.workerfsm.snapshot.SnapshotProgress;
import io.github.workerfsm.worker.Dump;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;

/** A machine that was put away as text and taken out again is the machine that it was. */
@PropertyDefaults(tries = 500, edgeCases = EdgeCasesMode.NONE)
class SnapshotPropertyTest {

  @Property
  void a_restored_machine_answers_all_later_events_as_the_first_does(
      @ForAll Scope scope, @ForAll(supplier = Steps.class) List<Step> steps, @ForAll int cut)
      throws IOException {
    Walk walk = new Walk(scope, RuleSet.CURRENT);
    int middle = steps.isEmpty() ? 0 : Math.floorMod(cut, steps.size());
    for (Step step : steps.subList(0, middle)) {
      if (step.kind() == EventKind.PAUSE && step.bit(0)) {
        Settings settings = walk.machine.settings();
        walk.machine.reconfigure(settings.toBuilder().threads(step.bits(1, 2)).build());
      }
      walk.take(step);
    }
    WorkerStateMachine twin = restored(snapshot(walk.machine));
    assertThat(seen(twin)).isEqualTo(seen(walk.machine));
    assertThat(snapshot(twin)).isEqualTo(snapshot(walk.machine));
    int told = walk.instructions.size();
    int events = walk.events.size();
    steps.subList(middle, steps.size()).forEach(walk::take);
    List<Instruction> answers = new ArrayList<>();
    walk.events.subList(events, walk.events.size()).forEach(e -> answers.addAll(twin.handle(e)));
    assertThat(answers.toString())
        .isEqualTo(walk.instructions.subList(told, walk.instructions.size()).toString());
    assertThat(seen(twin)).isEqualTo(seen(walk.machine));
  }

  /** Everything but the story, which begins anew. */
  private static String seen(WorkerStateMachine machine) {
    String all = Dump.of(machine);
    int lines = machine.story().size();
    String[] split = all.split("\n", -1);
    return String.join("\n", Arrays.copyOf(split, split.length - 1 - lines));
  }

  @Property(tries = 20)
  void a_snapshot_that_is_cut_off_anywhere_is_refused(
      @ForAll Scope scope, @ForAll(supplier = Steps.class) List<Step> steps) throws IOException {
    byte[] whole = snapshot(Walk.of(scope, RuleSet.CURRENT, steps).machine);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> restored(cut))
          .isInstanceOf(IllegalSnapshotException.class)
          .hasMessageStartingWith("snapshot, line ")
          .hasMessageContaining(", expected ")
          .message()
          .doesNotContain("\n");
    }
  }

  @Property(tries = 2_000)
  void a_snapshot_with_a_wrong_byte_is_refused_or_one_of_another_sound_state(
      @ForAll Scope scope,
      @ForAll(supplier = Steps.class) List<Step> steps,
      @ForAll int where,
      @ForAll byte what)
      throws IOException {
    byte[] bytes = snapshot(Walk.of(scope, RuleSet.CURRENT, steps).machine);
    bytes[Math.floorMod(where, bytes.length)] = what;
    try {
      restored(bytes).check();
    } catch (IllegalSnapshotException e) {
      assertThat(e.getMessage()).contains(", expected ").doesNotContain("\n");
    }
  }

  private static byte[] snapshot(WorkerStateMachine machine) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    machine.snapshot(bytes, PayloadFormat.TEXT, SnapshotProgress.NONE);
    return bytes.toByteArray();
  }

  private static WorkerStateMachine restored(byte[] snapshot) throws IOException {
    return WorkerStateMachine.restore(
        new ByteArrayInputStream(snapshot),
        RuleSet.CURRENT,
        WorkerStateMachine.STORY_LINES,
        PayloadFormat.TEXT,
        SnapshotProgress.NONE);
  }
}
