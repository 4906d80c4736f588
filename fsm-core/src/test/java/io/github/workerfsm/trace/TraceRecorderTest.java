package io.github.workerfsm.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.check.IllegalEventException;
import io.github.workerfsm.check.MachineFailedException;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.RuleSet;
import io.github.workerfsm.worker.Settings;
import io.github.workerfsm.worker.WorkerStateMachine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TraceRecorderTest {

  private static final Settings SETTINGS = Settings.at("tcp://host-1:1").build();
  private static final String PEER = "tcp://host-2:1";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void what_the_reference_recorded_is_recorded_again() throws IOException {
    List<TraceLine> theirs = SmallTrace.read(String.join("\n", SmallTrace.LINES));
    TraceHeader header = (TraceHeader) theirs.get(0);
    try (TraceRecorder recorder = recorder(header.settings(), RuleSet.DASK_2022_12)) {
      for (TraceLine line : theirs.subList(1, theirs.size())) {
        recorder.handle(((Step) line).events().get(0));
      }
    }
    List<TraceLine> ours = SmallTrace.read(bytes.toByteArray());
    assertThat(((TraceHeader) ours.get(0)).settings())
        .usingRecursiveComparison()
        .isEqualTo(header.settings());
    assertThat(steps(ours)).isEqualTo(steps(theirs));
  }

  @Test
  void a_header_says_what_is_known_before_the_first_event() throws IOException {
    recorder(SETTINGS, RuleSet.DASK_2022_12).close();
    assertThat(bytes)
        .asString()
        .startsWith(
            "{\"trace\":1,\"source\":\"worker-fsm dask-2022.12\",\"name\":\"box#1\",\"kind\":\"recording\",\"config\":{")
        .endsWith(
            "},\"stimuli\":null,\"lines\":null,\"deterministic\":null,\"deterministic_lines\":null}\n");
    assertThat(SmallTrace.read(bytes.toByteArray())).hasSize(1);
  }

  @Test
  void a_worker_that_starts_out_paused_is_replayed_paused() throws IOException {
    WorkerStateMachine machine = new WorkerStateMachine(SETTINGS);
    machine.handle(new Event.Pause("before"));
    try (TraceRecorder recorder = new TraceRecorder(machine, "box#1", bytes)) {
      assertThat(recorder.handle(compute("a"))).isEmpty();
      assertThat(recorder.handle(new Event.Unpause("s2"))).hasSize(1);
    }
    assertThat(replayed(RuleSet.CURRENT).lines()).isEqualTo(2);
  }

  @Test
  void what_the_reference_does_not_have_is_recorded_too() throws IOException {
    try (TraceRecorder recorder = recorder(SETTINGS, RuleSet.CURRENT)) {
      TaskSpec spec = TaskSpec.of("a").run(7).build();
      recorder.handle(new Event.ComputeTask("s1", spec, List.of(), false));
      recorder.handle(new Event.ExecuteSuccess("s2", "a", 7, new Value("secret", 5, "str")));
      recorder.handle(acquire("x", "y"));
      recorder.handle(new Event.RemoveWorker("s4", PEER));
      recorder.handle(new Event.FreeKeys("s5", List.of("a")));
      recorder.handle(new Event.ForgetKeys("s6", List.of("a", "x")));
    }
    assertThat(bytes)
        .asString()
        .contains(
            "\"op\":\"forget-keys\"",
            "\"op\":\"remove-worker\"",
            "\"run\":7",
            "\"states\":{\"a\":\"released\"}")
        .doesNotContain("secret");
    assertThat(replayed(RuleSet.CURRENT).lines()).isEqualTo(6);
  }

  @Test
  void a_change_of_settings_is_a_poke() throws IOException {
    try (TraceRecorder recorder = recorder(SETTINGS, RuleSet.CURRENT)) {
      recorder.reconfigure(SETTINGS.toBuilder().threads(0).defaultNbytes(7).build());
      recorder.handle(compute("a"));
      recorder.reconfigure(SETTINGS);
      recorder.reconfigure(SETTINGS.toBuilder().build());
      recorder.handle(new Event.Unpause("s2"));
    }
    assertThat(bytes)
        .asString()
        .contains("{\"poke\":{\"nthreads\":0,\"default_nbytes\":7}}")
        .contains("{\"poke\":{\"nthreads\":1,\"default_nbytes\":1024}}")
        .containsPattern("(?s)^([^\n]*\n){5}$");
    assertThat(replayed(RuleSet.CURRENT).lines()).isEqualTo(2);
  }

  @Test
  void every_event_of_a_batch_is_a_line_of_its_own() throws IOException {
    try (TraceRecorder recorder = recorder(SETTINGS, RuleSet.CURRENT)) {
      List<Instruction> instructions =
          recorder.handle(
              compute("a"), new Event.ExecuteFailure("s2", "a", TaskSpec.NO_RUN, Failure.of("no")));
      assertThat(instructions)
          .extracting(i -> i.kind().label())
          .containsExactly("execute", "task-erred");
    }
    assertThat(SmallTrace.read(bytes.toByteArray())).hasSize(3);
  }

  @Test
  void an_illegal_event_leaves_no_line() throws IOException {
    try (TraceRecorder recorder = recorder(SETTINGS, RuleSet.CURRENT)) {
      Event illegal = new Event.GatherBusy("s2", PEER, 1);
      assertThatThrownBy(() -> recorder.handle(compute("a"), illegal, compute("b")))
          .isInstanceOf(IllegalEventException.class);
      assertThat(recorder.takePending()).hasSize(1);
      assertThat(recorder.takePending()).isEmpty();
      assertThat(recorder.machine().failed()).isFalse();
      recorder.handle(compute("b"));
    }
    ReplayedTrace replayed = replayed(RuleSet.CURRENT);
    assertThat(replayed.conforms()).isTrue();
    assertThat(replayed.lines()).isEqualTo(2);
  }

  /** What cannot be written so that it is read as the same event does not get that far. */
  @Test
  void what_no_trace_can_hold_is_illegal() throws IOException {
    try (TraceRecorder recorder = recorder(SETTINGS, RuleSet.DASK_2022_12)) {
      recorder.handle(acquire("x"), compute("a"));
      List<Event> illegal =
          List.of(
              new Event.GatherBusy("s", PEER, -1),
              new Event.Secede("s", "a", TaskSpec.NO_RUN, Double.POSITIVE_INFINITY),
              new Event.Secede("s", "a", -2, 1),
              new Event.Reschedule("s", "a", -2),
              new Event.RefreshWhoHas(
                  "s",
                  List.of(
                      new Event.Location("x", List.of()), new Event.Location("x", List.of(PEER)))));
      for (Event event : illegal) {
        assertThatThrownBy(() -> recorder.handle(event))
            .isInstanceOf(IllegalEventException.class)
            .hasMessageContaining(", expected ");
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Priority.of(0, Double.NEGATIVE_INFINITY))
        .withMessage("a priority has the element -Infinity, expected a finite number");
    assertThat(replayed(RuleSet.DASK_2022_12).lines()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void a_defect_is_the_last_line_and_is_met_again_in_a_replay(Replay.Mode mode) throws IOException {
    MachineFailedException defect;
    try (TraceRecorder recorder = recorder(SETTINGS, RuleSet.DASK_2022_12)) {
      defect = meetDefect(recorder);
      assertThatThrownBy(() -> recorder.handle(compute("z")))
          .isInstanceOf(MachineFailedException.class);
      assertThat(recorder.machine().failed()).isTrue();
    }
    List<TraceLine> lines = SmallTrace.read(bytes.toByteArray());
    Step last = (Step) lines.get(lines.size() - 1);
    assertThat(last.answer().raised()).isEqualTo("MachineFailedException: " + defect.getMessage());
    assertThat(last.answer().transitions()).isNotEmpty();

    ReplayedTrace replayed = replayed(RuleSet.DASK_2022_12, mode);
    assertThat(replayed.divergence()).isNull();
    assertThat(replayed.lines()).isEqualTo(lines.size() - 1L);

    Divergence cured = replayed(RuleSet.CURRENT, mode).divergence();
    assertThat(cured).isNotNull();
    assertThat(cured.line()).isEqualTo(lines.size());
    assertThat(cured.differences()).extracting(Difference::actual).containsExactly((String) null);
  }

  @Test
  void another_defect_is_not_the_recorded_one() throws IOException {
    try (TraceRecorder recorder = recorder(SETTINGS, RuleSet.DASK_2022_12)) {
      meetDefect(recorder);
    }
    String other = bytes.toString(UTF_8).replace(" is refused: ", ", another one, is refused: ");
    assertThat(replayed(other.getBytes(UTF_8), RuleSet.DASK_2022_12, Replay.Mode.FREE).divergence())
        .isNotNull()
        .extracting(Divergence::differences, list(Difference.class))
        .extracting(Difference::member)
        .containsExactly("raised");
  }

  @Test
  void a_machine_that_has_been_used_is_refused() {
    WorkerStateMachine used = new WorkerStateMachine(SETTINGS);
    used.handle(compute("a"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TraceRecorder(used, "box#1", bytes))
        .withMessage(
            "the machine of trace box#1 has been used, expected one without any task so far");
  }

  @Test
  void a_stream_that_cannot_be_written_does_not_stop_the_machine() {
    OutputStream full =
        new OutputStream() {
          private int left = 1_000;

          @Override
          public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] b, int off, int len) throws IOException {
            left -= len;
            if (left < 0) {
              throw new IOException("the disk is full");
            }
          }
        };
    TraceRecorder recorder = new TraceRecorder(new WorkerStateMachine(SETTINGS), "box#1", full);
    assertThat(recorder.trouble()).isNull();
    for (int i = 0; i < 9; i++) {
      assertThat(recorder.handle(compute("a" + i))).hasSize(i == 0 ? 1 : 0);
    }
    assertThat(recorder.trouble()).hasMessage("the disk is full");
    assertThatThrownBy(recorder::close).isSameAs(recorder.trouble());
  }

  @Test
  void a_closed_recorder_hands_on_and_writes_nothing() throws IOException {
    TraceRecorder recorder = recorder(SETTINGS, RuleSet.CURRENT);
    recorder.close();
    int written = bytes.size();
    assertThat(recorder.handle(compute("a"))).hasSize(1);
    assertThat(bytes.size()).isEqualTo(written);
  }

  @Test
  void the_order_of_data_is_kept() throws IOException {
    ImmutableMap<String, Value> data =
        ImmutableMap.of("z", new Value(null, 1, "int"), "a", new Value(null, 2, "int"));
    try (TraceRecorder recorder = recorder(SETTINGS, RuleSet.CURRENT)) {
      recorder.handle(new Event.UpdateData("s1", data, true));
    }
    assertThat(bytes).asString().contains("\"data\":{\"z\":{\"nbytes\":1");
    assertThat(replayed(RuleSet.CURRENT).conforms()).isTrue();
  }

  /**
   * Of two tasks of one transfer, y is to be computed here by now, from w, which needs x. When the
   * peer is too busy, y is given w to be fetched, for which w lets go of x.
   */
  private static MachineFailedException meetDefect(TraceRecorder recorder) {
    recorder.handle(acquire("y", "x"));
    recorder.handle(new Event.FreeKeys("s2", List.of("y")));
    recorder.handle(compute("w", new Event.Input("x", 10, List.of(PEER))));
    recorder.handle(compute("y", new Event.Input("w", 10, List.of("tcp://host-3:1"))));
    return catchThrowableOfType(
        MachineFailedException.class, () -> recorder.handle(new Event.GatherBusy("s6", PEER, 20)));
  }

  private TraceRecorder recorder(Settings settings, RuleSet rules) {
    return new TraceRecorder(new WorkerStateMachine(settings, rules), "box#1", bytes);
  }

  private ReplayedTrace replayed(RuleSet rules) {
    return replayed(rules, Replay.Mode.FREE);
  }

  private ReplayedTrace replayed(RuleSet rules, Replay.Mode mode) {
    return replayed(bytes.toByteArray(), rules, mode);
  }

  private static ReplayedTrace replayed(byte[] trace, RuleSet rules, Replay.Mode mode) {
    List<ReplayedTrace> all = new ArrayList<>();
    try (TraceReader reader = SmallTrace.reader(trace)) {
      Replay.of(rules, mode).run(reader, all::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static List<?> steps(List<TraceLine> lines) {
    return lines.subList(1, lines.size()).stream().map(TraceLine::tree).toList();
  }

  private static Event compute(String key, Event.Input... inputs) {
    List<String> dependencies = Stream.of(inputs).map(Event.Input::key).toList();
    TaskSpec spec = TaskSpec.of(key).dependencies(dependencies).build();
    return new Event.ComputeTask("compute-" + key, spec, List.of(inputs), false);
  }

  private static Event acquire(String... keys) {
    List<Event.Input> inputs = new ArrayList<>();
    for (String key : keys) {
      inputs.add(new Event.Input(key, 10, List.of(PEER)));
    }
    return new Event.AcquireReplicas("acquire", inputs);
  }
}
