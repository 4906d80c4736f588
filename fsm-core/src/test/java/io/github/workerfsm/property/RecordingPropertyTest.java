package io.github.workerfsm.property;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.check.MachineFailedException;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.trace.RecordedState;
import io.github.workerfsm.trace.Replay;
import io.github.workerfsm.trace.ReplayedTrace;
import io.github.workerfsm.trace.TraceLine;
import io.github.workerfsm.trace.TraceReader;
import io.github.workerfsm.trace.TraceRecorder;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;

/** Whatever a worker goes through, its black box tells all of it, and a replay gets there again. */
class RecordingPropertyTest {

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_recorded_walk_replays_under_the_same_rules(
      @ForAll("rules") RuleSet rules, @ForAll Scope scope, @ForAll("walks") List<Step> steps)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long handled;
    Map<String, RecordedState> last;
    WorkerStateMachine machine = new WorkerStateMachine(scope.settings(), rules);
    try (TraceRecorder recorder = new TraceRecorder(machine, "walk", bytes)) {
      handled = walk(recorder, steps);
    }
    last = states(machine);

    for (Replay.Mode mode : Replay.Mode.values()) {
      ReplayedTrace replayed = replay(bytes.toByteArray(), rules, mode);
      assertThat(replayed.divergence()).as(() -> mode + " " + bytes.toString(UTF_8)).isNull();
      assertThat(replayed.lines()).isEqualTo(handled);
      assertThat(replayed.transitions()).isEqualTo(machine.transitions());
    }
    if (!machine.failed()) {
      assertThat(toldBy(bytes.toByteArray())).isEqualTo(last);
    }
  }

  /** Returns how many events have left a line. */
  private static long walk(TraceRecorder recorder, List<Step> steps) {
    World world = new World(recorder.machine());
    long handled = 0;
    for (Step step : steps) {
      if (step.kind() == EventKind.PAUSE && step.bit(0)) {
        Settings settings = recorder.machine().settings();
        recorder.reconfigure(
            settings.toBuilder().threads(step.bits(1, 2)).running(step.bit(3)).build());
        continue;
      }
      Event event = world.event(step);
      if (event == null) {
        continue;
      }
      try {
        world.said(event);
        List<Instruction> instructions = recorder.handle(event);
        handled++;
        if (!heard(instructions, world, recorder.machine().rules())) {
          return handled;
        }
      } catch (IllegalEventException e) {
        assertThat(recorder.machine().failed()).isFalse();
      } catch (MachineFailedException e) {
        return handled + 1;
      }
    }
    return handled;
  }

  /** False when the reference asks for what no surroundings can do, and the walk ends. */
  private static boolean heard(List<Instruction> instructions, World world, RuleSet rules) {
    try {
      world.heard(instructions);
      return true;
    } catch (AssertionError e) {
      if (rules == RuleSet.CURRENT) {
        throw e;
      }
      return false;
    }
  }

  private static ReplayedTrace replay(byte[] trace, RuleSet rules, Replay.Mode mode)
      throws IOException {
    List<ReplayedTrace> all = new ArrayList<>();
    try (TraceReader reader = reader(trace)) {
      Replay.of(rules, mode).run(reader, all::add);
    }
    return all.get(0);
  }

  /** The states of all keys after the last line, from what the lines say of changes. */
  private static Map<String, RecordedState> toldBy(byte[] trace) throws IOException {
    Map<String, RecordedState> states = new HashMap<>();
    try (TraceReader reader = reader(trace)) {
      for (TraceLine line = reader.read(); line != null; line = reader.read()) {
        if (line instanceof io.github.workerfsm.trace.Step step) {
          states.putAll(step.answer().states());
        }
      }
    }
    states.values().removeIf(RecordedState.UNKNOWN::equals);
    return states;
  }

  private static Map<String, RecordedState> states(WorkerStateMachine machine) {
    Map<String, RecordedState> states = new HashMap<>();
    machine.tasks().forEach(task -> states.put(task.key(), RecordedState.of(task)));
    return states;
  }

  private static TraceReader reader(byte[] trace) {
    return new TraceReader(new ByteArrayInputStream(trace), "walk.jsonl");
  }

  @Provide
  Arbitrary<RuleSet> rules() {
    return Arbitraries.of(RuleSet.all());
  }

  @Provide
  Arbitrary<List<Step>> walks() {
    return steps().list().ofMaxSize(150).withSizeDistribution(RandomDistribution.uniform());
  }

  private static Arbitrary<Step> steps() {
    return Combinators.combine(
            Arbitraries.of(EventKind.class),
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 63),
            Arbitraries.integers().between(0, (1 << 15) - 1))
        .as(Step::new);
  }
}
