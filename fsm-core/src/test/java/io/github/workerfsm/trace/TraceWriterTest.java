package io.github.workerfsm.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.event.EventKind;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.instruction.InstructionKind;
import io.github.workerfsm.task.Failure;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.worker.Gauges;
import io.github.workerfsm.worker.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TraceWriterTest {

  private static final ImmutableMap<String, Value> DATA =
      ImmutableMap.of("z", new Value(null, 28, "int"), "a", new Value(null, 0, "NoneType"));
  private static final List<Event.Input> INPUTS =
      ImmutableList.of(
          new Event.Input("z", 5, ImmutableList.of("tcp://p:2", "tcp://p:1")),
          new Event.Input("a", 0, ImmutableList.of()));
  private static final Gauges GAUGES = new Gauges(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, -13, 14);

  static List<Event> events() {
    return List.of(
        new Event.ComputeTask("s", spec().build(), INPUTS, true),
        new Event.ComputeTask("s", spec().run(7).build(), INPUTS, false),
        new Event.FreeKeys("s", ImmutableList.of("z", "a")),
        new Event.ForgetKeys("s", ImmutableList.of()),
        new Event.AcquireReplicas("s", INPUTS),
        new Event.RemoveReplicas("s", ImmutableList.of("z", "a")),
        new Event.StealRequest("s", "k"),
        new Event.CancelCompute("s", "k"),
        new Event.RefreshWhoHas(
            "s", ImmutableList.of(new Event.Location("z", ImmutableList.of("p")))),
        new Event.RemoveWorker("s", "tcp://p:1"),
        new Event.UpdateData("s", DATA, true),
        new Event.Pause("s"),
        new Event.Unpause("s"),
        new Event.ExecuteSuccess("s", "k", -1, new Value(null, 3, "int")),
        new Event.ExecuteSuccess("s", "k", 4, new Value(null, 3, "int")),
        new Event.ExecuteFailure("s", "k", 4, Failure.of("no \"way\"\n\u00e9\ud83d\ude00")),
        new Event.Reschedule("s", "k", 4),
        new Event.Secede("s", "k", 4, 0.25),
        new Event.GatherSuccess("s", "p", 28, DATA),
        new Event.GatherBusy("s", "p", 28),
        new Event.GatherNetworkFailure("s", "p", Long.MAX_VALUE),
        new Event.GatherFailure("s", "p", 0, Failure.of("")),
        new Event.RetryBusyWorker("s", "p"),
        new Event.FindMissing("s"));
  }

  static List<Instruction> instructions() {
    TaskSpec spec = spec().build();
    return List.of(
        new Instruction.Execute("s", "k", -1, spec),
        new Instruction.Execute("s", "k", 4, spec),
        new Instruction.GatherDep("s", "p", List.of("z", "a"), 5),
        new Instruction.RetryBusyWorkerLater("s", "p"),
        new Instruction.DigestMetric("s", "compute-duration"),
        new Instruction.TaskFinished("s", "k", 4, 3, "int"),
        new Instruction.TaskErred("s", "k", 4, "no"),
        new Instruction.ReleaseWorkerData("s", "k"),
        new Instruction.Reschedule("s", "k", 4),
        new Instruction.LongRunning("s", "k", 4, null),
        new Instruction.LongRunning("s", "k", -1, 0.25),
        new Instruction.AddKeys("s", List.of("z", "a")),
        new Instruction.RequestRefreshWhoHas("s", List.of("z", "a")),
        new Instruction.StealResponse("s", "k", TaskState.WAITING_FOR_DEPENDENCIES),
        new Instruction.StealResponse("s", "k", null));
  }

  @ParameterizedTest
  @MethodSource("events")
  void an_event_that_is_written_is_read_as_it_was(Event event) {
    Step written = step(event);
    Step read = (Step) writtenAndRead(header(1, 1), written).get(1);
    assertThat(read.events())
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(written.events());
    assertThat(read.tree()).isEqualTo(written.tree());
  }

  @ParameterizedTest
  @MethodSource("instructions")
  void an_instruction_that_is_written_is_read_as_it_was(Instruction instruction) {
    Step written = step(new Event.Pause("s"), RecordedInstruction.of(instruction));
    assertThat(writtenAndRead(header(1, 1), written)).contains(written);
  }

  @Test
  void every_kind_of_event_and_instruction_is_tried() {
    assertThat(events()).extracting(Event::kind).containsAll(EnumSet.allOf(EventKind.class));
    assertThat(instructions())
        .extracting(Instruction::kind)
        .containsAll(EnumSet.allOf(InstructionKind.class));
  }

  @Test
  void settings_survive() {
    Settings settings =
        Settings.at("tcp://host-1:1")
            .threads(3)
            .running(false)
            .totalResources(Resources.of(ImmutableMap.of("GPU", 2, "MEM", 0.5)))
            .availableResources(Resources.of(ImmutableMap.of("GPU", 1)))
            .transferCountLimit(1)
            .transferMessageBytesLimit(2)
            .transferBytesLimit(3)
            .transferThrottleThreshold(4)
            .transitionLimit(5)
            .defaultNbytes(6)
            .build();
    TraceHeader written = TraceHeader.of("worker-fsm", "own#1", "recorded", settings);
    assertThat(writtenAndRead(written).get(0)).usingRecursiveComparison().isEqualTo(written);

    TraceHeader unlimited =
        TraceHeader.of("worker-fsm", "own#2", "recorded", Settings.at("a").build());
    assertThat(writtenAndRead(unlimited).get(0)).usingRecursiveComparison().isEqualTo(unlimited);
  }

  @Test
  void a_real_line_is_written_byte_by_byte() {
    assertThat(text(SmallTrace.step(SmallTrace.COMPUTE))).isEqualTo(SmallTrace.COMPUTE + "\n");
    assertThat(text(SmallTrace.step(SmallTrace.GATHERED))).isEqualTo(SmallTrace.GATHERED + "\n");
    assertThat(text(SmallTrace.step(SmallTrace.FREED))).isEqualTo(SmallTrace.FREED + "\n");
    assertThat(text(SmallTrace.read(SmallTrace.with("{", "{")).get(0)))
        .isEqualTo(SmallTrace.HEADER + "\n");
  }

  @Test
  void a_line_that_raised_survives() {
    Step written =
        new Step(
            ImmutableList.of(new Event.Pause("s")),
            new Answer(
                ImmutableList.of(), "KeyError", ImmutableList.of(), ImmutableMap.of(), GAUGES),
            true,
            true);
    assertThat(writtenAndRead(header(1, 1), written)).contains(written);
  }

  @Test
  void a_batch_of_none_survives() {
    Step written = new Step(ImmutableList.of(), step(new Event.Pause("s")).answer(), true, false);
    assertThat(writtenAndRead(header(1, 0), written)).contains(written);
  }

  @Test
  void what_is_written_is_ascii() {
    Step step = step(new Event.StealRequest("s", "\u00e9\ud83d\ude00 and half a pair: \ud83d"));
    assertThat(text(step)).matches("\\A\\p{ASCII}*\\z");
    assertThat(writtenAndRead(header(1, 1), step)).contains(step);
  }

  @Test
  void of_the_text_of_an_exception_eighty_characters_are_kept() {
    String face = "\ud83d\ude00";
    Step step = step(new Event.ExecuteFailure("s", "k", -1, Failure.of(face.repeat(81))));
    Event.ExecuteFailure read =
        (Event.ExecuteFailure) ((Step) writtenAndRead(header(1, 1), step).get(1)).events().get(0);
    assertThat(read.failure().text()).isEqualTo(face.repeat(80));
  }

  private static TaskSpec.Builder spec() {
    return TaskSpec.of("k")
        .dependencies(List.of("z", "a"))
        .priority(Priority.of(-1, 0.5))
        .resources(Resources.of(ImmutableMap.of("GPU", 1, "MEM", 0.5)));
  }

  private static TraceHeader header(long lines, long stimuli) {
    return new TraceHeader(
        "worker-fsm", "own#1", "recorded", Settings.at("a").build(), false, lines, stimuli, lines);
  }

  private static Step step(Event event, RecordedInstruction... instructions) {
    return new Step(
        ImmutableList.of(event),
        new Answer(
            ImmutableList.copyOf(instructions),
            null,
            ImmutableList.of(new RecordedTransition("k", "executing", "released", "cancelled")),
            ImmutableMap.of(
                "k",
                new RecordedState("resumed", "flight", "waiting"),
                "j",
                RecordedState.UNKNOWN,
                "i",
                new RecordedState("cancelled", "executing", null)),
            GAUGES),
        true,
        false);
  }

  private static String text(TraceLine... lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TraceWriter writer = new TraceWriter(bytes)) {
      for (TraceLine line : lines) {
        writer.write(line);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toString(UTF_8);
  }

  private static List<TraceLine> writtenAndRead(TraceLine... lines) {
    return SmallTrace.read(text(lines));
  }
}
