package io.github.workerfsm.sim.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.workerfsm.sim.explore.reference.ReferenceModel;
import io.github.workerfsm.sim.explore.reference.ReferenceParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

  private static final ReferenceParameters PARAMETERS =
      ReferenceParameters.of(2, 3).faults(1, 1, 0, 1, 1);

  @TempDir private Path directory;

  private Path file() {
    return directory.resolve("exploration");
  }

  private static Explorer explorer(Path file) {
    return new Explorer(() -> new ReferenceModel(PARAMETERS)).checkpoint(file, () -> 0, 0);
  }

  private static void assertWhole(ExploreReport report) {
    assertThat(report.states()).isEqualTo(191_217);
    assertThat(report.expanded()).isEqualTo(191_217);
    assertThat(report.transitions()).isEqualTo(606_570);
    assertThat(report.depth()).isEqualTo(38);
    assertThat(report.count(FindingKind.JAM)).isEqualTo(224);
    assertThat(report.findings().get(0).actions()).hasSize(18);
  }

  @Test
  void a_bounded_exploration_goes_on_with_larger_bounds() {
    ExploreReport first = explorer(file()).bounds(Bounds.NONE.withLevels(25)).explore();
    assertThat(first.coverage()).isEqualTo(Coverage.LEVELS);
    assertThat(first.findings()).hasSize(1);
    assertWhole(explorer(file()).explore());
  }

  @Test
  void a_frontier_on_disk_is_part_of_the_checkpoint() {
    explorer(file()).spill(directory, 100_000).bounds(Bounds.NONE.withLevels(22)).explore();
    ExploreReport report = explorer(file()).spill(directory, 100_000).explore();
    assertThat(report.spilled()).isPositive();
    assertWhole(report);
  }

  /** Killed three times, each time when it has got further than the time before. */
  @Test
  void a_killed_exploration_resumes_and_counts_the_same() throws Exception {
    for (int kill = 0; kill < 3; kill++) {
      long before = savedBytes();
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Killed.class.getName(),
                  file().toString())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("output").toFile())
              .start();
      while (savedBytes() == before && process.isAlive()) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      assertThat(process.isAlive()).isTrue();
      process.destroyForcibly().waitFor();
    }
    assertWhole(explorer(file()).explore());
  }

  private long savedBytes() throws IOException {
    return Files.exists(file()) ? Files.size(file()) : 0;
  }

  /** Explores slowly, with a checkpoint after every level. */
  static final class Killed {
    public static void main(String[] arguments) {
      explorer(Path.of(arguments[0])).progress(progress -> pause(), () -> 0, 0).explore();
    }

    private static void pause() {
      try {
        TimeUnit.MILLISECONDS.sleep(2);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void a_checkpoint_of_something_else_is_refused_in_one_line() throws Exception {
    explorer(file()).bounds(Bounds.NONE.withLevels(5)).explore();
    Explorer other =
        new Explorer(() -> new ReferenceModel(ReferenceParameters.of(2, 3)))
            .checkpoint(file(), () -> 0, 0);
    assertThatThrownBy(other::explore)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot resume from " + file() + ": it is of \"reference model, ")
        .hasMessageEndingWith("was expected")
        .hasMessageNotContaining("\n");
    Files.writeString(file(), "something quite different");
    assertThatThrownBy(() -> explorer(file()).explore())
        .hasMessage("cannot resume from " + file() + ": it is not a checkpoint of an exploration");
  }

  @Test
  void a_damaged_checkpoint_is_refused() throws Exception {
    explorer(file()).bounds(Bounds.NONE.withLevels(12)).explore();
    byte[] whole = Files.readAllBytes(file());
    for (int at : List.of(9, 15, whole.length / 2, whole.length - 1)) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(file(), damaged);
      assertThatThrownBy(() -> explorer(file()).explore())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageStartingWith("cannot resume from ");
    }
    Files.write(file(), Arrays.copyOf(whole, whole.length - 20));
    assertThatThrownBy(() -> explorer(file()).explore())
        .hasMessage("cannot resume from " + file() + ": it ends too early");
  }

  @Test
  void a_checkpoint_that_cannot_be_written_leaves_the_old_one() throws Exception {
    explorer(file()).bounds(Bounds.NONE.withLevels(12)).explore();
    byte[] old = Files.readAllBytes(file());
    // A directory is in the way of the draft.
    Path draft = Files.createDirectories(directory.resolve("exploration.new").resolve("x"));
    assertThatThrownBy(() -> explorer(file()).explore())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot write the checkpoint " + file());
    assertThat(Files.readAllBytes(file())).isEqualTo(old);
    Files.delete(draft);
    Files.delete(draft.getParent());
    assertWhole(explorer(file()).explore());
  }
}
