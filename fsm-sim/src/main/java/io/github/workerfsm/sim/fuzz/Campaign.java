package io.github.workerfsm.sim.fuzz;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.scenario.ScenarioRules;
import io.github.workerfsm.sim.world.LivePorts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Many runs, of one seed after the other, the strategies by turns. A run that reaches something new
 * is remembered up to there, and every fourth run goes on from one that is. What it does depends on
 * its seed and on how many runs there have been, and on nothing else.
 *
 * <p>One thread owns it. Between two runs it can be written to a {@link CampaignFile} and read
 * back.
 */
public final class Campaign {
  /** One run of so many goes on from where another has been. */
  private static final int BRANCH_EVERY = 4;

  private static final int MOST_PREFIXES = 256;

  /** One run of so many is played twice, and so are the first ones. */
  private static final int TWICE_EVERY = 64;

  private static final int TWICE_AT_FIRST = 32;

  final ScenarioRules rules;
  final long seed;
  final List<StrategyKind> strategies;
  final Map<StrategyKind, Score> scores = new EnumMap<>(StrategyKind.class);
  final Map<String, Finding> findings = new LinkedHashMap<>();
  final List<Prefix> prefixes = new ArrayList<>();
  final Coverage coverage;
  private final LivePorts ports;
  long runs;
  long twice;
  private @Nullable String difference;

  /**
   * A campaign that has not begun.
   *
   * @param seed of the first run; the others have the next ones
   * @param strategies by turns
   */
  public Campaign(ScenarioRules rules, long seed, List<StrategyKind> strategies) {
    this.rules = rules;
    this.seed = seed;
    this.strategies = List.copyOf(strategies);
    this.ports = rules.ports();
    this.coverage = new Coverage(rules.worker());
    for (StrategyKind strategy : strategies) {
      scores.put(strategy, new Score(strategy));
    }
  }

  /** Does the next run. */
  public RunResult next() {
    long of = seed + runs;
    StrategyKind strategy = strategies.get((int) (runs % strategies.size()));
    Prefix prefix = prefix(of);
    RunResult result = play(of, strategy, prefix, coverage);
    Score score = score(strategy);
    score.ran(result.events());
    if (result.novelty() > 0 && prefixes.size() < MOST_PREFIXES) {
      prefixes.add(new Prefix(prefix.cluster(), result.choices().subList(0, result.novelty())));
    }
    if (!result.violations().isEmpty()) {
      String kind = Finding.kindOf(result.violations().get(0));
      score.failed(kind);
      findings.putIfAbsent(
          kind,
          new Finding(
              kind,
              of,
              prefix.cluster(),
              strategy,
              runs,
              result.choices(),
              result.violations().get(0).property()));
    }
    if (runs < TWICE_AT_FIRST || runs % TWICE_EVERY == 0) {
      compare(of, strategy, prefix, result);
    }
    runs++;
    return result;
  }

  private RunResult play(long of, StrategyKind strategy, Prefix prefix, Coverage reached) {
    return FuzzRun.play(
        Workload.of(prefix.cluster()), prefix.choices(), of, strategy, ports, reached);
  }

  /** Where the run begins: mostly with a new cluster. */
  private Prefix prefix(long of) {
    if (runs % BRANCH_EVERY == BRANCH_EVERY - 1 && !prefixes.isEmpty()) {
      return prefixes.get(Dice.of(of, Dice.Stream.BRANCH).below(prefixes.size()));
    }
    return new Prefix(of, ImmutableList.of());
  }

  /** The same run again has to be the same, event by event. */
  private void compare(long of, StrategyKind strategy, Prefix prefix, RunResult first) {
    RunResult second = play(of, strategy, prefix, new Coverage(coverage));
    twice++;
    int step = first.trail().firstDifference(second.trail());
    if (step >= 0 && difference == null) {
      difference = "seed " + of + ", " + strategy.label() + ": the runs differ at event " + step;
    }
  }

  private Score score(StrategyKind strategy) {
    return scores.computeIfAbsent(strategy, Score::new);
  }

  /** Runs so far. */
  public long runs() {
    return runs;
  }

  /** Runs that were played twice, to see whether they are the same. */
  public long playedTwice() {
    return twice;
  }

  /** Where two runs of a seed were not the same, in one line; null when that never happened. */
  public @Nullable String difference() {
    return difference;
  }

  /** Events so far. */
  public long events() {
    return scores.values().stream().mapToLong(Score::events).sum();
  }

  /** Runs in which a property did not hold. */
  public long failures() {
    return scores.values().stream().mapToLong(Score::failures).sum();
  }

  /** What each strategy has done. */
  public List<Score> scores() {
    return List.copyOf(scores.values());
  }

  /** The kinds of failures, in order of finding. */
  public List<Finding> findings() {
    return List.copyOf(findings.values());
  }

  /** What has been reached. */
  public Coverage coverage() {
    return coverage;
  }

  /** How many ways to something new are remembered. */
  public int prefixes() {
    return prefixes.size();
  }

  /** What everybody goes by. */
  public ScenarioRules rules() {
    return rules;
  }
}
