package io.github.workerfsm.sim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorder: a file for a Python worker, and how to use it. */
class RecorderCommandTest {
  @TempDir private Path directory;

  @Test
  void standard_output_is_the_file_and_nothing_else() {
    FsmRun run = FsmRun.of("recorder").holds();
    assertThat(run.out()).startsWith("\"\"\"Record").contains("import ").endsWith("\n");
    assertThat(run.err()).contains("--preload record.py");
  }

  @Test
  void a_file_is_written_and_its_use_explained() throws IOException {
    Path file = directory.resolve("record.py");
    FsmRun run = FsmRun.of("recorder", "-o", file.toString()).holds();
    assertThat(run.out()).contains("--preload " + file, "fsm story", "written: " + file);
    assertThat(Files.readString(file)).isEqualTo(FsmRun.of("recorder").out());
  }

  @Test
  void a_file_is_overwritten_when_told_to() throws IOException {
    Path file = Files.writeString(directory.resolve("record.py"), "old");
    FsmRun.of("recorder", "-o", file.toString(), "--force").holds();
    assertThat(file).content().startsWith("\"\"\"Record");
  }

  @Test
  void json_has_the_file_or_its_text() {
    JsonTree text = JsonTree.of(FsmRun.of("recorder", "--json").holds());
    assertThat(text.text("recorder")).startsWith("\"\"\"Record");
    Path file = directory.resolve("record.py");
    JsonTree written = JsonTree.of(FsmRun.of("recorder", "-o", file.toString(), "--json").holds());
    assertThat(written.text("file")).isEqualTo(file.toString());
    assertThat(file).exists();
  }
}
