package io.github.workerfsm.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The project of an adopter, which the build of {@code fsm-sim} builds from its jars alone: that it
 * is as short as the README says. That it works is for that build to see.
 */
class AdopterTest {
  private static final Path PROJECT =
      Path.of("").toAbsolutePath().getParent().resolve("fsm-sim/src/it/adopter");

  @Test
  void an_adopter_needs_fewer_than_60_lines_of_java_for_machine_table_tests_and_picture()
      throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(PROJECT)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    lines.removeIf(line -> line.isBlank() || line.strip().startsWith("//"));
    assertThat(lines).hasSizeBetween(30, 59);
  }
}
