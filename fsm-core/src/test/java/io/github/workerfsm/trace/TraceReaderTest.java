package io.github.workerfsm.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import io.github.workerfsm.event.Event;
import io.github.workerfsm.task.Priority;
import io.github.workerfsm.task.TaskSpec;
import io.github.workerfsm.worker.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceReaderTest {

  private static final String WHOLE = String.join("\n", SmallTrace.LINES) + "\n";

  @Test
  void a_header_says_what_follows_and_with_which_settings() {
    TraceHeader header = (TraceHeader) SmallTrace.read(WHOLE).get(0);

    assertThat(header.name()).isEqualTo("small#1");
    assertThat(header.kind()).isEqualTo("unit");
    assertThat(header.source()).isEqualTo("dask.distributed 2022.12.1");
    assertThat(header.lines()).isEqualTo(4);
    assertThat(header.deterministic()).isTrue();
    assertThat(header.settings().address()).isEqualTo("tcp://host-1:1");
    assertThat(header.settings().transferCountLimit()).isEqualTo(9_999);
    assertThat(header.settings().transferBytesLimit()).isEqualTo(Settings.UNLIMITED);
    assertThat(header.settings().transitionLimit()).isEqualTo(50_000);
  }

  @Test
  void a_transition_limit_of_false_or_null_is_none() {
    for (String never : List.of("false", "null")) {
      String text = SmallTrace.with("max\":50000", "max\":" + never);
      TraceHeader header = (TraceHeader) SmallTrace.read(text).get(0);
      assertThat(header.settings().transitionLimit()).isEqualTo(Settings.UNLIMITED);
    }
  }

  @Test
  void a_recorder_that_died_leaves_counts_of_null() {
    String died =
        SmallTrace.with(
            "\"stimuli\":4,\"lines\":4,\"deterministic\":true,\"deterministic_lines\":4",
            "\"stimuli\":null,\"lines\":null,\"deterministic\":null,\"deterministic_lines\":null");
    TraceHeader header = (TraceHeader) SmallTrace.read(died).get(0);
    assertThat(header.lines()).isNull();
    assertThat(header.deterministic()).isNull();
  }

  @Test
  void a_header_may_say_more_than_the_format_knows() {
    String more = SmallTrace.with("\"kind\":\"unit\"", "\"kind\":\"unit\",\"mood\":{\"good\":1}");
    assertThat(SmallTrace.read(more)).hasSize(5);
  }

  @Test
  void a_step_has_events_and_the_answer_to_them() {
    Step step = SmallTrace.step(SmallTrace.COMPUTE);

    Event.ComputeTask event = (Event.ComputeTask) step.events().get(0);
    assertThat(event.stimulusId()).isEqualTo("s1");
    assertThat(event.spec().key()).isEqualTo("b");
    assertThat(event.spec().dependencies()).containsExactly("a");
    assertThat(event.spec().priority()).isEqualTo(Priority.of(0, 1, 3));
    assertThat(event.spec().run()).isEqualTo(TaskSpec.NO_RUN);
    assertThat(event.inputs()).containsExactly(new Event.Input("a", 28, List.of("tcp://host-1:2")));
    assertThat(step.answer().instructions()).hasSize(1);
    assertThat(step.answer().transitions())
        .contains(new RecordedTransition("a", "fetch", "flight", "flight"));
    assertThat(step.answer().states()).containsEntry("b", new RecordedState("waiting", null, null));
    assertThat(step.answer().counts().transferBytes()).isEqualTo(28);
    assertThat(step.deterministic()).isTrue();
    assertThat(step.ordered()).isTrue();
  }

  @Test
  void members_stay_in_the_order_of_the_line() {
    String line =
        SmallTrace.COMPUTE
            .replace("{\"a\":[\"tcp://host-1:2\"]}", "{\"z\":[\"p\"],\"a\":[\"p\"],\"m\":[\"p\"]}")
            .replace("{\"a\":28}", "{\"a\":28,\"m\":1,\"z\":2}");
    Event.ComputeTask event = (Event.ComputeTask) SmallTrace.step(line).events().get(0);
    assertThat(event.inputs()).extracting(Event.Input::key).containsExactly("z", "a", "m");
    assertThat(event.inputs()).extracting(Event.Input::nbytes).containsExactly(2L, 28L, 1L);
    assertThat(event.spec().dependencies()).containsExactly("z", "a", "m");
  }

  @Test
  void op_need_not_come_first() {
    String line =
        SmallTrace.FREED.replace(
            "\"op\":\"free-keys\",\"stimulus_id\":\"s3\",\"keys\":[\"b\"]",
            "\"keys\":[\"b\"],\"stimulus_id\":\"s3\",\"op\":\"free-keys\"");
    assertThat(SmallTrace.step(line).events())
        .containsExactly(new Event.FreeKeys("s3", List.of("b")));
  }

  @Test
  void a_batch_has_several_events() {
    String batch =
        "{\"stimuli\":[{\"op\":\"pause\",\"stimulus_id\":\"s1\"},"
            + "{\"op\":\"unpause\",\"stimulus_id\":\"s2\"}]"
            + SmallTrace.FREED.substring(SmallTrace.FREED.indexOf(",\"instructions\""));
    String header = SmallTrace.HEADER.replace("\"stimuli\":4", "\"stimuli\":2").replace(":4", ":1");
    Step step = (Step) SmallTrace.read(header + "\n" + batch).get(1);
    assertThat(step.events()).containsExactly(new Event.Pause("s1"), new Event.Unpause("s2"));
  }

  @Test
  void a_run_is_read_where_it_is_given() {
    String line = SmallTrace.FAILED.replace("\"key\":\"b\"", "\"key\":\"b\",\"run\":7");
    Event.ExecuteFailure event = (Event.ExecuteFailure) SmallTrace.step(line).events().get(0);
    assertThat(event.run()).isEqualTo(7);
  }

  @Test
  void a_poke_changes_what_it_names() {
    String text =
        SmallTrace.HEADER.replace(":4", ":0")
            + "\n{\"poke\":{\"nthreads\":4,\"transfer_incoming_bytes_limit\":10}}";
    List<TraceLine> lines = SmallTrace.read(text);
    Settings before = ((TraceHeader) lines.get(0)).settings();
    Settings after = ((Poke) lines.get(1)).applyTo(before);
    assertThat(after.threads()).isEqualTo(4);
    assertThat(after.transferBytesLimit()).isEqualTo(10);
    assertThat(after.address()).isEqualTo("tcp://host-1:1");
  }

  @Test
  void a_raised_line_needs_no_more_than_the_name() {
    String line =
        "{\"stimulus\":{\"op\":\"pause\",\"stimulus_id\":\"s1\"},\"raised\":\"KeyError\"}";
    Step step = SmallTrace.step(line);
    assertThat(step.answer().raised()).isEqualTo("KeyError");
    assertThat(step.answer().counts()).isNull();
  }

  @Test
  void counts_of_the_reference_can_be_negative() {
    String line = SmallTrace.FREED.replace("incoming_bytes\":0", "incoming_bytes\":-7");
    assertThat(SmallTrace.step(line).answer().counts().transferBytes()).isEqualTo(-7);
  }

  @Test
  void gzip_is_told_by_its_first_bytes() {
    assertThat(SmallTrace.read(SmallTrace.gzip(WHOLE)))
        .extracting(TraceLine::tree)
        .isEqualTo(SmallTrace.read(WHOLE).stream().map(TraceLine::tree).toList());
  }

  @Test
  void a_file_of_several_gzip_members_is_read_to_its_end() throws IOException {
    int middle = WHOLE.indexOf("{\"stimulus\"") + 5;
    byte[] bytes =
        Bytes.concat(
            SmallTrace.gzip(WHOLE.substring(0, middle)), SmallTrace.gzip(WHOLE.substring(middle)));
    InputStream reticent =
        new ByteArrayInputStream(bytes) {
          @Override
          public int available() {
            return 0;
          }
        };
    int lines = 0;
    try (TraceReader reader = new TraceReader(reticent, "two.jsonl.gz")) {
      while (reader.read() != null) {
        lines++;
      }
    }
    assertThat(lines).isEqualTo(5);
  }

  @Test
  void a_file_may_hold_many_traces_and_end_without_a_newline() {
    String both = WHOLE + WHOLE.strip();
    assertThat(SmallTrace.read(both)).hasSize(10);
  }

  @Test
  void lines_may_end_as_windows_ends_them() {
    assertThat(SmallTrace.read(WHOLE.replace("\n", "\r\n"))).hasSize(5);
  }

  @Test
  void lines_are_numbered_from_one() throws IOException {
    try (TraceReader reader = SmallTrace.reader(WHOLE)) {
      reader.read();
      assertThat(reader.number()).isEqualTo(1);
      while (reader.read() != null) {}
      assertThat(reader.number()).isEqualTo(5);
    }
  }

  @Test
  void a_line_longer_than_the_first_buffer_is_read_whole() {
    String key = "k".repeat(300_000);
    String line = SmallTrace.FREED.replace("\"keys\":[\"b\"]", "\"keys\":[\"" + key + "\"]");
    assertThat(SmallTrace.step(line).events())
        .containsExactly(new Event.FreeKeys("s3", List.of(key)));
  }

  @Test
  void closing_the_reader_closes_the_stream() throws IOException {
    boolean[] closed = new boolean[1];
    InputStream in =
        new ByteArrayInputStream(WHOLE.getBytes(UTF_8)) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    new TraceReader(in, "small.jsonl").close();
    assertThat(closed[0]).isTrue();
  }
}
