package io.github.workerfsm.sim.fuzz;

import com.google.common.collect.ImmutableList;
import io.github.workerfsm.sim.scenario.ScenarioRules;
import io.github.workerfsm.sim.world.LivePorts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Many runs, of one seed after the other, the strategies by turns. A run that reaches something new
 * is remembered up to there, and every fourth run goes on from one that is. What it does depends on
 * its seed and on how many runs there have been, and on nothing else: not on how many threads play.
 *
 * <p>One thread owns it, and may have others play for it. Between two runs it can be written to a
 * {@link CampaignFile} and read back.
 */
public final class Campaign {
  /** One run of so many goes on from where another has been. */
  private static final int BRANCH_EVERY = 4;

  /** So many runs are planned at a time, whoever plays them. */
  private static final int ROUND = 256;

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
    return take(plan(runs).play(ports, coverage));
  }

  /**
   * Does runs until there have been so many, or until a round is over: those of one round go on
   * only from what earlier rounds have found. How many threads there are makes no difference to
   * what is found.
   *
   * @param executor lends threads
   * @param threads how many to use
   */
  public void advance(long until, ExecutorService executor, int threads)
      throws InterruptedException {
    List<PlannedRun> round = new ArrayList<>();
    long end = Math.min(until, roundOf(runs) + ROUND);
    for (long run = runs; run < end; run++) {
      round.add(plan(run));
    }
    AtomicInteger next = new AtomicInteger();
    PlannedRun.Played[] played = new PlannedRun.Played[round.size()];
    List<Callable<Integer>> jobs = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      jobs.add(
          () -> {
            int done = 0;
            for (int r = next.getAndIncrement(); r < played.length; r = next.getAndIncrement()) {
              played[r] = round.get(r).play(ports, coverage);
              done++;
            }
            return done;
          });
    }
    for (Future<Integer> job : executor.invokeAll(jobs)) {
      try {
        job.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a run ended with " + e.getCause(), e.getCause());
      }
    }
    for (PlannedRun.Played one : played) {
      take(one);
    }
  }

  private static long roundOf(long run) {
    return run - run % ROUND;
  }

  private PlannedRun plan(long run) {
    long of = seed + run;
    return new PlannedRun(
        run,
        of,
        strategies.get((int) (run % strategies.size())),
        prefix(run, of),
        run < TWICE_AT_FIRST || run % TWICE_EVERY == 0);
  }

  /** Where the run begins: mostly with a new cluster. */
  private Prefix prefix(long run, long of) {
    int known = 0;
    while (known < prefixes.size() && prefixes.get(known).found() < roundOf(run)) {
      known++;
    }
    if (run % BRANCH_EVERY == BRANCH_EVERY - 1 && known > 0) {
      return prefixes.get(Dice.of(of, Dice.Stream.BRANCH).below(known));
    }
    return new Prefix(of, ImmutableList.of(), run);
  }

  /** Notes how a run has gone; they come in the order of their numbers. */
  private RunResult take(PlannedRun.Played played) {
    PlannedRun run = played.run();
    RunResult result = played.result();
    Score score = score(run.strategy());
    score.ran(result.events());
    int novelty = coverage.add(played.reached());
    if (novelty > 0 && prefixes.size() < MOST_PREFIXES) {
      prefixes.add(
          new Prefix(run.prefix().cluster(), result.choices().subList(0, novelty), run.number()));
    }
    if (!result.violations().isEmpty()) {
      String kind = Finding.kindOf(result.violations().get(0));
      score.failed(kind);
      findings.putIfAbsent(
          kind,
          new Finding(
              kind,
              run.seed(),
              run.prefix().cluster(),
              run.strategy(),
              run.number(),
              result.choices(),
              result.violations().get(0).property()));
    }
    if (run.twice()) {
      twice++;
      if (played.differs() != PlannedRun.THE_SAME && difference == null) {
        difference =
            "seed "
                + run.seed()
                + ", "
                + run.strategy().label()
                + ": the runs differ at event "
                + played.differs();
      }
    }
    runs++;
    return result;
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

  /** The rows that no run has taken, each with the reason for that, where one is known. */
  public List<String> missedRows() {
    List<String> lines = new ArrayList<>();
    for (String row : coverage.missedRows()) {
      String note = RowNotes.of(rules.worker(), row);
      lines.add(note == null ? row : row + ": " + note);
    }
    return lines;
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
