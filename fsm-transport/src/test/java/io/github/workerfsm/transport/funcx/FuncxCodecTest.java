package io.github.workerfsm.transport.funcx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.workerfsm.transport.message.Capacity;
import io.github.workerfsm.transport.message.TaskStatus;
import io.github.workerfsm.transport.wire.Unpacked;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of funcX: what Python's struct, uuid and json make of each message, and refusals. */
class FuncxCodecTest {
  private static final UUID ID = UUID.fromString("01234567-89ab-cdef-0011-223344556677");
  private static final byte[] ID_BYTES =
      HexFormat.of().parseHex("0123456789abcdef0011223344556677");
  private static final String STATE =
      "{\"managers\": 1, \"total_workers\": 4, \"idle_workers\": 3, \"pending_tasks\": 2,"
          + " \"outstanding_tasks\": 1, \"heartbeat_period\": 30}";

  private static Map<String, TaskStatus> statuses() {
    Map<String, TaskStatus> statuses = new LinkedHashMap<>();
    statuses.put("a", TaskStatus.RUNNING);
    statuses.put("b\u00e9\"", TaskStatus.WAITING_FOR_NODES);
    return statuses;
  }

  static Stream<Arguments> golden() {
    return Stream.of(
        Arguments.of(new FuncxMessage.HeartbeatRequest(), "01"),
        Arguments.of(
            new FuncxMessage.Heartbeat(ID),
            "0230313233343536372d383961622d636465662d303031312d323233333434353536363737"),
        Arguments.of(
            new FuncxMessage.EndpointReport(
                ID, new Capacity(1, 4, 3, 2, 1, 30_000_000_000L), statuses()),
            "030123456789abcdef0011223344556677"
                + hex("[" + STATE + ", {\"a\": 3, \"b\\u00e9\\\"\": 1}]")),
        Arguments.of(
            new FuncxMessage.ManagerReport(258, Map.of("a", TaskStatus.RUNNING)),
            "04020100000000000000007b2261223a20337d"),
        Arguments.of(
            new FuncxMessage.Task("a", "RAW", "code;\u00e9"),
            "055449443d613b4349443d5241573b636f64653bc3a9"),
        Arguments.of(new FuncxMessage.ResultsAck("a"), "0661"),
        Arguments.of(new FuncxMessage.TaskCancel("a"), "07226122"),
        Arguments.of(new FuncxMessage.BadCommand("Unknown type"), "08556e6b6e6f776e2074797065"));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("golden")
  void each_type_has_these_bytes_and_is_read_from_them(FuncxMessage message, String hex) {
    assertThat(HexFormat.of().formatHex(FuncxCodec.pack(message))).isEqualTo(hex);
    assertThat(FuncxCodec.unpack(HexFormat.of().parseHex(hex)))
        .isEqualTo(new Unpacked.Good<>(message));
  }

  @Test
  void the_form_of_2020_has_no_count() {
    assertThat(FuncxCodec.unpack(bytes(4, "{\"a\": 3}")))
        .isEqualTo(
            new Unpacked.Good<>(
                new FuncxMessage.ManagerReport(0, Map.of("a", TaskStatus.RUNNING))));
    assertThat(FuncxCodec.unpack(bytes(4, "{\"a-longer-name\": 1}")))
        .isInstanceOf(Unpacked.Good.class);
    // As a count, this begins with the bytes of {".
    FuncxMessage many = new FuncxMessage.ManagerReport(0x227b, Map.of());
    assertThat(FuncxCodec.unpack(FuncxCodec.pack(many))).isEqualTo(new Unpacked.Good<>(many));
    FuncxMessage most = new FuncxMessage.ManagerReport(Long.MAX_VALUE, Map.of());
    assertThat(FuncxCodec.unpack(FuncxCodec.pack(most))).isEqualTo(new Unpacked.Good<>(most));
  }

  @Test
  void a_period_with_a_fraction_and_members_that_are_new_are_read() {
    FuncxMessage report =
        new FuncxMessage.EndpointReport(ID, new Capacity(0, 0, 0, 0, 0, 1_500_000_000L), Map.of());
    byte[] bytes = FuncxCodec.pack(report);
    assertThat(new String(bytes, UTF_8)).endsWith("\"heartbeat_period\": 1.5}, {}]");
    assertThat(FuncxCodec.unpack(bytes)).isEqualTo(new Unpacked.Good<>(report));
    assertThat(FuncxCodec.unpack(report("[" + STATE.replace("{", "{\"new\": [{}], ") + ", {}]")))
        .isInstanceOf(Unpacked.Good.class);
  }

  // ---- refusals

  private static byte[] bytes(int type, String text) {
    byte[] rest = text.getBytes(UTF_8);
    return ByteBuffer.allocate(1 + rest.length).put((byte) type).put(rest).array();
  }

  private static byte[] report(String json) {
    byte[] rest = json.getBytes(UTF_8);
    return ByteBuffer.allocate(17 + rest.length).put((byte) 3).put(ID_BYTES).put(rest).array();
  }

  private static String bad(byte[] bytes) {
    String what = ((Unpacked.Bad<FuncxMessage>) FuncxCodec.unpack(bytes)).what();
    assertThat(what).doesNotContain("\n").hasSizeLessThan(300);
    return what;
  }

  @Test
  void empty_and_unknown_type() {
    assertThat(bad(new byte[0])).isEqualTo("the message is empty, expected a type byte of 1 to 8");
    assertThat(bad(new byte[] {0})).isEqualTo("message type 0 is not known, expected 1 to 8");
    assertThat(bad(new byte[] {9})).isEqualTo("message type 9 is not known, expected 1 to 8");
    assertThat(bad(new byte[] {16})).isEqualTo("message type 16 is not known, expected 1 to 8");
    assertThat(bad(new byte[] {-1})).isEqualTo("message type -1 is not known, expected 1 to 8");
    assertThat(bad(new byte[] {1, 0})).isEqualTo("1 bytes left over at 1, expected the end");
  }

  @Test
  void bad_uuid() {
    assertThat(bad(bytes(2, "1-1-1-1-1")))
        .isEqualTo("the id of the endpoint, 9 bytes, is no UUID of 36 characters");
    assertThat(bad(bytes(2, ID + "0"))).contains("37 bytes");
    assertThat(bad(bytes(2, ""))).contains("0 bytes");
    assertThat(bad(bytes(3, "short"))).isEqualTo("ends at byte 6, expected 8 more at 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | [] | cancellation is a JSON array, expected a JSON string",
        "7 | 5 | cancellation is a whole number, expected a JSON string",
        "7 | \"a\" \"b\" | something follows the JSON at column 5",
        "7 | \"\" | a cancellation names no task, expected an id",
        "4 | [] | the statuses of tasks is a JSON array, expected a JSON object",
        "4 | {\"a\": \"running\"} | status of task a is a JSON string, expected a whole number",
        "4 | {\"a\": 6} | status of task a is 6, expected 1 to 5",
        "4 | {\"a\": 99999999999} | status of task a is 99999999999, expected 1 to 5",
        "4 | {\"a\": [[1, \"x\"]]} | status of task a is a JSON array, expected a whole number",
        "5 | no semicolon | the task has no two semicolons, expected TID=id;CID=container;",
        "5 | TID=a;x | the task has no two semicolons, expected TID=id;CID=container;",
        "5 | XXX=a;CID=b;c | the task does not have TID= where it is expected",
        "5 | TID=a;XXX=b;c | the task does not have CID= where it is expected",
        "5 | TID=;CID=b;c | task id is \"\", expected a text without semicolon",
        "6 | t\u00e9 | task id is not a text of printable ASCII characters",
      })
  void wrong_kind_and_wrong_form(int type, String text, String what) {
    assertThat(bad(bytes(type, text))).isEqualTo(what);
  }

  @Test
  void missing_field_and_wrong_kind_in_a_report() {
    assertThat(bad(report("{}"))).isEqualTo("report is a JSON object, expected a JSON array");
    assertThat(bad(report("[]")))
        .isEqualTo("the state of the endpoint is the end of an array, expected a JSON object");
    assertThat(bad(report("[" + STATE + "]")))
        .isEqualTo("the statuses of tasks is the end of an array, expected a JSON object");
    assertThat(bad(report("[" + STATE + ", {}, {}]")))
        .isEqualTo("end of the report is a JSON object, expected the end of an array");
    for (String name : List.of("managers", "pending_tasks", "heartbeat_period")) {
      assertThat(bad(report("[" + STATE.replace(name, "other") + ", {}]")))
          .isEqualTo("the state of the endpoint has no " + name);
    }
    assertThat(bad(report("[" + STATE.replace("\"managers\": 1", "\"managers\": -1") + ", {}]")))
        .isEqualTo("managers is -1, expected 0 to 2^31-1");
    assertThat(bad(report("[" + STATE.replace(": 30", ": \"30\"") + ", {}]")))
        .isEqualTo("heartbeat_period is a JSON string, expected a number of seconds");
    assertThat(bad(report("[" + STATE.replace(": 30", ": 1e99") + ", {}]")))
        .isEqualTo("heartbeat_period is 1e99 seconds, expected 0 to 1000000000");
  }

  @Test
  void what_is_no_json_is_refused_with_its_place() {
    assertThat(bad(bytes(4, "{\"a\": NaN}"))).startsWith("JSON at column ");
    assertThat(bad(bytes(4, "{\"a\": 1, \"a\": 2}"))).contains("Duplicate");
    assertThat(bad(bytes(4, "{\"a\": 1"))).startsWith("JSON at column ");
    assertThat(bad(bytes(7, "\"\u0001\""))).startsWith("JSON at column ");
    assertThat(bad(bytes(5, "")).isEmpty()).isFalse();
    assertThat(bad(report("[" + STATE.replace("{", "{\"x\": " + "[".repeat(40)))))
        .startsWith("JSON at column ");
  }

  @Test
  void a_report_has_at_most_4096_entries() {
    StringBuilder json = new StringBuilder("{\"t0\": 1");
    for (int n = 1; n <= 4_096; n++) {
      json.append(", \"t").append(n).append("\": 1");
    }
    assertThat(bad(bytes(4, json + "}"))).isEqualTo("a report has more than 4096 entries");
  }

  @Test
  void what_cannot_be_told_on_the_wire_cannot_be_made() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FuncxMessage.Task("a;b", "RAW", ""))
        .withMessage("task id is \"a;b\", expected a text without semicolon");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FuncxMessage.ManagerReport(-1, Map.of()))
        .withMessage("container switches are -1, expected 0 or more");
  }

  @Test
  void t_f3_mutated_messages_are_read_or_refused_and_nothing_is_thrown() {
    long seed = Long.getLong("fsm.fuzz.seed", 20_260_104L);
    System.out.println("fuzz: mutated funcX messages, seed " + seed);
    Random random = new Random(seed);
    List<byte[]> good =
        golden().map(golden -> FuncxCodec.pack((FuncxMessage) golden.get()[0])).toList();
    for (int run = 0; run < 100_000; run++) {
      byte[] bytes = good.get(run % good.size()).clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      FuncxCodec.unpack(bytes);
    }
  }
}
