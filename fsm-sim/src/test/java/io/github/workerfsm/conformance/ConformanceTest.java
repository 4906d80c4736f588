package io.github.workerfsm.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multimaps;
import io.github.workerfsm.sim.replay.CorpusReplay;
import io.github.workerfsm.sim.replay.ExplainedDivergence;
import io.github.workerfsm.sim.replay.TraceSource;
import io.github.workerfsm.sim.replay.TraceVerdict;
import io.github.workerfsm.trace.Divergence;
import io.github.workerfsm.trace.Replay;
import io.github.workerfsm.worker.RuleOverride;
import io.github.workerfsm.worker.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What real workers of dask.distributed 2022.12.1 answered, ours answer: by the reference's rules
 * line for line, with every invariant checked after every event; by the current rules up to a line
 * that a named correction makes different.
 *
 * <p>The whole corpus is not part of the project: where it is, the system property {@code
 * fsm.corpus} says.
 */
class ConformanceTest {

  private static final String CORPUS = System.getProperty("fsm.corpus", "../../shared/traces");
  private static final boolean THERE = Files.isDirectory(Path.of(CORPUS));
  private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

  @TestFactory
  Stream<DynamicTest> bundled_traces_conform_when_replayed_free() throws Exception {
    return conform(TraceSource.bundled(), Replay.Mode.FREE);
  }

  @TestFactory
  Stream<DynamicTest> bundled_traces_conform_when_guided() throws Exception {
    return conform(TraceSource.bundled(), Replay.Mode.GUIDED);
  }

  @TestFactory
  Stream<DynamicTest> bundled_traces_differ_by_named_corrections_only() throws Exception {
    return differByCorrections(TraceSource.bundled());
  }

  @TestFactory
  Stream<DynamicTest> the_corpus_conforms_when_replayed_free() throws Exception {
    return conform(corpus(), Replay.Mode.FREE);
  }

  @TestFactory
  Stream<DynamicTest> the_corpus_conforms_when_guided() throws Exception {
    return conform(corpus(), Replay.Mode.GUIDED);
  }

  @TestFactory
  Stream<DynamicTest> the_corpus_differs_by_named_corrections_only() throws Exception {
    return differByCorrections(corpus());
  }

  /** A reference without one of its own defects is not the reference, and the defect is named. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "retention",
        "erred-assignment",
        "detour-conflict",
        "transfer-mismatch",
        "scatter-onto-held",
        "announced-holder"
      })
  void bundled_traces_miss_each_difference_of_the_reference(String name) throws Exception {
    RuleOverride difference =
        RuleSet.DASK_2022_12.overrides().stream()
            .filter(override -> override.name().equals(name))
            .findFirst()
            .orElseThrow();
    List<TraceSource> sources =
        TraceSource.at(List.of("bundled:unit", "bundled:cluster", "bundled:fuzz"));
    List<TraceVerdict> verdicts =
        replay(sources, RuleSet.DASK_2022_12.without(difference), Replay.Mode.FREE);
    assertThat(verdicts).extracting(TraceVerdict::unexplained).containsOnlyNulls();
    assertThat(verdicts.stream().flatMap(verdict -> verdict.explained().stream()))
        .isNotEmpty()
        .allMatch(explained -> explained.correction().overrides().equals(List.of(difference)));
  }

  private static Stream<DynamicTest> conform(List<TraceSource> sources, Replay.Mode mode)
      throws IOException, InterruptedException {
    return byFile(
        replay(sources, RuleSet.DASK_2022_12, mode),
        verdict -> {
          Divergence divergence = verdict.divergence();
          if (divergence != null) {
            fail(divergence.toString());
          }
          assertThat(verdict.conformingStimuli()).isEqualTo(verdict.stimuli());
        });
  }

  private static Stream<DynamicTest> differByCorrections(List<TraceSource> sources)
      throws IOException, InterruptedException {
    return byFile(
        replay(sources, RuleSet.CURRENT, Replay.Mode.FREE),
        verdict -> {
          Divergence unexplained = verdict.unexplained();
          if (unexplained != null) {
            fail("no difference between the rule sets explains this: " + unexplained);
          }
          assertThat(verdict.explained()).hasSize(verdict.conforms() ? 0 : 1);
          for (ExplainedDivergence explained : verdict.explained()) {
            assertThat(explained.correction().overrides())
                .as(() -> explained.divergence().toString())
                .hasSizeBetween(1, 2);
          }
        });
  }

  private static List<TraceVerdict> replay(
      List<TraceSource> sources, RuleSet rules, Replay.Mode mode)
      throws IOException, InterruptedException {
    return new CorpusReplay(
            header -> rules, ImmutableList.of(mode), header -> true, header -> true, false)
        .run(sources, THREADS, bytes -> {});
  }

  private static Stream<DynamicTest> byFile(List<TraceVerdict> verdicts, Claim claim) {
    Map<String, Collection<TraceVerdict>> files =
        Multimaps.index(verdicts, TraceVerdict::file).asMap();
    return files.entrySet().stream()
        .map(
            file ->
                dynamicTest(
                    Path.of(file.getKey()).getFileName()
                        + ", "
                        + file.getValue().size()
                        + " traces",
                    () -> file.getValue().forEach(claim::check)));
  }

  private static List<TraceSource> corpus() throws IOException {
    Assumptions.assumeTrue(THERE, "no corpus");
    return TraceSource.at(List.of(CORPUS));
  }

  @BeforeAll
  static void sayWhatIsReplayed() {
    if (!THERE) {
      System.out.println(
          "The corpus is not at "
              + CORPUS
              + ": only bundled traces are replayed (-Dfsm.corpus=DIR)");
    }
  }

  private interface Claim {
    void check(TraceVerdict verdict);
  }
}
