package io.github.workerfsm.transport.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.workerfsm.transport.wire.Frame;
import io.github.workerfsm.transport.wire.FrameType;
import io.github.workerfsm.transport.wire.Unpacked;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pack and unpack each message, and what unpack refuses. */
class MessagesTest {
  private static final UUID ID = new UUID(0x0123456789abcdefL, 42);
  private static final List<TaskReport> CHANGED =
      List.of(
          new TaskReport("a;b", 1, TaskStatus.RUNNING),
          new TaskReport("c", 2, TaskStatus.WAITING_FOR_NODES));

  static Stream<Message> messages() {
    return Stream.of(
        new Message.HeartbeatRequest(),
        new Message.Heartbeat(ID),
        new Message.EndpointReport(ID, 7, new Capacity(1, 2, 3, 4, 5, 30_000_000_000L), CHANGED),
        new Message.WorkersReport(ID, 8, 3, 4, CHANGED),
        new Message.Task("TID=1;2", 1, "RAW", Payload.of(new byte[] {-1, 0, 59})),
        new Message.Result(
            new TaskReport("t", 2, TaskStatus.FAILED),
            List.of(TaskStatus.WAITING_FOR_NODES, TaskStatus.RUNNING),
            Payload.of(new byte[] {1, 2, 3})),
        new Message.ResultsAck("t"),
        new Message.TaskCancel("t"),
        new Message.BadCommand("what?"),
        new Message.ReportAck(9),
        new Message.RegisterAgain(ID),
        new Message.Register(ID, 3));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void each_message_is_unpacked_as_it_was_packed(Message message) {
    byte[] bytes = Messages.pack(message);
    assertThat(bytes[0]).isEqualTo((byte) message.type().code());
    assertThat(Messages.unpack(bytes)).isEqualTo(new Unpacked.Good<>(message));
    Frame frame = Messages.frame(message);
    assertThat(frame.typeCode()).isEqualTo(message.type().code());
    assertThat(Messages.unpack(frame)).isEqualTo(new Unpacked.Good<>(message));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void a_truncated_or_longer_message_is_refused(Message message) {
    byte[] bytes = Messages.pack(message);
    for (int n = 0; n < bytes.length; n++) {
      if (!(endsWithAnything(message) && n >= bytes.length - 3)) {
        assertThat(Messages.unpack(Arrays.copyOf(bytes, n))).isInstanceOf(Unpacked.Bad.class);
      }
    }
    if (!endsWithAnything(message)) {
      assertThat(Messages.unpack(Arrays.copyOf(bytes, bytes.length + 1)))
          .isInstanceOf(Unpacked.Bad.class);
    }
  }

  private static boolean endsWithAnything(Message message) {
    return message instanceof Message.Task || message instanceof Message.Result;
  }

  @Test
  void the_type_bytes_are_those_of_funcx() {
    assertThat(
            Stream.of(FrameType.values()).filter(t -> t.code() <= 8).map(FrameType::name).toList())
        .containsExactly(
            "HEARTBEAT_REQ",
            "HEARTBEAT",
            "EP_STATUS_REPORT",
            "MANAGER_STATUS_REPORT",
            "TASK",
            "RESULTS_ACK",
            "TASK_CANCEL",
            "BAD_COMMAND");
  }

  @Test
  void status_codes_are_compact_and_convert_to_the_clients_states() {
    assertThat(TaskStatus.values())
        .extracting(TaskStatus::code, TaskStatus::clientCode, TaskStatus::clientName)
        .extracting(Object::toString)
        .containsExactly(
            "(1, 4, \"waiting-for-nodes\")",
            "(2, 5, \"waiting-for-launch\")",
            "(3, 6, \"running\")",
            "(4, 7, \"success\")",
            "(5, 8, \"failed\")");
    for (TaskStatus status : TaskStatus.values()) {
      assertThat(TaskStatus.of(status.code())).isEqualTo(status);
      assertThat(TaskStatus.ofClient(status.clientCode())).isEqualTo(status);
    }
    assertThat(TaskStatus.of(0)).isNull();
    assertThat(TaskStatus.of(6)).isNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TaskStatus.ofClient(1))
        .withMessage("client state 1 is reported by no endpoint, expected 4 to 8");
  }

  @Test
  void a_report_has_at_most_4096_entries() {
    TaskReport entry = CHANGED.get(0);
    Message full = new Message.WorkersReport(ID, 1, 0, 0, Collections.nCopies(4_096, entry));
    assertThat(Messages.unpack(Messages.pack(full))).isEqualTo(new Unpacked.Good<>(full));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Message.WorkersReport(ID, 1, 0, 0, Collections.nCopies(4_097, entry)));
  }

  @Test
  void unknown_types_bad_codes_and_negative_counts_are_refused_with_one_line() {
    assertThat(bad(new byte[] {})).isEqualTo("ends at byte 0, expected 1 more at 0");
    assertThat(bad(new byte[] {99})).isEqualTo("message type 99 is not known");
    assertThat(bad(new byte[] {16})).isEqualTo("frame type HELLO carries no such message");
    byte[] report = Messages.pack(new Message.WorkersReport(ID, 8, 3, 4, CHANGED));
    report[report.length - 1] = 77;
    assertThat(bad(report)).isEqualTo("status of task c is 77, expected 1 to 5");
  }

  @Test
  void t_d1_serialised_java_objects_stay_opaque_bytes() {
    byte[] gadget = {(byte) 0xAC, (byte) 0xED, 0, 5, 's', 'r', 0, 1, 'X'};
    Message task = new Message.Task("t", 1, "RAW", Payload.of(gadget));
    assertThat(Messages.unpack(Messages.pack(task))).isEqualTo(new Unpacked.Good<>(task));
    assertThat(Messages.unpack(gadget)).isInstanceOf(Unpacked.Bad.class);
  }

  @Test
  void t_f3_mutated_messages_are_unpacked_or_refused_and_nothing_is_thrown() {
    long seed = Long.getLong("fsm.fuzz.seed", 20_260_102L);
    System.out.println("fuzz: mutated messages, seed " + seed);
    Random random = new Random(seed);
    List<byte[]> good = messages().map(Messages::pack).toList();
    for (int run = 0; run < 300_000; run++) {
      byte[] bytes = good.get(run % good.size()).clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Messages.unpack(bytes);
    }
  }

  private static String bad(byte[] bytes) {
    return ((Unpacked.Bad<Message>) Messages.unpack(bytes)).what();
  }
}
