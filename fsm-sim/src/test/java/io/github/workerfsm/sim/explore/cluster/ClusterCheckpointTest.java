package io.github.workerfsm.sim.explore.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableListMultimap;
import io.github.workerfsm.sim.explore.Bounds;
import io.github.workerfsm.sim.explore.ExploreReport;
import io.github.workerfsm.sim.explore.Explorer;
import io.github.workerfsm.sim.explore.Finding;
import io.github.workerfsm.sim.scheduler.SchedulerRules;
import io.github.workerfsm.sim.scheduler.TaskDefinition;
import io.github.workerfsm.sim.world.ChoiceKind;
import io.github.workerfsm.sim.world.FaultBudget;
import io.github.workerfsm.sim.world.LivePorts;
import io.github.workerfsm.sim.world.NetworkRules;
import io.github.workerfsm.sim.world.WorkerSpec;
import io.github.workerfsm.sim.world.WorldSpec;
import io.github.workerfsm.worker.RuleOverrides;
import io.github.workerfsm.worker.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An exploration of real machines that goes on from a file has found the same in the end. */
class ClusterCheckpointTest {

  private static final FaultBudget THREE =
      SmallClusters.once(ChoiceKind.STEAL, ChoiceKind.RELEASE, ChoiceKind.WANT);

  @TempDir private Path directory;

  private Path file() {
    return directory.resolve("exploration");
  }

  private static Cluster cluster(String graph, FaultBudget budget, RuleSet rules) {
    List<TaskDefinition> tasks = GraphText.parse(graph);
    WorldSpec spec =
        new WorldSpec(
            List.of(WorkerSpec.of("A", 1), WorkerSpec.of("B", 1)),
            tasks,
            List.of(),
            ImmutableListMultimap.of(),
            GraphText.sinks(tasks),
            budget);
    return new Cluster(spec, new LivePorts(rules, SchedulerRules.CURRENT, NetworkRules.CURRENT));
  }

  private static Cluster fork() {
    return cluster("x; y<x; z<x", THREE, RuleSet.CURRENT);
  }

  private static Explorer explorer(Cluster cluster, Path file) {
    return new Explorer(cluster.models()).checkpoint(file, () -> 0, 0);
  }

  private static ExploreReport until(int levels, Cluster cluster, Path file) {
    return explorer(cluster, file).bounds(Bounds.NONE.withLevels(levels)).explore();
  }

  private static void assertSame(ExploreReport resumed, ExploreReport whole) {
    assertThat(resumed.states()).isEqualTo(whole.states());
    assertThat(resumed.expanded()).isEqualTo(whole.expanded());
    assertThat(resumed.transitions()).isEqualTo(whole.transitions());
    assertThat(resumed.depth()).isEqualTo(whole.depth());
    assertThat(resumed.coverage()).isEqualTo(whole.coverage());
    assertThat(resumed.findings())
        .extracting(Finding::kind, Finding::count, Finding::labels)
        .containsExactlyElementsOf(
            whole.findings().stream().map(f -> tuple(f.kind(), f.count(), f.labels())).toList());
  }

  @Test
  void an_exploration_that_is_interrupted_again_and_again_finds_the_same() {
    Cluster cluster = cluster("x; y<x", everyFault(1), RuleSet.CURRENT);
    ExploreReport whole = new Explorer(cluster.models()).explore();
    for (int levels = 3; levels < whole.depth(); levels += 3) {
      until(levels, cluster, file());
    }
    assertSame(explorer(cluster, file()).explore(), whole);
  }

  /** With the death of the scheduler, so that inventories of workers are under way. */
  private static FaultBudget everyFault(int most) {
    FaultBudget budget = FaultBudget.NONE;
    for (ChoiceKind kind : ChoiceKind.values()) {
      if (kind.fault()) {
        budget = budget.with(kind, most);
      }
    }
    return budget.atMost(most);
  }

  @Test
  void what_was_found_before_is_told_after() {
    Cluster cluster = cluster("x; y<x", everyFault(2), RuleSet.DASK_2022_12);
    ExploreReport whole = new Explorer(cluster.models()).explore();
    assertThat(whole.findings()).isNotEmpty();
    int first = whole.findings().get(0).labels().size();
    until(first + 2, cluster, file());
    assertSame(explorer(cluster, file()).explore(), whole);
  }

  @Test
  void a_frontier_on_disk_and_the_liveness_check_go_on_as_well() {
    ExploreReport whole = new Explorer(fork().models()).liveness().explore();
    explorer(fork(), file()).spill(directory, 1).bounds(Bounds.NONE.withLevels(16)).explore();
    ExploreReport resumed = explorer(fork(), file()).spill(directory, 1).liveness().explore();
    assertThat(resumed.spilled()).isPositive();
    assertThat(resumed.doomed()).isEqualTo(whole.doomed());
    assertSame(resumed, whole);
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
    assertSame(explorer(fork(), file()).explore(), new Explorer(fork().models()).explore());
  }

  private long savedBytes() throws IOException {
    return Files.exists(file()) ? Files.size(file()) : 0;
  }

  /** Explores slowly, with a checkpoint after every level. */
  static final class Killed {
    public static void main(String[] arguments) {
      explorer(fork(), Path.of(arguments[0])).progress(progress -> pause(), () -> 0, 0).explore();
    }

    private static void pause() {
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void a_checkpoint_of_another_graph_budget_rule_set_or_table_is_refused_in_one_line() {
    until(5, fork(), file());
    for (Cluster other :
        List.of(
            cluster("x; y<x; z<y", THREE, RuleSet.CURRENT),
            cluster("x; y<x; z<x", FaultBudget.NONE, RuleSet.CURRENT),
            cluster("x; y<x; z<x", THREE, RuleSet.DASK_2022_12),
            cluster(
                "x; y<x; z<x",
                THREE,
                RuleSet.CURRENT.with(RuleOverrides.BROUGHT_RESULT).named("current")))) {
      assertThatThrownBy(() -> explorer(other, file()).explore())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageStartingWith(
              "cannot resume from " + file() + ": it is of \"cluster of A(1) B(1), graph x; y<x;")
          .hasMessageEndingWith("was expected")
          .hasMessageNotContaining("\n");
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.8, 0.9, 0.95, 0.99})
  void a_damaged_or_truncated_checkpoint_is_refused(double part) throws Exception {
    until(12, fork(), file());
    byte[] whole = Files.readAllBytes(file());
    byte[] damaged = whole.clone();
    for (int bit = 0; bit < 8; bit++) {
      damaged[(int) (whole.length * part) + bit] ^= (byte) (1 << bit);
    }
    Files.write(file(), damaged);
    assertThatThrownBy(() -> explorer(fork(), file()).explore())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot resume from " + file() + ": it is damaged: ");
    Files.write(file(), Arrays.copyOf(whole, (int) (whole.length * part)));
    assertThatThrownBy(() -> explorer(fork(), file()).explore())
        .hasMessage("cannot resume from " + file() + ": it ends too early");
  }

  @Test
  void a_checkpoint_of_another_version_is_refused() throws Exception {
    until(5, fork(), file());
    byte[] whole = Files.readAllBytes(file());
    whole[15] = 1;
    Files.write(file(), whole);
    assertThatThrownBy(() -> explorer(fork(), file()).explore())
        .hasMessage("cannot resume from " + file() + ": it has version 1, and 2 was expected");
  }

  @Test
  void a_full_disk_loses_nothing_of_the_checkpoint_before() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no device that is always full");
    until(12, fork(), file());
    byte[] old = Files.readAllBytes(file());
    Path draft = directory.resolve("exploration.new");
    Files.createSymbolicLink(draft, full);
    assertThatThrownBy(() -> explorer(fork(), file()).explore())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot write the checkpoint " + file())
        .hasMessageNotContaining("\n");
    assertThat(Files.readAllBytes(file())).isEqualTo(old);
    Files.deleteIfExists(draft);
    assertSame(explorer(fork(), file()).explore(), new Explorer(fork().models()).explore());
  }
}
