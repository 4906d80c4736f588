package io.github.workerfsm.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where traces come from: files, directories, the program itself. */
class TraceSourceTest {
  @TempDir private Path directory;

  @Test
  void the_files_of_a_directory_come_in_the_order_of_their_names() throws IOException {
    for (String name : List.of("c.jsonl", "a.jsonl.gz", "b.JSONL", "README.md", "d.json")) {
      Files.writeString(directory.resolve(name), "");
    }
    assertThat(TraceSource.at(List.of(directory.toString())))
        .extracting(TraceSource::name)
        .containsExactly(in("a.jsonl.gz"), in("b.JSONL"), in("c.jsonl"));
  }

  @Test
  void a_file_that_is_named_need_not_be_called_a_trace() throws IOException {
    Files.writeString(directory.resolve("d.json"), "");
    assertThat(TraceSource.at(List.of(in("d.json")))).hasSize(1);
  }

  @Test
  void places_keep_their_order() throws IOException {
    assertThat(TraceSource.at(List.of("bundled:fuzz", "bundled:unit")))
        .extracting(TraceSource::name)
        .containsExactly("bundled:fuzz", "bundled:unit");
    assertThat(TraceSource.at(List.of("bundled:")))
        .isNotEmpty()
        .hasSameSizeAs(TraceSource.bundled());
  }

  @Test
  void a_file_that_has_vanished_since_is_said_to_have() throws IOException {
    Path file = Files.writeString(directory.resolve("a.jsonl"), "");
    TraceSource source = TraceSource.at(List.of(directory.toString())).get(0);
    Files.delete(file);
    assertThatThrownBy(() -> source.read(bytes -> {}, (line, number) -> true))
        .isInstanceOf(TraceInputException.class)
        .hasMessage(file + ": the file has vanished since it was listed, expected it to stay");
  }

  @Test
  void reading_ends_when_no_more_lines_are_wanted_and_can_begin_again() throws IOException {
    TraceSource source = TraceSource.at(List.of("bundled:unit")).get(0);
    for (int i = 0; i < 2; i++) {
      long[] last = new long[1];
      source.read(
          bytes -> {},
          (line, number) -> {
            last[0] = number;
            return number < 3;
          });
      assertThat(last[0]).isEqualTo(3);
    }
  }

  @Test
  void progress_hears_of_every_byte() throws IOException {
    TraceSource source = TraceSource.at(List.of("bundled:unit")).get(0);
    long[] read = new long[1];
    source.read(bytes -> read[0] += bytes, (line, number) -> true);
    assertThat(read[0]).isEqualTo(source.size());
  }

  private String in(String name) {
    return directory.resolve(name).toString();
  }
}
