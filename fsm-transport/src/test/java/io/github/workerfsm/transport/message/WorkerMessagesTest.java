package io.github.workerfsm.transport.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableMap;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.instruction.Instruction;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.Resources;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.task.TaskState;
import io.github.workerfsm.task.Value;
import io.github.workerfsm.transport.wire.Unpacked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What scheduler and worker say to each other, there and back. */
class WorkerMessagesTest {
  private static final WorkerMessages MESSAGES = new WorkerMessages(new PlainValues());

  static Stream<Event> events() {
    Event.Input input = new Event.Input("in", 8, List.of("tcp://a:1", "tcp://b:2"));
    return Stream.of(
        new Event.FreeKeys("s", List.of("a", "b")),
        new Event.ForgetKeys("s", List.of()),
        new Event.AcquireReplicas("s", List.of(input)),
        new Event.RemoveReplicas("s", List.of("a")),
        new Event.StealRequest("s", "a"),
        new Event.CancelCompute("s", "a"),
        new Event.RefreshWhoHas("s", List.of(new Event.Location("a", List.of("tcp://a:1")))),
        new Event.RemoveWorker("s", "tcp://a:1"),
        new Event.UpdateData("s", ImmutableMap.of("k", new Value("text", 4, "str")), true),
        new Event.Pause("s"),
        new Event.Unpause("s"));
  }

  static Stream<Instruction.ToScheduler> instructions() {
    return Stream.of(
        new Instruction.TaskFinished("s", "k", 3, 8, "int"),
        new Instruction.TaskErred("s", "k", -1, "bad"),
        new Instruction.ReleaseWorkerData("s", "k"),
        new Instruction.Reschedule("s", "k", 3),
        new Instruction.LongRunning("s", "k", 3, 0.5),
        new Instruction.LongRunning("s", "k", 3, null),
        new Instruction.AddKeys("s", List.of("a")),
        new Instruction.RequestRefreshWhoHas("s", List.of("a", "b")),
        new Instruction.StealResponse("s", "k", null),
        new Instruction.StealResponse("s", "k", TaskState.MEMORY));
  }

  @ParameterizedTest
  @MethodSource("events")
  void each_event_of_a_scheduler_survives(Event event) {
    assertThat(MESSAGES.unpackEvent(MESSAGES.pack(event))).isEqualTo(new Unpacked.Good<>(event));
  }

  @ParameterizedTest
  @MethodSource("instructions")
  void each_message_to_the_scheduler_survives(Instruction.ToScheduler instruction) {
    assertThat(MESSAGES.unpackInstruction(MESSAGES.pack(instruction)))
        .isEqualTo(new Unpacked.Good<>(instruction));
  }

  @Test
  void an_assignment_survives_with_everything_in_its_specification() {
    TaskSpec spec =
        TaskSpec.of("k")
            .dependencies(List.of("in"))
            .priority(Priority.of(0, 1.5))
            .resources(Resources.of(Map.of("GPU", 1)))
            .payload(new Call("add", List.of(1, "x")))
            .run(7)
            .build();
    Event.ComputeTask sent =
        new Event.ComputeTask("s", spec, List.of(new Event.Input("in", 8, List.of("t"))), true);
    Event.ComputeTask got =
        (Event.ComputeTask)
            ((Unpacked.Good<Event>) MESSAGES.unpackEvent(MESSAGES.pack(sent))).message();
    assertThat(got.inputs()).isEqualTo(sent.inputs());
    assertThat(got.actor()).isTrue();
    assertThat(got.spec()).usingRecursiveComparison().isEqualTo(spec);
  }

  @Test
  void an_event_of_the_worker_itself_neither_leaves_nor_comes_in() {
    Event inner = new Event.FindMissing("s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MESSAGES.pack(inner))
        .withMessage("find-missing arises in a worker, expected an event of the scheduler");
    byte[] bytes = MESSAGES.pack(new Event.Pause("s"));
    bytes[1] = (byte) (inner.kind().ordinal() + 1);
    assertThat(MESSAGES.unpackEvent(bytes))
        .isEqualTo(new Unpacked.Bad<>("find-missing does not come from a scheduler"));
  }

  @Test
  void mutated_events_are_unpacked_or_refused_and_nothing_is_thrown() {
    Random random = new Random(7);
    List<byte[]> good = events().map(MESSAGES::pack).toList();
    for (int run = 0; run < 200_000; run++) {
      byte[] bytes = good.get(run % good.size()).clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      MESSAGES.unpackEvent(bytes);
      MESSAGES.unpackValues(bytes);
      MESSAGES.unpackInstruction(bytes);
    }
  }

  // ---- plain values

  @Test
  void plain_values_survive() throws Exception {
    PlainValues codec = new PlainValues();
    List<Object> all = new ArrayList<>(List.of(true, false, 1, 2L, 0.5, "é", List.of(List.of())));
    all.add(null);
    assertThat(codec.decode(codec.encode(all))).isEqualTo(all);
  }

  @Test
  void values_that_are_too_deep_or_of_another_kind_are_refused() {
    PlainValues codec = new PlainValues();
    Object deep = 1;
    for (int i = 0; i < 17; i++) {
      deep = List.of(deep);
    }
    Object tooDeep = deep;
    assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(tooDeep));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.encode(new Object()))
        .withMessageContaining("class java.lang.Object");
    byte[] bytes = new byte[17 * 5 + 1];
    for (int i = 0; i < 17; i++) {
      bytes[5 * i] = 8;
      bytes[5 * i + 4] = 1;
    }
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> codec.decode(bytes))
        .hasMessage("value is over 16 lists deep");
  }
}
