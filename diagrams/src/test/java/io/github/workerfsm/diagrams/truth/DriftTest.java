package io.github.workerfsm.diagrams.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Committed pictures are true. */
class DriftTest {
  private static final String OVERVIEW = Gallery.DIRECTORY + "/worker/overview.mmd";
  private static final Path ROOT = Path.of("..");

  @TempDir private Path copy;

  @Test
  void what_is_committed_shows_the_tables() throws IOException {
    StringBuilder wrong = new StringBuilder();
    for (Drift.Finding finding : new Drift(ROOT).findings()) {
      if (isOurs(finding.file())) {
        wrong.append(finding.diff());
      }
    }
    assertThat(wrong.toString())
        .as("to mend it: mvn -q -Dexec.args=\"diagram check --write\"")
        .isEmpty();
  }

  /** Other modules have tables of their own, which are not seen here, and check them there. */
  private static boolean isOurs(String file) {
    return !file.startsWith(Gallery.DIRECTORY)
        || file.startsWith(Gallery.DIRECTORY + "/worker/")
        || file.startsWith(Gallery.DIRECTORY + "/lifecycle/");
  }

  @Test
  void an_edited_picture_is_found_with_its_diff_and_mended() throws IOException {
    Drift drift = new Drift(copy);
    drift.mend();
    assertThat(drift.findings()).isEmpty();
    Path file = copy.resolve(OVERVIEW);
    Files.writeString(file, Files.readString(file).replace("a thread is free", "a thread is red"));
    assertThat(drift.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.file()).isEqualTo(OVERVIEW);
              assertThat(finding.diff())
                  .startsWith("--- committed/" + OVERVIEW + "\n+++ generated/" + OVERVIEW)
                  .contains("\n-  ready --> executing : a thread is red<br/>(thread pool)")
                  .contains("\n+  ready --> executing : a thread is free<br/>(thread pool)");
            });
    assertThat(drift.mend()).containsExactly(OVERVIEW);
    assertThat(drift.findings()).isEmpty();
  }

  @Test
  void a_picture_of_nothing_is_found() throws IOException {
    Drift drift = new Drift(copy);
    drift.mend();
    Path stray = copy.resolve(Gallery.DIRECTORY + "/worker/room-kitchen.svg");
    Files.writeString(stray, "<svg/>");
    assertThat(drift.findings()).extracting(Drift.Finding::file).hasSize(1);
    drift.mend();
    assertThat(stray).doesNotExist();
  }

  @Test
  void every_discovered_table_has_a_picture() {
    assertThat(Gallery.pictures().keySet())
        .contains(OVERVIEW, Gallery.DIRECTORY + "/turnstile/overview.svg");
  }

  @Test
  void what_is_between_markers_is_rewritten_and_nothing_else() {
    String before =
        "# Mine\n<!-- fsm:diagram machine=worker view=around:ready -->\nold\n<!-- fsm:end -->\nend\n";
    String after = Embedding.refreshed("README.md", before);
    assertThat(after)
        .startsWith("# Mine\n<!-- fsm:diagram machine=worker view=around:ready -->\n```mermaid\n")
        .contains("ready --> to_executing")
        .endsWith("```\n<!-- fsm:end -->\nend\n");
    assertThat(Embedding.refreshed("README.md", after)).isEqualTo(after);
  }

  @Test
  void a_marker_that_asks_for_what_there_is_not_is_found_with_its_line() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Embedding.refreshed(
                    "README.md", "\n<!-- fsm:diagram view=rom:x -->\n<!-- fsm:end -->\n"))
        .withMessageStartingWith("README.md:2: there is no view rom:x, expected one of");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Embedding.refreshed("README.md", "<!-- fsm:diagram -->\nno end\n"))
        .withMessageContaining("expected <!-- fsm:end --> after each");
  }
}
