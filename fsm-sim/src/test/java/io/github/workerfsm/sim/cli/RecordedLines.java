package io.github.workerfsm.sim.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Lines of bundled traces, to be written to files of a test, perhaps changed. */
final class RecordedLines {
  private RecordedLines() {}

  /** The lines of the first trace in a bundled file whose name contains the text. */
  static List<String> of(String file, String name) {
    List<String> lines = new ArrayList<>();
    for (String line : all(file)) {
      boolean header = line.startsWith("{\"trace\"");
      if (header && !lines.isEmpty()) {
        return lines;
      }
      if (!lines.isEmpty() || header && line.contains(name)) {
        lines.add(line);
      }
    }
    return lines;
  }

  /** A short trace in which a task is cancelled while it runs. */
  static List<String> cancelled() {
    return of("unit", "test_cancel_with_dependencies_in_memory[ExecuteFailureEvent-False]");
  }

  static Path write(Path file, List<String> lines) {
    try {
      return Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> all(String file) {
    try (InputStream in = RecordedLines.class.getResourceAsStream("/traces/" + file + ".jsonl.gz");
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
