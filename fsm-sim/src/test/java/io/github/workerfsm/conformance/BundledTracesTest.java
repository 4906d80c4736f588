package io.github.workerfsm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.workerfsm.trace.TraceHeader;
import io.github.workerfsm.trace.TraceLine;
import io.github.workerfsm.trace.TraceReader;
import io.github.workerfsm.trace.TraceWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bundled traces are readable and whole, and what is read can be written. */
class BundledTracesTest {

  @ParameterizedTest
  @CsvSource({
    "unit.jsonl.gz, 57, 252",
    "cluster.jsonl.gz, 68, 1271",
    "workload.jsonl.gz, 17, 4992",
    "fuzz.jsonl.gz, 53, 4321",
    "map_reduce_big.jsonl.gz, 1, 12615"
  })
  void every_line_survives_reading_and_writing(String file, long traces, long lines)
      throws IOException {
    long headers = 0;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (TraceReader reader = bundled(file);
        TraceWriter writer = new TraceWriter(written)) {
      for (TraceLine line = reader.read(); line != null; line = reader.read()) {
        writer.write(line);
        headers += line instanceof TraceHeader ? 1 : 0;
      }
      assertThat(reader.number()).isEqualTo(lines);
    }
    assertThat(headers).isEqualTo(traces);

    ByteArrayInputStream copy = new ByteArrayInputStream(written.toByteArray());
    try (TraceReader first = bundled(file);
        TraceReader second = new TraceReader(copy, "copy of " + file)) {
      for (TraceLine line = first.read(); line != null; line = first.read()) {
        TraceLine again = second.read();
        assertThat(again).isNotNull();
        assertThat(again.tree()).isEqualTo(line.tree());
      }
      assertThat(second.read()).isNull();
    }
  }

  private static TraceReader bundled(String file) {
    InputStream in = BundledTracesTest.class.getResourceAsStream("/traces/" + file);
    assertThat(in).as(file).isNotNull();
    return new TraceReader(in, file);
  }
}
