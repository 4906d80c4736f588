package io.github.workerfsm.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with a file, the user gets one line that says where, what, and what else. */
class BadTraceTest {

  private static final String WHOLE = String.join("\n", SmallTrace.LINES) + "\n";

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // versions and headers
        "\"trace\":1 | \"trace\":2 | 1 | \"trace\" of the line is 2, expected version 1 of the format",
        "\"trace\":1 | \"trace\":\"1\" | 1 | \"trace\" of the line is \"1\", expected version 1 of the format",
        "\"kind\":\"unit\", | `` | 1 | the line has no \"kind\", expected a string",
        "\"nthreads\":1 | \"nthreads\":-1 | 1 | \"nthreads\" of the config is -1, expected a whole number, 0 to 2147483647",
        "\"nthreads\":1, | `` | 1 | the config has no \"nthreads\", expected a whole number, 0 to 2147483647",
        "\"running\":true | \"running\":1 | 1 | \"running\" of the config is 1, expected true or false",
        "\"total_resources\":{} | \"total_resources\":{\"GPU\":-1} | 1 | \"total_resources\" of the config is -1, expected an object of finite numbers, 0 or more",
        "\"available_resources\":{} | \"available_resources\":{\"GPU\":1} | 1 | \"available_resources\" has 1 of GPU, expected at most the 0 of \"total_resources\"",
        "\"lines\":4 | \"lines\":5 | 1 | the header says \"lines\": 5, expected the 4 of the lines that follow",
        "\"stimuli\":4 | \"stimuli\":5 | 1 | the header says \"stimuli\": 5, expected the 4 of the lines that follow",
        "\"deterministic_lines\":4 | \"deterministic_lines\":3 | 1 | the header says \"deterministic_lines\": 3, expected the 4 of the lines that follow",
        // stimuli
        "\"op\":\"compute-task\" | \"op\":\"compute-tusk\" | 2 | \"op\" of the stimulus is \"compute-tusk\", expected the name of an event, for example \"compute-task\"",
        "\"key\":\"b\",\"who_has\" | \"who_has\" | 2 | the stimulus has no \"key\", expected a string",
        "\"key\":\"b\",\"who_has\" | \"key\":7,\"who_has\" | 2 | \"key\" of the stimulus is 7, expected a string",
        "\"nbytes\":{\"a\":28} | \"nbytes\":{\"a\":-28} | 2 | \"a\" of \"nbytes\" is -28, expected a whole number, 0 or more",
        "\"nbytes\":{\"a\":28} | \"nbytes\":{\"a\":NaN} | 2 | \"a\" of \"nbytes\" is NaN, expected a whole number, 0 or more",
        "\"nbytes\":{\"a\":28} | \"nbytes\":{\"a\":1e400} | 2 | \"a\" of \"nbytes\" is Infinity, expected a whole number, 0 or more",
        "\"nbytes\":{\"a\":28} | \"nbytes\":{\"a\":99999999999999999999} | 2 | \"a\" of \"nbytes\" is 1.0E20, expected a whole number, 0 or more",
        "\"nbytes\":{\"a\":28} | \"nbytes\":{\"a\":1.5} | 2 | \"a\" of \"nbytes\" is 1.5, expected a whole number, 0 or more",
        "\"nbytes\":{\"a\":28} | \"nbytes\":{} | 2 | \"nbytes\" has no \"a\", expected a whole number, 0 or more",
        "\"nbytes\":{\"a\":28} | \"nbytes\":{\"a\":28,\"c\":1} | 2 | \"nbytes\" has the unknown member \"c\", expected only members of the format",
        "\"nbytes\":{\"a\":28} | \"nbytes\":28 | 2 | \"nbytes\" of the stimulus is 28, expected an object",
        "[\"tcp://host-1:2\"]} | \"tcp://host-1:2\"} | 2 | \"who_has\" of the stimulus is \"tcp://host-1:2\", expected an object of lists of strings",
        "[\"tcp://host-1:2\"]} | [null]} | 2 | \"who_has\" of the stimulus is null, expected a list of strings",
        "\"priority\":[0,1,3] | \"priority\":[] | 2 | \"priority\" of the stimulus is a list, expected a list of at least one finite number",
        "\"priority\":[0,1,3] | \"priority\":[0,NaN] | 2 | \"priority\" of the stimulus is NaN, expected a list of at least one finite number",
        "\"priority\":[0,1,3] | \"priority\":[0,true] | 2 | \"priority\" of the stimulus is true, expected a list of at least one finite number",
        "\"resource_restrictions\":{} | \"resource_restrictions\":{\"GPU\":NaN} | 2 | \"resource_restrictions\" of the stimulus is NaN, expected an object of finite numbers, 0 or more",
        "\"actor\":false | \"actor\":null | 2 | \"actor\" of the stimulus is null, expected true or false",
        "\"actor\":false | \"actor\":false,\"run\":-2 | 2 | \"run\" of the stimulus is -2, expected a whole number, 0 or more",
        "\"actor\":false | \"actor\":false,\"colour\":1 | 2 | the stimulus has the unknown member \"colour\", expected only members of the format",
        "\"actor\":false | \"actor\":false,\"actor\":true | 2 | member \"actor\" is there twice, expected each name once",
        "{\"a\":{\"nbytes\":28,\"type\":\"int\"}} | {\"a\":{\"nbytes\":-1,\"type\":\"int\"}} | 3 | \"nbytes\" of a value in \"data\" is -1, expected a whole number, 0 or more",
        "{\"a\":{\"nbytes\":28,\"type\":\"int\"}} | {\"a\":28} | 3 | \"data\" of the stimulus is 28, expected an object of objects",
        "\"keys\":[\"b\"] | \"keys\":\"b\" | 4 | \"keys\" of the stimulus is \"b\", expected a list of strings",
        // answers
        "\"op\":\"execute\" | \"op\":\"exekute\" | 3 | \"op\" of an instruction is \"exekute\", expected the name of an instruction, for example \"execute\"",
        "\"stimulus_id\":\"s2\",\"key\":\"b\" | \"key\":\"b\" | 3 | an instruction has no \"stimulus_id\", expected a string",
        "\"key\":\"b\"}], | \"key\":\"b\",\"speed\":1}], | 3 | an instruction has the unknown member \"speed\", expected only members of the format",
        "[\"b\",\"ready\",\"executing\",\"executing\"] | [\"b\",\"ready\",\"executing\"] | 3 | \"transitions\" of the line is a list, expected lists of key, start, recommended and final state",
        "\"a\":\"memory\" | \"a\":\"mammary\" | 3 | \"a\" of \"states\" is \"mammary\", expected the name of a state, or an object for cancelled and resumed",
        "\"a\":\"memory\" | \"a\":\"cancelled\" | 3 | \"a\" of \"states\" is \"cancelled\", expected the name of a state, or an object for cancelled and resumed",
        "\"previous\":\"executing\" | \"previous\":\"ready\" | 4 | \"b\" of \"states\" is an object, expected the name of a state, or an object for cancelled and resumed",
        "\"previous\":\"executing\", | `` | 4 | a state has no \"previous\", expected a string",
        "\"tasks\":1, | `` | 5 | \"counts\" has no \"tasks\", expected a whole number, 0 to 2147483647",
        "\"tasks\":1 | \"tasks\":1,\"tusks\":2 | 5 | \"counts\" has the unknown member \"tusks\", expected only members of the format",
        "\"executed\":1 | \"executed\":\"1\" | 5 | \"executed\" of \"counts\" is \"1\", expected a whole number",
      })
  void a_line_that_does_not_follow_the_format(
      String text, String replacement, long line, String problem) {
    TraceFormatException e = refused(SmallTrace.with(text, replacement));
    assertThat(e).hasMessage("small.jsonl:" + line + ": " + problem);
    assertThat(e.line()).isEqualTo(line);
    assertThat(e.problem()).isEqualTo(problem);
    assertThat(e.file()).isEqualTo("small.jsonl");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"poke\":{}} | the poke changes nothing, expected at least one setting",
        "{\"poke\":7} | \"poke\" of the line is 7, expected an object of settings",
        "{\"poke\":{\"colour\":1}} | the poke has the unknown member \"colour\", expected only members of the format",
        "{\"poke\":{\"nthreads\":-1}} | \"nthreads\" of the poke is -1, expected a whole number, 0 to 2147483647",
        "{\"poke\":{\"nthreads\":2},\"when\":1} | the line has the unknown member \"when\", expected only members of the format",
        "{\"poke\":{\"transfer_incoming_bytes_limit\":-5}} | \"transfer_incoming_bytes_limit\" of the poke is -5, expected a whole number, 0 or more",
        "{\"poke\":{\"available_resources\":{\"GPU\":2}}} | \"available_resources\" has 2 of GPU, expected at most the 0 of \"total_resources\"",
        "{\"poke\":{\"transition_counter_max\":true}} | \"transition_counter_max\" of the poke is true, expected a whole number, 0 or more",
        "{\"answer\":42} | the line has none of \"trace\", \"poke\", \"stimulus\", \"stimuli\", expected one",
        "[] | the line is no JSON object, expected one per line",
      })
  void another_line_that_makes_no_sense(String line, String problem) {
    assertThat(refused(SmallTrace.HEADER + "\n" + line + "\n"))
        .hasMessage("small.jsonl:2: " + problem);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"poke\": | invalid JSON at column 9 (",
        "{\"poke\":{}}{} | something follows the JSON object at column 12, expected one object per line",
        "{'poke':1} | invalid JSON at column 2 (",
        "{\"poke\":tru} | invalid JSON at column 9 (",
        "nul | invalid JSON at column 1 (",
      })
  void a_line_that_is_no_json(String line, String beginning) {
    TraceFormatException e = refused(SmallTrace.HEADER + "\n" + line);
    assertThat(e).hasMessageStartingWith("small.jsonl:2: " + beginning);
    assertThat(e.getMessage()).doesNotContain("\n").contains(", expected one ");
  }

  @Test
  void an_empty_line() {
    assertThat(refused(SmallTrace.HEADER + "\n\n" + SmallTrace.COMPUTE))
        .hasMessage("small.jsonl:2: the line is empty, expected a JSON object");
  }

  @Test
  void text_that_is_not_utf_8() {
    byte[] bytes = SmallTrace.HEADER.getBytes(UTF_8);
    bytes[SmallTrace.HEADER.indexOf("small")] = (byte) 0xff;
    assertThat(refused(bytes)).hasMessageStartingWith("small.jsonl:1: invalid ");
  }

  @Test
  void nesting_without_end() {
    assertThat(refused("{\"trace\":" + "[".repeat(100_000)))
        .hasMessageStartingWith("small.jsonl:1: invalid JSON at column ")
        .hasMessageContaining("nesting depth");
  }

  @Test
  void more_values_than_a_line_can_have() {
    assertThat(refused("{\"trace\":[" + "0,".repeat(Json.MOST_VALUES)))
        .hasMessage("small.jsonl:1: the line has more than 1000000 values, expected fewer");
  }

  @Test
  void a_step_before_a_header() {
    assertThat(refused(SmallTrace.COMPUTE))
        .hasMessage(
            "small.jsonl:1: the file begins with another line, expected the header of a trace");
  }

  @Test
  void an_empty_file() {
    assertThat(refused(""))
        .hasMessage("small.jsonl:1: the file is empty, expected the header of a trace");
  }

  @Test
  void a_line_after_one_that_raised() {
    String raised =
        "{\"stimulus\":{\"op\":\"pause\",\"stimulus_id\":\"s1\"},\"raised\":\"KeyError\"}\n";
    assertThat(refused(SmallTrace.HEADER + "\n" + raised + SmallTrace.COMPUTE))
        .hasMessage(
            "small.jsonl:3: a line follows one with \"raised\", expected that to be the last of its"
                + " trace");
  }

  @Test
  void lines_that_are_missing_at_the_end() {
    assertThat(refused(WHOLE.substring(0, WHOLE.indexOf(SmallTrace.FAILED))))
        .hasMessage(
            "small.jsonl:1: the header says \"lines\": 4, expected the 3 of the lines that follow");
  }

  @Test
  void gzip_that_ends_too_early() {
    byte[] bytes = SmallTrace.gzip(WHOLE);
    assertThat(refused(Arrays.copyOf(bytes, bytes.length - 12)))
        .hasMessage("small.jsonl:5: the gzip data ends too early, expected a complete file");
    assertThat(refused(Arrays.copyOf(bytes, bytes.length - 4)))
        .hasMessage("small.jsonl:6: the gzip data ends too early, expected a complete file");
    assertThat(refused(Arrays.copyOf(bytes, 5)))
        .hasMessage("small.jsonl:1: the gzip data ends too early, expected a complete file");
  }

  @Test
  void gzip_that_is_damaged() {
    byte[] bytes = SmallTrace.gzip(WHOLE);
    bytes[bytes.length - 6] ^= 1;
    assertThat(refused(bytes))
        .hasMessageStartingWith("small.jsonl:6: the gzip data is damaged (")
        .hasMessageEndingWith("), expected an intact file");
  }

  @Test
  void a_line_of_100_million_bytes_is_given_up_at_the_limit() {
    Endless in = new Endless(100_000_000);
    assertThatThrownBy(() -> new TraceReader(in, "long.jsonl").read())
        .isInstanceOf(TraceFormatException.class)
        .hasMessage("long.jsonl:1: the line is longer than 67108864 bytes, expected a shorter one");
    assertThat(in.given).isLessThan(TraceReader.LINE_LIMIT + 100_000);
  }

  @Test
  void the_limit_of_a_line_is_exact() throws IOException {
    int length = SmallTrace.HEADER.length();
    String text = SmallTrace.HEADER + "\n";
    try (TraceReader reader = new TraceReader(bytes(text), "small.jsonl", length)) {
      assertThat(reader.read()).isInstanceOf(TraceHeader.class);
    }
    try (TraceReader reader = new TraceReader(bytes(text), "small.jsonl", length - 1)) {
      assertThatThrownBy(reader::read).hasMessageContaining("the line is longer than");
    }
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static TraceFormatException refused(String text) {
    return refused(text.getBytes(UTF_8));
  }

  private static TraceFormatException refused(byte[] bytes) {
    return catchThrowableOfType(
        TraceFormatException.class,
        () -> {
          try (TraceReader reader = SmallTrace.reader(bytes)) {
            while (reader.read() != null) {}
          }
        });
  }

  /** So many bytes without a newline. */
  private static final class Endless extends InputStream {
    private final long size;
    private long given;

    Endless(long size) {
      this.size = size;
    }

    @Override
    public int read() {
      return given++ < size ? 'x' : -1;
    }

    @Override
    public int read(byte[] to, int from, int length) {
      int count = (int) Math.min(length, size - given);
      Arrays.fill(to, from, from + count, (byte) 'x');
      given += count;
      return count == 0 ? -1 : count;
    }
  }
}
